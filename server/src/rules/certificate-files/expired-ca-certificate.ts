import { chainToTrust } from '../../core/deployment/role-chain.ts';
import { defineRule } from '../../core/linting/rule.ts';
import {
  faultsIn,
  fileReport,
  identityRoles,
  roleFile,
  trustRoles,
} from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A CA certificate is outside of its validity',
    citation:
      'OpenSSL, X509_V_ERR_CERT_HAS_EXPIRED; ssl_manager_openssl.cpp does not look at the dates of CAs',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    const own = identityRoles.flatMap((role) => roleFile(config, facts, role) ?? []);
    for (const { file, fault } of faultsIn(config, facts, trustRoles, 'expired', 'not-yet-valid')) {
      const chains = own.flatMap((shown) => chainToTrust(shown, file, facts) ?? []);
      const ca = file.pem.certificates.find(({ block }) => block === fault.block)?.certificate;
      // bundles of public CAs have old ones that nobody here needs
      const isNeeded = chains.length === 0 || chains.some(({ path }) => path.some((step) => step === ca));
      yield fileReport(
        file,
        `${fault.message} The server starts, but every certificate of this CA is refused.`,
        { block: fault.block, severity: isNeeded ? 'warning' : 'info' },
      );
    }
  },
);
