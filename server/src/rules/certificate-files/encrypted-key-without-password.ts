import { platformOf } from '../../core/config/platform.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, identityRoles, passwordSetting, roleFile } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A private key is encrypted and the configuration has no password for it',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp, "Enter PEM passphrase"',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    // there it has a rule of its own
    if (platformOf(config, facts) === 'windows') return;
    for (const role of identityRoles) {
      const file = roleFile(config, facts, role);
      const key = file && identityIn(file.pem).key;
      if (!file || key?.key.encryption === undefined) continue;
      const password = passwordSetting(role);
      // an empty one is none to the server
      if (!isAbsent(config, password) && config.textOf(password) !== '') continue;
      yield fileReport(
        file,
        `The private key is encrypted and ${password.replace('net.tls.', '')} is not set: the server asks for the passphrase on its terminal, and started as a service, without a terminal, it does not start${isAbsent(config, password) ? unlessFlag(config, facts, password) : ''}.`,
        { block: key.block },
      );
    }
  },
);
