import { isOfSameIssuer } from '../../core/pem/chain/chain.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, identityRoles, roleFile } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The certificate of the server or of the member is on the revocation list',
    citation:
      'RFC 5280, section 6.3; OpenSSL, X509_V_ERR_CERT_REVOKED; the server does not look at its own certificate when it starts',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    const lists = roleFile(config, facts, 'CRLFile');
    if (!lists || facts.platform === 'macos') return;
    for (const role of identityRoles) {
      const file = roleFile(config, facts, role);
      const own = file && identityIn(file.pem).own;
      if (!file || !own) continue;
      const { certificate } = own;
      const revoked = lists.pem.crls.some(
        ({ crl }) => isOfSameIssuer(crl, certificate) && crl.revokes(certificate.serialNumber),
      );
      if (!revoked) continue;
      yield fileReport(
        file,
        `The certificate "${readableName(certificate.subject)}" is revoked by the list in CRLFile; the server starts, but members with this list refuse it.`,
        { block: own.block },
      );
    }
  },
);
