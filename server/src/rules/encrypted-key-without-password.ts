import { isAbsent } from '../core/models/presence.ts';
import { identityIn } from '../core/pem/role-faults.ts';
import { defineRule } from '../core/rule.ts';
import { fileReport, identityRoles, roleFile } from '../core/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A private key is encrypted and the configuration has no password for it',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp, "Enter PEM passphrase"; ssl_manager_windows.cpp',
  },
  function* (config, facts) {
    for (const role of identityRoles) {
      const file = roleFile(config, facts, role);
      const key = file && identityIn(file.pem).key;
      if (!file || key?.key.encryption === undefined) continue;
      const { block } = key;
      if (facts.platform === 'windows') {
        yield fileReport(
          file,
          'The private key is encrypted, which the server on Windows does not support; it does not start. Use the certificate store, or a key in the clear.',
          { block, severity: 'error' },
        );
        continue;
      }
      const password = role === 'clusterFile' ? 'clusterPassword' : 'certificateKeyFilePassword';
      if (!isAbsent(config, `net.tls.${password}`)) continue;
      yield fileReport(
        file,
        `The private key is encrypted and ${password} is not set: the server asks for the passphrase on its terminal, and started as a service, without a terminal, it does not start.`,
        { block },
      );
    }
  },
);
