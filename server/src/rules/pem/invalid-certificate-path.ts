import type { CryptoPort } from '../../core/pem/model/crypto-port.ts';
import { isCa, isSelfIssued, type Certificate } from '../../core/pem/model/certificate.ts';
import type { Pem } from '../../core/pem/model/pem.ts';
import { chainOf, pathProblems } from '../../core/pem/chain/chain.ts';
import { leafPaths } from '../../core/pem/chain/leaf-paths.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A chain breaks a rule that one of its CAs sets: CA flag, path length or name constraints',
    citation: 'RFC 5280, section 6.1',
  },
  function* (pem, { crypto }) {
    const reported = new Set<string>();
    const blockOf = new Map(pem.certificates.map(({ block, certificate }) => [certificate, block]));
    for (const { path, toBeExtended } of pathsIn(pem, crypto)) {
      for (const { at, message } of pathProblems(path, toBeExtended)) {
        const issuer = path[at];
        const block = issuer && blockOf.get(issuer);
        if (!block || reported.has(message)) continue;
        reported.add(message);
        yield { span: block.begin, message };
      }
    }
  },
);

interface Path {
  readonly path: readonly Certificate[];
  readonly toBeExtended: boolean;
}

/** The paths of leaf certificates; in a file of CAs only those of the lowest CAs. */
function pathsIn(pem: Pem, crypto: CryptoPort | undefined): Path[] {
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  if (certificates.every(isCa)) {
    const issued = certificates.filter((certificate) => !isSelfIssued(certificate));
    const issuers = new Set(issued.map(({ issuer }) => issuer.comparable));
    return issued
      .filter(({ subject }) => !issuers.has(subject.comparable))
      .map((certificate) => ({ path: chainOf(certificate, certificates, crypto).path, toBeExtended: true }));
  }
  return leafPaths(pem, crypto).map(({ entries }) => ({
    path: entries.map(({ certificate }) => certificate),
    toBeExtended: false,
  }));
}
