import type { Facts } from '../core/facts.ts';
import { isCa, isSelfIssued, type Certificate } from '../core/models/certificate.ts';
import type { Config } from '../core/models/config.ts';
import { hasIssued } from '../core/pem/chain.ts';
import { identityIn } from '../core/pem/role-faults.ts';
import { readableName } from '../core/pem/name.ts';
import { platformOf } from '../core/models/platform.ts';
import { defineRule } from '../core/rule.ts';
import { fileReport, identityRoles, roleFile } from '../core/role-files.ts';
import { hasReached } from '../core/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: '`CRLFile` has no revocation list of a CA whose certificates are to be checked',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp, setupCRL; SERVER-95445 (whole chain); OpenSSL, X509_V_ERR_UNABLE_TO_GET_CRL',
  },
  function* (config, facts) {
    if (platformOf(config, facts.platform) !== 'linux') return;
    const file = roleFile(config, facts, 'CRLFile');
    const trust = roleFile(config, facts, config.get('net.tls.clusterCAFile') ? 'clusterCAFile' : 'CAFile');
    if (!file || !trust || file.pem.crls.length === 0) return;
    const authorities = trust.pem.certificates.filter(({ certificate }) => isCa(certificate));
    const without = authorities.filter(
      ({ certificate }) => !file.pem.crls.some(({ crl }) => hasIssued(certificate, crl, facts.crypto)),
    );
    // older releases need the list of the CA that issued the other one's certificate only: as a rule the one of our own
    const wholeChain = hasReached(facts.serverVersion, ['5.0.31', '6.0.20', '7.0.16', '8.0.4']);
    const own = ownCertificates(config, facts);
    const lacking =
      wholeChain || without.length === authorities.length
        ? without
        : without.filter(({ certificate }) =>
            own.some((issued) => issued !== certificate && hasIssued(certificate, issued, facts.crypto)),
          );
    if (lacking.length === 0) return;
    const names = lacking.map(({ certificate }) => `"${readableName(certificate.subject)}"`).join(', ');
    const present = [...new Set(file.pem.crls.map(({ crl }) => `"${readableName(crl.issuer)}"`))].join(', ');
    const reason =
      wholeChain && authorities.some(({ certificate }) => !isSelfIssued(certificate))
        ? 'this version checks every certificate of a chain, so certificates below it are refused'
        : 'certificates of this CA are refused';
    yield fileReport(file, `The file has no revocation list of ${names}, only of ${present}; ${reason}.`, {
      block: file.pem.crls[0]?.block,
    });
  },
);

function ownCertificates(config: Config, facts: Facts): Certificate[] {
  return identityRoles.flatMap((role) => {
    const file = roleFile(config, facts, role);
    return (file && identityIn(file.pem).own?.certificate) ?? [];
  });
}
