import { tlsModes } from '../core/models/tls-mode.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'commandline',
  {
    severity: 'error',
    summary: 'A command line names a TLS mode that the server does not know',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, storeTLSServerOptions',
    since: '4.2',
  },
  function* ({ commands }) {
    for (const command of commands) {
      if (command.program !== 'mongod' && command.program !== 'mongos') continue;
      for (const { name, value, valueSpan } of command.flags) {
        if ((name !== 'tlsMode' && name !== 'sslMode') || value === undefined || !valueSpan) continue;
        const mode = name === 'sslMode' ? value.replace(/SSL$/, 'TLS') : value;
        if (tlsModes.some((word) => word === mode)) continue;
        const meant = tlsModes.find(
          (word) => word.toLowerCase() === value.toLowerCase().replace(/ssl$/, 'tls'),
        );
        yield {
          span: valueSpan,
          message: `"${value}" is not a TLS mode; the server knows ${tlsModes.join(', ')}, in exactly this spelling.`,
          // the server does not start as it is, so nobody can connect who could not before
          ...(meant
            ? { fix: { title: `Write ${meant}`, safe: false, edits: [{ span: valueSpan, text: meant }] } }
            : {}),
        };
      }
    }
  },
);
