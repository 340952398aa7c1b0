import { defineRule } from '../../core/linting/rule.ts';
import { faultsIn, fileReport, identityRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The certificate of the server or of the member has expired',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp, "expired or not yet valid"',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    for (const { file, fault } of faultsIn(config, facts, identityRoles, 'expired')) {
      const { block, effect } = fault;
      yield effect === 'refused'
        ? fileReport(file, `${fault.message} The server does not start with it.`, { block })
        : fileReport(file, `${fault.message} The server starts, but other members refuse it.`, {
            block,
            severity: 'warning',
          });
    }
  },
);
