import { namedFiles } from '../../core/config/config.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A certificate file is not on this machine, or cannot be read here',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp; src/mongo/db/auth/security_file.cpp: the server reads it when it starts',
  },
  function* (config, { files }) {
    for (const setting of namedFiles(config)) {
      const { canonical } = setting;
      const isForTls = canonical.startsWith('net.tls.') && tlsIsOn(config) !== false;
      // the keyfile has rules of its own
      if (!isForTls && !(canonical.startsWith('security.') && canonical !== 'security.keyFile')) continue;
      const fact = files.get(setting.text ?? '');
      if (fact?.state === 'missing') {
        yield {
          span: setting.valueSpan,
          message:
            'There is no such file on this machine, so it was not checked; it may be right on the server. mongodbTls.pathMap (--path-map on the command line) says where server paths are found here.',
        };
      } else if (fact?.state === 'unreadable') {
        yield {
          span: setting.valueSpan,
          message: `The file was not checked: ${fact.reason}. On the server, the user that runs it must be able to read it.`,
        };
      }
    }
  },
);
