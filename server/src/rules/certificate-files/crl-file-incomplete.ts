import type { Config } from '../../core/config/config.ts';
import { isCa, isSelfIssued } from '../../core/pem/model/certificate.ts';
import { hasIssued } from '../../core/pem/chain/chain.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { chainToTrust } from '../../core/deployment/role-chain.ts';
import {
  fileReport,
  identityRoles,
  isClusterMember,
  roleFile,
  type FileRole,
} from '../../core/deployment/role-files.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: '`CRLFile` has no revocation list of a CA whose certificates are to be checked',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp, setupCRL; SERVER-95445 (whole chain); OpenSSL, X509_V_ERR_UNABLE_TO_GET_CRL',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    if (platformOf(config, facts) !== 'linux') return;
    const file = roleFile(config, facts, 'CRLFile');
    if (!file || file.pem.crls.length === 0) return;
    // older releases need the list of the CA that issued the other one's certificate only: as a rule the one of our own
    const wholeChain = hasReached(facts.serverVersion, ['5.0.31', '6.0.20', '7.0.16', '8.0.4']);
    const found = directions(config).map(([role, shown]) => {
      const trust = roleFile(config, facts, role);
      if (!trust) return { authorities: [], lacking: [] };
      const own = shown.flatMap((identity) => roleFile(config, facts, identity) ?? []);
      // a CA between the root and the certificates of members need not be in the CA file
      const between = isClusterMember(config)
        ? own.flatMap((identity) => chainToTrust(identity, trust, facts)?.path.slice(1) ?? [])
        : [];
      const trusted = trust.pem.certificates.map(({ certificate }) => certificate);
      const authorities = [...new Set([...trusted, ...between])].filter(isCa);
      const without = authorities.filter(
        (authority) => !file.pem.crls.some(({ crl }) => hasIssued(authority, crl, facts.crypto)),
      );
      const lacking =
        wholeChain || without.length === authorities.length
          ? without
          : without.filter((authority) =>
              own.some(({ pem }) => {
                const issued = identityIn(pem).own?.certificate;
                return issued && issued !== authority && hasIssued(authority, issued, facts.crypto);
              }),
            );
      return { authorities, lacking };
    });
    const authorities = found.flatMap((direction) => direction.authorities);
    const lacking = [...new Set(found.flatMap((direction) => direction.lacking))];
    if (lacking.length === 0) return;
    const names = [...new Set(lacking.map(({ subject }) => `"${readableName(subject)}"`))].join(', ');
    const present = [...new Set(file.pem.crls.map(({ crl }) => `"${readableName(crl.issuer)}"`))].join(', ');
    const reason =
      wholeChain && authorities.some((authority) => !isSelfIssued(authority))
        ? 'this version checks every certificate of a chain, so certificates below it are refused'
        : 'certificates of this CA are refused';
    yield fileReport(file, `The file has no revocation list of ${names}, only of ${present}; ${reason}.`, {
      block: file.pem.crls[0]?.block,
    });
  },
);

/**
 * The CA files whose certificates are checked against the lists, each with what the other side shows as we do: of incoming
 * connections, and of those to other members, where clusterCAFile does not count.
 */
function directions(
  config: Config,
): readonly (readonly [FileRole, readonly (typeof identityRoles)[number][]])[] {
  if (!config.get('net.tls.clusterCAFile')) return [['CAFile', identityRoles]];
  const incoming = ['clusterCAFile', identityRoles] as const;
  return isClusterMember(config) ? [incoming, ['CAFile', ['certificateKeyFile']]] : [incoming];
}
