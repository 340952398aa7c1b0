import { fileRoles } from '../../core/deployment/role-files.ts';
import { settingsOf } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

/** Where images bring certificates of public authorities along, and where pods find those of their cluster. */
const ofImage =
  /^\/(?:etc\/(?:ssl\/certs|pki|ca-certificates)|usr|opt|var\/run\/secrets|run\/secrets\/kubernetes\.io)\//;

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'Nothing puts a keyfile or certificate into the container that its server reads',
    citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile: stat; the manifest of the container',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, { server, files }) {
    if (!server) return;
    const named = settingsOf(config, ['security.keyFile', ...fileRoles.map((role) => `net.tls.${role}`)]);
    for (const { text, valueSpan } of named) {
      if (text?.startsWith('/') !== true || ofImage.test(text) || files.has(text)) continue;
      if (server.sourceOf(text) !== 'missing') continue;
      yield {
        span: valueSpan,
        message: `No volume, config or secret of ${server.name} puts a file at ${text}; the server does not start without it.`,
      };
    }
  },
);
