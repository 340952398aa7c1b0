import { defineRule } from '../../core/linting/rule.ts';
import { faultReports, trustRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A CA file holds a private key',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp: keys in CAFile are ignored',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    // one file for both is a set-up of its own: a self-signed certificate that trusts itself
    const own = config.textOf('net.tls.certificateKeyFile');
    const roles = trustRoles.filter((role) => own === undefined || config.textOf(`net.tls.${role}`) !== own);
    yield* faultReports(config, facts, roles, 'holds-key');
  },
);
