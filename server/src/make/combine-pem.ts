import { isCa, type Certificate } from '../core/pem/model/certificate.ts';
import {
  parsePemBytes,
  type CertificateIn,
  type Pem,
  type PemBlock,
  type PrivateKeyIn,
} from '../core/pem/model/pem.ts';
import { chainOf, hasIssued } from '../core/pem/chain/chain.ts';
import { certificateOfKey, publicHalf, type KeyContext, type KeyHalf } from '../core/pem/chain/key-match.ts';
import { readableName } from '../core/pem/der/name.ts';

/** A file to take blocks from. */
export interface Part {
  /** As messages call it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type Combination =
  | {
      readonly done: true;
      /** The combined PEM. A secret: it holds the private key. */
      readonly text: string;
      /** What is in it and what is not, in sentences. */
      readonly summary: string;
    }
  | {
      readonly done: false;
      /** A sentence without its full stop. */
      readonly reason: string;
      /** The passphrase of the private key would help, or the one given is wrong. */
      readonly passphrase?: 'needed' | 'wrong';
    };

/**
 * Combines a certificate, its issuers and its private key into the one PEM that `certificateKeyFile` takes (server-behaviour.md L1): the own
 * certificate first, then each issuer after the one it issued, the key last. All that is given must belong together. The blocks
 * are taken over as they are written: an encrypted key stays encrypted.
 */
export function combinePem(parts: readonly Part[], context: KeyContext): Combination {
  const pems = parts.map(({ name, bytes }) => ({ name, pem: parsePemBytes(bytes) }));
  for (const { name, pem } of pems) {
    const fault = faultIn(pem);
    if (fault !== undefined) return refuse(`${name} ${fault}`);
  }
  const certificates = unique(
    pems.flatMap(({ pem }) => pem.certificates.map((entry) => ({ ...entry, pem }))),
  );
  const keys = unique(pems.flatMap(({ pem }) => pem.keys.map((entry) => ({ ...entry, pem }))));
  const [key, ...moreKeys] = keys;
  if (certificates.length === 0) return refuse('there is no certificate in these files');
  if (!key) return refuse('there is no private key in these files');
  if (moreKeys.length > 0)
    return refuse(`there are ${keys.length} private keys in these files; name those of one certificate only`);

  const half = publicHalf(key.pem, key, context);
  if (half.state === 'wrong-passphrase')
    return { ...refuse('the passphrase does not open the private key'), passphrase: 'wrong' };
  const pool = certificates.map(({ certificate }) => certificate);
  const own = ownCertificate(half, pool);
  if (typeof own === 'string')
    return { ...refuse(own), ...(half.state === 'locked' ? { passphrase: 'needed' } : {}) };
  const { path: shortest, missing } = chainOf(own, pool, context.crypto);
  const path = withOtherIssuers(shortest, pool, context);
  const stranger = pool.find((certificate) => !path.includes(certificate));
  if (stranger)
    return refuse(`"${nameOf(stranger)}" is neither "${nameOf(own)}" nor one of its issuers; leave it out`);

  const ordered = path.flatMap((link) => certificates.find(({ certificate }) => certificate === link) ?? []);
  const others = pems.flatMap(({ pem }) => pem.blocks.filter((block) => !isTaken(block)));
  const sentences = [
    `It holds ${path.map((link) => `"${nameOf(link)}"`).join(', then ')}, then the private key.`,
    half.state === 'known' ? '' : 'Whether the key belongs to the certificate could not be checked.',
    missing ? `The issuer "${readableName(missing)}" is not in it; CAFile has to have it.` : '',
    others.length === 0 ? '' : `Left out: ${[...new Set(others.map(({ label }) => label))].join(', ')}.`,
  ];
  return {
    done: true,
    text: [...ordered, key].map(({ pem, block }) => `${blockText(pem, block)}\n`).join(''),
    summary: sentences.filter((sentence) => sentence !== '').join(' '),
  };
}

/** What keeps a file from being taken apart. */
function faultIn(pem: Pem): string | undefined {
  if (pem.foreign) return `is not PEM but ${pem.foreign.name}. ${pem.foreign.advice}`.replace(/\.$/, '');
  if (pem.blocks.length === 0) return 'holds no PEM block';
  const broken = pem.blocks.find(
    ({ problems, content }) => problems.length > 0 || ('decoded' in content && !content.decoded.ok),
  );
  return broken || pem.strays.length > 0
    ? `is damaged${broken ? ` at its block "${broken.label}"` : ''}; open it to see where`
    : undefined;
}

/** The certificate of the key, or why none can be told. */
function ownCertificate(half: KeyHalf, pool: readonly Certificate[]): Certificate | string {
  const owner = certificateOfKey(half, pool);
  if (owner !== undefined) {
    const names = pool.map((certificate) => `"${nameOf(certificate)}"`).join(', ');
    return pool[owner] ?? `the private key belongs to none of the certificates: ${names}`;
  }
  const leaves = pool.filter((certificate) => !isCa(certificate));
  const candidates = leaves.length > 0 ? leaves : pool.filter((one) => !issuedAnother(one, pool));
  const [only, ...more] = candidates;
  if (only && more.length === 0) return only;
  return 'which certificate the private key belongs to cannot be told without its passphrase';
}

function issuedAnother(one: Certificate, pool: readonly Certificate[]): boolean {
  return pool.some((other) => other !== one && hasIssued(one, other, undefined));
}

/** A path, and behind it the same CAs as other roots have signed them, with those roots. */
function withOtherIssuers(
  path: readonly Certificate[],
  pool: readonly Certificate[],
  { crypto }: KeyContext,
): Certificate[] {
  const found = new Set(path);
  // a set gives what is added while it is walked, too
  for (const link of found) {
    for (const other of pool) if (hasIssued(other, link, crypto)) found.add(other);
  }
  return [...found];
}

type Taken = (CertificateIn | PrivateKeyIn) & { readonly pem: Pem };

/** Each block once, however often it is given. */
function unique<T extends Taken>(entries: readonly T[]): T[] {
  const content = ({ block }: T): string => `${block.label} ${Buffer.from(block.bytes).toString('base64')}`;
  return [...new Map(entries.map((entry) => [content(entry), entry])).values()];
}

function isTaken({ label, content }: PemBlock): boolean {
  // parameters of a curve stand in the key too
  return content.type === 'certificate' || content.type === 'private-key' || label === 'EC PARAMETERS';
}

/** The block as written, with the line ends that every reader takes. */
export function blockText(pem: Pem, block: PemBlock): string {
  return pem.text.slice(...block.span).replace(/\r\n?/g, '\n');
}

function nameOf({ subject }: Certificate): string {
  return readableName(subject);
}

function refuse(reason: string): Combination & { done: false } {
  return { done: false, reason };
}
