import type { Certificate } from '../core/pem/model/certificate.ts';
import { parsePemBytes, type Pem, type PemBlock } from '../core/pem/model/pem.ts';
import { chainOf, isSelfSigned } from '../core/pem/chain/chain.ts';
import { sameBytes } from '../core/pem/der/der.ts';
import { certificateOfKey, publicHalf, type KeyContext } from '../core/pem/chain/key-match.ts';
import { readableName } from '../core/pem/der/name.ts';
import { blockText, type Part } from './combine-pem.ts';
import type { Beside, Candidate } from './files-beside.ts';

export type Search =
  | {
      readonly found: true;
      /** The file and what it lacks, to be combined. A secret: the private key is among it. */
      readonly parts: readonly Part[];
      /** Where the missing part was found, as a sentence. */
      readonly where: string;
    }
  | {
      readonly found: false;
      /** What was looked at, in sentences. */
      readonly reason: string;
      /** Files with encrypted keys: one of them may be what is looked for. */
      readonly locked: readonly Candidate[];
    };

/** What a file lacks: the half that goes with the one it has, also where its keys are none of its certificates'. */
export function missingHalf(pem: Pem, context: KeyContext): 'private key' | 'certificate' | undefined {
  const { keys } = pem;
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  if (certificates.length === 0) return keys.length === 0 ? undefined : 'certificate';
  const isForeign = keys.every(
    (entry) => certificateOfKey(publicHalf(pem, entry, context), certificates) === -1,
  );
  return isForeign ? 'private key' : undefined;
}

/**
 * Looks among other files for the {@link missingHalf} of a file, by comparing public keys, and for the issuers up to the root, which
 * is CAFile's to have. A key that belongs to none of the file's certificates is left out.
 */
export function findParts(file: Part, beside: Beside, context: KeyContext): Search {
  const pem = parsePemBytes(file.bytes);
  const what = missingHalf(pem, context);
  const others = beside.candidates.map((candidate) => ({ candidate, pem: parsePemBytes(candidate.bytes) }));
  const half = what === 'certificate' ? findCertificate(pem, others, context) : findKey(pem, others, context);
  if ('reason' in half) {
    const reason = [`${half.reason} ${lookedAt(file.name, beside)}`, ...half.more].join(' ');
    return { found: false, reason, locked: half.locked };
  }
  const { own, block, from } = half;
  const pool = [pem, ...others.map((other) => other.pem)].flatMap(({ certificates }) => certificates);
  const { path } = chainOf(
    own,
    pool.map(({ certificate }) => certificate),
    context.crypto,
  );
  const given = pem.certificates.map(({ certificate }) => certificate);
  const issuers = path
    .slice(1)
    .filter((issuer) => !isSelfSigned(issuer, context.crypto) && !given.some((one) => isSame(one, issuer)))
    .flatMap((issuer) =>
      others.flatMap((other) =>
        other.pem.certificates
          .filter(({ certificate }) => certificate === issuer)
          .map((entry) => partOf(other.candidate, other.pem, entry.block)),
      ),
    );
  const isReplaced = what === 'private key' && pem.keys.length > 0;
  const kept = isReplaced ? pem.certificates.map((entry) => partOf(file, pem, entry.block)) : [file];
  return {
    found: true,
    parts: [...kept, partOf(from.candidate, from.pem, block), ...issuers],
    where: `The ${what ?? 'private key'} was found in ${from.candidate.name}.`,
  };
}

interface Other {
  readonly candidate: Candidate;
  readonly pem: Pem;
}

/** The other half of a file, or why there is none. */
type Half =
  | { readonly own: Certificate; readonly block: PemBlock; readonly from: Other }
  | { readonly reason: string; readonly more: readonly string[]; readonly locked: readonly Candidate[] };

function findKey(pem: Pem, others: readonly Other[], context: KeyContext): Half {
  const certificates = pem.certificates.map(({ certificate }) => certificate);
  const locked: Candidate[] = [];
  const foreign: Candidate[] = [];
  for (const from of others) {
    for (const entry of from.pem.keys) {
      const half = publicHalf(from.pem, entry, context);
      const own = certificates[certificateOfKey(half, certificates) ?? -1];
      if (own) return { own, block: entry.block, from };
      if (half.state === 'locked' || half.state === 'wrong-passphrase') locked.push(from.candidate);
      else foreign.push(from.candidate);
    }
  }
  const names = certificates.map(({ subject }) => `"${readableName(subject)}"`).join(' or ');
  return {
    reason: `No private key of ${names} was found.`,
    more: [
      foreign.length === 0 ? [] : `Keys of other certificates are in ${listOf(foreign)}.`,
      locked.length === 0
        ? []
        : `The keys in ${listOf(locked)} are encrypted, and only the passphrase tells whose they are.`,
    ].flat(),
    locked,
  };
}

function findCertificate(pem: Pem, others: readonly Other[], context: KeyContext): Half {
  const halves = pem.keys.map((entry) => publicHalf(pem, entry, context));
  const found = others.flatMap((from) =>
    from.pem.certificates
      .filter(({ certificate }) => halves.some((half) => certificateOfKey(half, [certificate]) === 0))
      .map(({ block, certificate }) => ({ own: certificate, block, from })),
  );
  const [first] = found;
  if (first && found.every(({ own }) => isSame(own, first.own))) return first;
  const isOpen = halves.some(({ state }) => state === 'known');
  return {
    reason: !isOpen
      ? 'The private key is encrypted, and only its passphrase tells which certificate belongs to it.'
      : first
        ? `Several certificates belong to the private key, in ${listOf(found.map(({ from }) => from.candidate))}.`
        : 'No certificate that belongs to the private key was found.',
    more: [],
    locked: [],
  };
}

function isSame(a: Certificate, b: Certificate): boolean {
  return sameBytes(a.der, b.der);
}

function partOf({ name }: Part, pem: Pem, block: PemBlock): Part {
  return { name, bytes: new TextEncoder().encode(blockText(pem, block)) };
}

function lookedAt(name: string, { candidates, unread, left, hasNamed }: Beside): string {
  const folder = name.replace(/(?<![^\\/])[^\\/]*$/, '');
  const count = candidates.length === 1 ? '1 file was' : `${candidates.length} files were`;
  const named = hasNamed ? ' and those that the configuration names' : '';
  const sentences = [
    `${count} looked at: those ${folder === '' ? 'beside it' : `in ${folder}`}${named}.`,
    left === 0 ? [] : `${left} more were not opened.`,
    unread.length === 0 ? [] : `Not readable or too large: ${shortList(unread)}.`,
  ];
  return sentences.flat().join(' ');
}

function listOf(candidates: readonly Candidate[]): string {
  return shortList([...new Set(candidates.map(({ name }) => name))]);
}

const mostNames = 5;

function shortList(names: readonly string[]): string {
  const more = names.length - mostNames;
  return names.slice(0, mostNames).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
