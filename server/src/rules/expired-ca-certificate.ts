import { defineRule } from '../core/rule.ts';
import { faultsIn, fileReport, trustRoles } from '../core/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A CA certificate is outside of its validity',
    citation:
      'OpenSSL, X509_V_ERR_CERT_HAS_EXPIRED; ssl_manager_openssl.cpp does not look at the dates of CAs',
  },
  function* (config, facts) {
    for (const { file, fault } of faultsIn(config, facts, trustRoles, 'expired', 'not-yet-valid')) {
      yield fileReport(
        file,
        `${fault.message} The server starts, but every certificate of this CA is refused.`,
        { block: fault.block },
      );
    }
  },
);
