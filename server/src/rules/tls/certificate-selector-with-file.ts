import { settingsOf, standTogether } from '../../core/config/presence.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';

const conflicts = {
  'net.tls.certificateSelector': ['net.tls.certificateKeyFile', 'net.tls.certificateKeyFilePassword'],
  'net.tls.clusterCertificateSelector': ['net.tls.clusterFile'],
};

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A certificate is named both by a file and by a selector',
    citation: 'src/mongo/util/net/ssl_options_server.idl, conflicts of the certificate selectors',
    since: '4.0',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    // elsewhere the name itself is unknown
    if (platformOf(config, facts) === 'linux') return;
    for (const [name, files] of Object.entries(conflicts)) {
      const selector = config.get(name);
      const [file] = settingsOf(config, files);
      if (!selector || !file || !standTogether(config, selector, file)) continue;
      yield {
        span: selector.keySpan,
        message: `${selector.path} cannot stand beside ${file.path}; the server takes the certificate from one place and does not start with both.`,
        related: [{ span: file.keySpan, message: 'the file is given here' }],
      };
    }
  },
);
