import type { RoleVerdict } from './inspect-report.ts';
import { isCa } from '../pem/model/certificate.ts';
import type { Pem } from '../pem/model/pem.ts';
import { identityFaults, revocationFaults, trustFaults } from '../pem/faults/role-faults.ts';
import type { RoleContext, RoleFault, RoleFaultCode } from '../pem/faults/role-fault.ts';

const ranks = { refused: 0, fails: 1, hint: 2 } as const;

/**
 * What mongod makes of a file in the roles it may be meant for: a file with a key or a leaf certificate as
 * certificateKeyFile and clusterFile, one with CA certificates as CAFile, one with revocation lists as CRLFile.
 */
export function roleVerdicts(pem: Pem, context: RoleContext): RoleVerdict[] {
  const verdicts: RoleVerdict[] = [];
  const leaf = pem.certificates.some(({ certificate }) => !isCa(certificate));
  if (leaf || pem.keys.length > 0) {
    verdicts.push(verdict('certificateKeyFile', identityFaults(pem, 'server', context)));
    verdicts.push(verdict('clusterFile', identityFaults(pem, 'member', context)));
  }
  if (pem.certificates.some(({ certificate }) => isCa(certificate))) {
    verdicts.push(verdict('CAFile', trustFaults(pem, context)));
  }
  if (pem.crls.length > 0) verdicts.push(verdict('CRLFile', revocationFaults(pem, context)));
  return verdicts;
}

function verdict(role: RoleVerdict['role'], faults: readonly RoleFault[]): RoleVerdict {
  const sorted = [...faults].sort((a, b) => ranks[a.effect] - ranks[b.effect]);
  const worst = sorted[0]?.effect;
  return {
    role,
    verdict: worst === undefined ? 'fits' : worst === 'hint' ? 'hints' : worst,
    summary: summaryOf(role, sorted, worst),
    reasons: sorted.map(({ message }) => message),
  };
}

type Phrases = Readonly<Partial<Record<RoleFaultCode, string>>>;

/** The faults in a few words; those of handshakes say which ones fail. */
const phrases: Phrases = {
  unreadable: 'a damaged block',
  'no-certificate': 'no certificate',
  'no-key': 'no private key',
  'key-mismatch': 'the key is not that of the first certificate',
  'encrypted-key': 'the key is encrypted',
  'wrong-password': 'wrong passphrase',
  expired: 'expired',
  'not-yet-valid': 'not valid yet',
  'no-server-auth': 'with clients: no serverAuth',
  'no-client-auth': 'between members: no clientAuth',
  'no-alternative-name': 'no alternative name',
  'no-member-attributes': 'no O, OU or DC in the subject',
  weak: 'weak by now',
  'unhandled-extension': 'with peers: a critical extension that OpenSSL does not know',
  'no-certificate-signing': 'below a CA without keyCertSign',
  'not-a-ca': 'a certificate that is no CA',
  'no-anchor': 'with peers: no self-signed root',
  'holds-key': 'a private key inside',
  'no-crl': 'no revocation list',
};

/** What says something else of handshakes in a role. */
const rolePhrases: Readonly<Partial<Record<RoleVerdict['role'], Phrases>>> = {
  clusterFile: { expired: 'between members: expired', 'not-yet-valid': 'between members: not valid yet' },
  CAFile: { expired: 'below a CA that expired', 'not-yet-valid': 'below a CA that is not valid yet' },
  CRLFile: { expired: 'with certificates of a CA whose list ran out' },
};

/** As certificateKeyFile: `will start; will fail between members: no clientAuth`. */
function summaryOf(
  role: RoleVerdict['role'],
  faults: readonly RoleFault[],
  worst: RoleFault['effect'] | undefined,
): string {
  if (worst === undefined) return 'will start';
  const special = worst === 'fails' ? rolePhrases[role] : undefined;
  const words = faults
    .filter(({ effect }) => effect === worst)
    .flatMap(({ code }) => special?.[code] ?? phrases[code] ?? []);
  const list = [...new Set(words)].join(', ');
  switch (worst) {
    case 'refused':
      return `will not start: ${list}`;
    case 'fails':
      return `will start; will fail ${list}`;
    case 'hint':
      return `will start; worth knowing: ${list}`;
  }
}
