import type { CryptoPort } from '../model/crypto-port.ts';
import type { Certificate } from '../model/certificate.ts';
import type { Pem, PrivateKeyIn } from '../model/pem.ts';
import type { PublicKey } from '../der/algorithms.ts';
import { publicKeyFromDer, type PrivateKey } from '../armour/private-key.ts';

/** What can be told of the public half of a private key. */
export type KeyHalf =
  | { readonly state: 'known'; readonly identity: string; readonly publicKey?: PublicKey }
  /** Encrypted, and no passphrase was given. */
  | { readonly state: 'locked' }
  | { readonly state: 'wrong-passphrase' }
  /** This machine cannot compute it. */
  | { readonly state: 'unknown' };

/** What helps to know a private key. */
export interface KeyContext {
  readonly crypto?: CryptoPort;
  /** Of encrypted keys. */
  readonly passphrase?: string;
  /** The passphrase stands in a configuration file anyway, so it may be remembered with the answer. */
  readonly passphraseIsWritten?: boolean;
}

/** The public half of a private key: from the key itself where it is written there, else by computing it. */
export function publicHalf(pem: Pem, entry: PrivateKeyIn, context: KeyContext): KeyHalf {
  const { crypto, passphrase, passphraseIsWritten } = context;
  if (passphrase !== undefined && !passphraseIsWritten) return computeHalf(pem, entry, crypto, passphrase);
  const last = lastAnswers.get(entry.key);
  if (last && last.crypto === crypto && last.passphrase === passphrase) return last.half;
  const half = computeHalf(pem, entry, crypto, passphrase);
  lastAnswers.set(entry.key, { crypto, passphrase, half });
  return half;
}

/** Opening a key costs up to a second by design, too long for every keystroke. Lives as long as the model of the file. */
const lastAnswers = new WeakMap<
  PrivateKey,
  { crypto: CryptoPort | undefined; passphrase: string | undefined; half: KeyHalf }
>();

function computeHalf(
  pem: Pem,
  { block, key }: PrivateKeyIn,
  crypto: CryptoPort | undefined,
  passphrase: string | undefined,
): KeyHalf {
  if (key.identity !== undefined) return { state: 'known', identity: key.identity };
  if (key.encryption !== undefined && passphrase === undefined) return { state: 'locked' };
  const answer = crypto?.publicKeyOf(`${pem.text.slice(...block.span)}\n`, passphrase) ?? 'unsupported';
  switch (answer) {
    case 'needs-passphrase':
      return { state: 'locked' };
    case 'wrong-passphrase':
      return { state: 'wrong-passphrase' };
    case 'unsupported':
      return { state: 'unknown' };
    default: {
      const publicKey = publicKeyFromDer(answer);
      return publicKey ? { state: 'known', identity: publicKey.identity, publicKey } : { state: 'unknown' };
    }
  }
}

/**
 * The place, among certificates, of the one a key belongs to; -1 for none, undefined where that cannot be told.
 */
export function certificateOfKey(half: KeyHalf, certificates: readonly Certificate[]): number | undefined {
  if (half.state !== 'known') return undefined;
  return placesByKey(certificates).get(withoutPss(half.identity)) ?? -1;
}

/** The first place of each key among certificates. */
function placesByKey(certificates: readonly Certificate[]): ReadonlyMap<string, number> {
  const known = places.get(certificates);
  if (known) return known;
  const found = new Map<string, number>();
  certificates.forEach(({ publicKey }, index) => {
    const identity = withoutPss(publicKey.identity);
    if (!found.has(identity)) found.set(identity, index);
  });
  places.set(certificates, found);
  return found;
}

const places = new WeakMap<readonly Certificate[], ReadonlyMap<string, number>>();

/** The first of some keys that belongs to a certificate, by what is known of their public halves; given as the items they came with. */
export function keyFinder<T>(
  halves: Iterable<readonly [T, KeyHalf]>,
): (certificate: Certificate) => T | undefined {
  const found = new Map<string, T>();
  for (const [item, half] of halves) {
    const identity = half.state === 'known' ? withoutPss(half.identity) : undefined;
    if (identity !== undefined && !found.has(identity)) found.set(identity, item);
  }
  return ({ publicKey }) => found.get(withoutPss(publicKey.identity));
}

/** A key for RSA-PSS is the same pair of numbers as one for RSA. */
function withoutPss(identity: string): string {
  return identity.replace(/^RSA-PSS:/, 'RSA:');
}
