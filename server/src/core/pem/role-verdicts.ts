import type { RoleVerdict } from '../inspect-report.ts';
import { isCa } from '../models/certificate.ts';
import type { Pem } from '../models/pem.ts';
import {
  identityFaults,
  revocationFaults,
  trustFaults,
  type RoleContext,
  type RoleFault,
} from './role-faults.ts';

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
    reasons: sorted.map(({ message }) => message),
  };
}
