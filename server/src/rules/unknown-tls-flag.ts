import { defineRule } from '../core/rule.ts';
import { similarName } from '../core/similar-name.ts';
import { tlsFlag, tlsFlagNames } from '../core/tls-flags.ts';

export default defineRule(
  'commandline',
  {
    severity: 'error',
    summary: 'A command line has a TLS flag that the program does not know',
    citation: 'src/mongo/util/net/ssl_options_server.idl; mongosh packages/arg-parser/src/cli-options.ts',
    since: '4.2',
  },
  function* ({ commands }) {
    for (const { program, flags } of commands) {
      for (const { name, span } of flags) {
        if (!/^(tls|ssl)/i.test(name) || tlsFlag(program, name)) continue;
        const meant = similarName(name, tlsFlagNames(program));
        yield {
          span,
          message: `${program} has no flag --${name}${meant === undefined ? '' : `; did you mean --${meant}?`}`,
          ...(meant === undefined
            ? {}
            : { fix: { title: `Write --${meant}`, safe: false, edits: [{ span, text: `--${meant}` }] } }),
        };
      }
    }
  },
);
