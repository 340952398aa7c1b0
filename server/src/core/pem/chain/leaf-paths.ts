import type { CryptoPort } from '../model/crypto-port.ts';
import { isCa } from '../model/certificate.ts';
import type { CertificateIn, Pem } from '../model/pem.ts';
import { chainOf } from './chain.ts';
import type { DistinguishedName } from '../der/name.ts';

/** The path of a leaf certificate through the file it is in. */
export interface LeafPath {
  readonly entries: readonly CertificateIn[];
  /** The issuer that is not in the file. */
  readonly missing?: DistinguishedName;
}

/**
 * The paths of all certificates of a file that are no CA, and that issued no other one of the file. A file of CAs only is
 * for trusting them, where order and completeness do not matter; it has no paths.
 */
export function leafPaths(pem: Pem, crypto: CryptoPort | undefined): readonly LeafPath[] {
  const last = lastPaths.get(pem);
  if (last && last.crypto === crypto) return last.paths;
  const paths = findPaths(pem, crypto);
  lastPaths.set(pem, { crypto, paths });
  return paths;
}

/** Several rules ask for the paths of one file. */
const lastPaths = new WeakMap<Pem, { crypto: CryptoPort | undefined; paths: readonly LeafPath[] }>();

function findPaths(pem: Pem, crypto: CryptoPort | undefined): LeafPath[] {
  const leaves = pem.certificates.filter(({ certificate }) => !isCa(certificate));
  if (leaves.length === 0) return [];
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  const entryOf = new Map(pem.certificates.map((entry) => [entry.certificate, entry]));
  const paths = leaves.map(({ certificate }) => {
    const { path, missing } = chainOf(certificate, certificates, crypto);
    const entries = path.flatMap((step) => entryOf.get(step) ?? []);
    return { entries, ...(missing ? { missing } : {}) };
  });
  // one that issued another is part of that one's path
  const within = new Set(paths.flatMap(({ entries }) => entries.slice(1).map(({ block }) => block.index)));
  return paths.filter(({ entries }) => !within.has(entries[0]?.block.index ?? -1));
}
