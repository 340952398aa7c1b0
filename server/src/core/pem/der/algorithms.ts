import {
  bitsOf,
  children,
  hex,
  integerBits,
  oidOf,
  readDer,
  sequence,
  tags,
  wholeOf,
  type Der,
} from './der.ts';

/** A public key as far as checks and people need it. */
export interface PublicKey {
  /** `RSA`, `RSA-PSS`, `ECDSA`, `Ed25519`, `Ed448`, `DSA`, `X25519` or the dotted identifier. */
  readonly algorithm: string;
  /** Bits of the modulus or of the curve's field. */
  readonly bits?: number;
  /** `P-256`, `secp256k1`, or the dotted identifier. */
  readonly curve?: string;
  /** SubjectPublicKeyInfo. */
  readonly der: Uint8Array;
  /** Equal for equal keys, whatever they came from. */
  readonly identity: string;
}

const keyAlgorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.10045.2.1': 'ECDSA',
  '1.2.840.10040.4.1': 'DSA',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

const curves: Readonly<Record<string, { name: string; bits: number }>> = {
  '1.2.840.10045.3.1.1': { name: 'P-192', bits: 192 },
  '1.3.132.0.33': { name: 'P-224', bits: 224 },
  '1.2.840.10045.3.1.7': { name: 'P-256', bits: 256 },
  '1.3.132.0.34': { name: 'P-384', bits: 384 },
  '1.3.132.0.35': { name: 'P-521', bits: 521 },
  '1.3.132.0.10': { name: 'secp256k1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.7': { name: 'brainpoolP256r1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.11': { name: 'brainpoolP384r1', bits: 384 },
  '1.3.36.3.3.2.8.1.1.13': { name: 'brainpoolP512r1', bits: 512 },
};

const fixedBits: Readonly<Record<string, number>> = { Ed25519: 253, Ed448: 456, X25519: 253, X448: 448 };

/** Signatures that no TLS of today makes: known by name only. */
const futureAlgorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.9.16.3.17': 'HSS/LMS',
  ...Object.fromEntries(
    ['44', '65', '87'].map((size, index) => [`2.16.840.1.101.3.4.3.${17 + index}`, `ML-DSA-${size}`]),
  ),
  ...Object.fromEntries(
    ['SHA2', 'SHAKE'].flatMap((hash, family) =>
      ['128s', '128f', '192s', '192f', '256s', '256f'].map((size, index) => [
        `2.16.840.1.101.3.4.3.${20 + 6 * family + index}`,
        `SLH-DSA-${hash}-${size}`,
      ]),
    ),
  ),
  '1.2.156.10197.1.501': 'SM2 with SM3',
  '1.2.643.7.1.1.1.1': 'GOST R 34.10-2012 (256 bits)',
  '1.2.643.7.1.1.1.2': 'GOST R 34.10-2012 (512 bits)',
  '1.2.643.7.1.1.3.2': 'GOST R 34.10-2012 with Streebog (256 bits)',
  '1.2.643.7.1.1.3.3': 'GOST R 34.10-2012 with Streebog (512 bits)',
};

/** The algorithm's name by its identifier, as {@link PublicKey.algorithm}. */
export function keyAlgorithm(oid: string): string {
  return keyAlgorithms[oid] ?? futureAlgorithms[oid] ?? oid;
}

/** Name and size of a curve given as ECParameters; undefined for explicit parameters. */
export function curveOf(parameters: Der | undefined): { name: string; bits?: number } | undefined {
  if (parameters?.tag !== tags.oid) return undefined;
  const oid = oidOf(parameters);
  return curves[oid] ?? { name: oid };
}

/** Reads a SubjectPublicKeyInfo. Throws DerError. */
export function readPublicKey(element: Der | undefined): PublicKey {
  const [algorithmId, key] = sequence(element, 'the public key');
  const [type, parameters] = sequence(algorithmId, "the public key's algorithm");
  const algorithm = keyAlgorithm(oidOf(type));
  const bits = bitsOf(key);
  const curve = algorithm === 'ECDSA' ? curveOf(parameters) : undefined;
  const size = curve ? curve.bits : (fixedBits[algorithm] ?? sizeOf(algorithm, bits, parameters));
  let identity: string | undefined;
  return {
    algorithm,
    ...(size === undefined ? {} : { bits: size }),
    ...(curve ? { curve: curve.name } : {}),
    der: element ? wholeOf(element) : new Uint8Array(),
    // long, and asked for where a signature or a private key is compared only
    get identity() {
      return (identity ??= keyIdentity(algorithm, bits));
    },
  };
}

/** What makes two public keys one: the algorithm and the bits of the key. */
export function keyIdentity(algorithm: string, bits: Uint8Array): string {
  return `${algorithm}:${hex(bits)}`;
}

function sizeOf(algorithm: string, bits: Uint8Array, parameters: Der | undefined): number | undefined {
  if (algorithm.startsWith('RSA')) return integerBits(sequence(readDer(bits), 'the RSA key')[0]);
  if (algorithm === 'DSA' && parameters) return integerBits(children(parameters)[0]);
  return undefined;
}

/** How a certificate or revocation list was signed. */
export interface SignatureAlgorithm {
  readonly oid: string;
  /** As OpenSSL prints it: `sha256WithRSAEncryption`. */
  readonly name: string;
  /** `sha1`, `sha256`; absent where the scheme has its own (Ed25519) or is not known. */
  readonly hash?: string;
  readonly scheme: 'rsa' | 'rsa-pss' | 'ecdsa' | 'dsa' | 'eddsa' | 'unknown';
}

const signatures: Readonly<Record<string, Omit<SignatureAlgorithm, 'oid'>>> = {
  '1.2.840.113549.1.1.2': { name: 'md2WithRSAEncryption', hash: 'md2', scheme: 'rsa' },
  '1.2.840.113549.1.1.4': { name: 'md5WithRSAEncryption', hash: 'md5', scheme: 'rsa' },
  '1.2.840.113549.1.1.5': { name: 'sha1WithRSAEncryption', hash: 'sha1', scheme: 'rsa' },
  '1.2.840.113549.1.1.10': { name: 'rsassaPss', scheme: 'rsa-pss' },
  '1.2.840.113549.1.1.11': { name: 'sha256WithRSAEncryption', hash: 'sha256', scheme: 'rsa' },
  '1.2.840.113549.1.1.12': { name: 'sha384WithRSAEncryption', hash: 'sha384', scheme: 'rsa' },
  '1.2.840.113549.1.1.13': { name: 'sha512WithRSAEncryption', hash: 'sha512', scheme: 'rsa' },
  '1.2.840.113549.1.1.14': { name: 'sha224WithRSAEncryption', hash: 'sha224', scheme: 'rsa' },
  '1.2.840.10045.4.1': { name: 'ecdsa-with-SHA1', hash: 'sha1', scheme: 'ecdsa' },
  '1.2.840.10045.4.3.1': { name: 'ecdsa-with-SHA224', hash: 'sha224', scheme: 'ecdsa' },
  '1.2.840.10045.4.3.2': { name: 'ecdsa-with-SHA256', hash: 'sha256', scheme: 'ecdsa' },
  '1.2.840.10045.4.3.3': { name: 'ecdsa-with-SHA384', hash: 'sha384', scheme: 'ecdsa' },
  '1.2.840.10045.4.3.4': { name: 'ecdsa-with-SHA512', hash: 'sha512', scheme: 'ecdsa' },
  '1.2.840.10040.4.3': { name: 'dsaWithSHA1', hash: 'sha1', scheme: 'dsa' },
  '2.16.840.1.101.3.4.3.1': { name: 'dsa_with_SHA224', hash: 'sha224', scheme: 'dsa' },
  '2.16.840.1.101.3.4.3.2': { name: 'dsa_with_SHA256', hash: 'sha256', scheme: 'dsa' },
  '1.3.101.112': { name: 'ED25519', scheme: 'eddsa' },
  '1.3.101.113': { name: 'ED448', scheme: 'eddsa' },
};

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
};

/** Reads an AlgorithmIdentifier of a signature. Throws DerError. */
export function readSignatureAlgorithm(element: Der | undefined): SignatureAlgorithm {
  const [type, parameters] = sequence(element, 'the signature algorithm');
  const oid = oidOf(type);
  const known = signatures[oid] ?? { name: futureAlgorithms[oid] ?? oid, scheme: 'unknown' as const };
  return known.scheme === 'rsa-pss' ? { oid, ...known, hash: pssHash(parameters) } : { oid, ...known };
}

/** RFC 4055: the hash is the first parameter; left out it is SHA-1. */
function pssHash(parameters: Der | undefined): string {
  const first = parameters && children(parameters).find(({ tag }) => tag === 0xa0);
  if (!first) return 'sha1';
  const [oid] = sequence(children(first)[0], 'the hash algorithm');
  return hashes[oidOf(oid)] ?? 'unknown';
}
