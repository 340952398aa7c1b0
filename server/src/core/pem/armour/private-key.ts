import { curveOf, keyAlgorithm, keyIdentity, readPublicKey, type PublicKey } from '../der/algorithms.ts';
import type { Armour } from './armour.ts';
import { decoded, type Decoded } from '../der/decoded.ts';
import {
  bitsOf,
  children,
  contentOf,
  DerError,
  integerBits,
  oidOf,
  readDer,
  sequence,
  smallInteger,
  tags,
  wholeOf,
  type Der,
} from '../der/der.ts';
import { dekInfoEncryption, readEncryption, type Encryption } from './encryption.ts';

/** What can be told of a private key without its secret part. */
export interface PrivateKey {
  /** How it is encrypted (`AES-256-CBC`, `PBES2 with AES-256-CBC`); absent for a key in the clear. */
  readonly encryption?: string;
  /** {@link Encryption.isLegacy} */
  readonly isLegacyEncryption?: true;
  /** Absent for an encrypted key. */
  readonly algorithm?: string;
  readonly bits?: number;
  readonly curve?: string;
  /** {@link PublicKey.identity} of its public half, where the file holds that in the clear. */
  readonly identity?: string;
}

/** Labels of private keys that OpenSSL's PEM_read_bio_PrivateKey takes. */
const keyLabels: readonly string[] = [
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'DSA PRIVATE KEY',
];

/** Whether a block is a private key that OpenSSL reads. */
export function isPrivateKeyLabel(label: string): boolean {
  return keyLabels.includes(label);
}

/** Reads a private key block. Never throws; the result holds nothing secret. */
export function decodePrivateKey(block: Pick<Armour, 'label' | 'headers' | 'bytes'>): Decoded<PrivateKey> {
  const dek = block.headers.find(({ name }) => name.toLowerCase() === 'dek-info');
  if (dek) {
    const algorithm = { RSA: 'RSA', EC: 'ECDSA', DSA: 'DSA' }[block.label.replace(' PRIVATE KEY', '')];
    const value = encrypted(dekInfoEncryption(dek.value));
    return { ok: true, value: { ...value, ...(algorithm === undefined ? {} : { algorithm }) } };
  }
  return decoded(() => {
    const parts = sequence(readDer(block.bytes), 'the key');
    switch (block.label) {
      case 'ENCRYPTED PRIVATE KEY':
        return encrypted(readEncryption(parts[0]));
      case 'RSA PRIVATE KEY':
        return rsa(parts);
      case 'EC PRIVATE KEY':
        return ec(parts, undefined);
      case 'DSA PRIVATE KEY':
        return { algorithm: 'DSA', bits: integerBits(parts[1]) };
      default:
        return pkcs8(parts);
    }
  });
}

function encrypted({ name, isLegacy }: Encryption): PrivateKey {
  return { encryption: name, ...(isLegacy ? { isLegacyEncryption: true } : {}) };
}

function pkcs8(parts: readonly Der[]): PrivateKey {
  const [version, algorithmId, key] = parts;
  if (version?.tag === tags.sequence)
    throw new DerError('this is an encrypted key under the label of one in the clear');
  smallInteger(version);
  const [type, parameters] = sequence(algorithmId, "the key's algorithm");
  const algorithm = keyAlgorithm(oidOf(type));
  if (!key) throw new DerError('the key is missing');
  switch (algorithm) {
    case 'RSA':
    case 'RSA-PSS':
      return { ...rsa(sequence(readDer(contentOf(key)), 'the RSA key')), algorithm };
    case 'ECDSA':
      return ec(sequence(readDer(contentOf(key)), 'the EC key'), parameters);
    case 'DSA':
      return { algorithm, ...(parameters ? { bits: integerBits(children(parameters)[0]) } : {}) };
    default:
      return { algorithm };
  }
}

/** PKCS#1 begins with version, modulus, public exponent; the latter two are the public key. */
function rsa([, modulus, exponent]: readonly Der[]): PrivateKey {
  const bits = integerBits(modulus);
  integerBits(exponent);
  if (!modulus || !exponent) throw new DerError('the public part of the RSA key is missing');
  return {
    algorithm: 'RSA',
    bits,
    identity: keyIdentity('RSA', encodeSequence([wholeOf(modulus), wholeOf(exponent)])),
  };
}

/** SEC 1: version, key, [0] curve, [1] public key; the last is optional. */
function ec(parts: readonly Der[], outer: Der | undefined): PrivateKey {
  smallInteger(parts[0]);
  const inner = parts.find(({ tag }) => tag === 0xa0);
  const curve = curveOf(outer ?? (inner ? children(inner)[0] : undefined));
  const point = parts.find(({ tag }) => tag === 0xa1);
  return {
    algorithm: 'ECDSA',
    ...(curve ? { curve: curve.name, ...(curve.bits === undefined ? {} : { bits: curve.bits }) } : {}),
    ...(point ? { identity: keyIdentity('ECDSA', bitsOf(children(point)[0])) } : {}),
  };
}

function encodeSequence(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  const bytes = new Uint8Array(1 + head.length + length);
  bytes.set([tags.sequence, ...head]);
  let at = 1 + head.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A public key given as SubjectPublicKeyInfo, or undefined where it cannot be read. */
export function publicKeyFromDer(der: Uint8Array): PublicKey | undefined {
  const result = decoded(() => readPublicKey(readDer(der)));
  return result.ok ? result.value : undefined;
}
