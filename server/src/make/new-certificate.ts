import { writeCertificate } from '../core/pem/armour/write-certificate.ts';
import { createHash, generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { bitsOf, readDer, sequence as elementsOf } from '../core/pem/der/der.ts';
import { parseIp } from '../core/pem/der/general-name.ts';
import * as der from './der-writer.ts';

/** Ed25519 is left out: MongoDB on Windows and macOS does not take it. */
export type KeyAlgorithm = 'rsa' | 'p256';

export interface KeyPair {
  readonly algorithm: KeyAlgorithm;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Who signs: the name and the key of a certificate that was made before. */
export interface Issuer {
  readonly subject: der.Bytes;
  readonly keys: KeyPair;
}

/** What a new certificate says. Times are milliseconds since the epoch. */
export interface NewCertificate {
  /** As {@link nameOf} writes it. */
  readonly subject: der.Bytes;
  readonly keys: KeyPair;
  /** Absent for one that signs itself. */
  readonly issuer?: Issuer;
  readonly notBefore: number;
  readonly notAfter: number;
  /** A CA that signs leaves only. */
  readonly isCa: boolean;
  /** Host names and addresses. */
  readonly hosts?: readonly string[];
  readonly extendedKeyUsage?: keyof typeof purposes;
}

const generate = promisify(generateKeyPair);

export async function newKeyPair(algorithm: KeyAlgorithm): Promise<KeyPair> {
  const pair =
    algorithm === 'rsa'
      ? await generate('rsa', { modulusLength: 2048 })
      : await generate('ec', { namedCurve: 'P-256' });
  return { algorithm, ...pair };
}

const attributeTypes = { CN: '2.5.4.3', O: '2.5.4.10', OU: '2.5.4.11' } as const;

/** A distinguished name of these attributes, in order. */
export function nameOf(
  attributes: Readonly<Partial<Record<keyof typeof attributeTypes, string>>>,
): der.Bytes {
  return der.sequence(
    ...Object.entries(attributes).map(([type, value]) =>
      der.set(der.sequence(der.oid(attributeTypes[type as keyof typeof attributeTypes]), der.utf8(value))),
    ),
  );
}

/** Signs a certificate of version 3 (RFC 5280, section 4.1) with a random serial number and SHA-256; gives its PEM. */
export function newCertificate(certificate: NewCertificate): string {
  const { subject, keys, issuer = { subject, keys }, notBefore, notAfter } = certificate;
  const signatureAlgorithm = signatureAlgorithms[issuer.keys.algorithm];
  const toBeSigned = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(serialNumber()),
    signatureAlgorithm,
    issuer.subject,
    der.sequence(der.time(new Date(notBefore)), der.time(new Date(notAfter))),
    subject,
    keyInfo(keys),
    der.explicit(3, der.sequence(...extensionsOf(certificate, issuer))),
  );
  const signature = sign('sha256', toBeSigned, issuer.keys.privateKey);
  return writeCertificate(der.sequence(toBeSigned, signatureAlgorithm, der.bits(signature)));
}

const signatureAlgorithms: Readonly<Record<KeyAlgorithm, der.Bytes>> = {
  rsa: der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing()),
  p256: der.sequence(der.oid('1.2.840.10045.4.3.2')),
};

/** 16 random bytes, positive and not beginning with zero (RFC 5280, section 4.1.2.2). */
function serialNumber(): bigint {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return BigInt(`0x${bytes.toString('hex')}`);
}

function extensionsOf(certificate: NewCertificate, issuer: Issuer): der.Bytes[] {
  const { keys, isCa, hosts = [], extendedKeyUsage } = certificate;
  const isSelfSigned = issuer.keys === keys;
  return [
    extension('2.5.29.19', der.sequence(...(isCa ? [der.boolean(true), der.integer(0)] : [])), 'critical'),
    extension('2.5.29.15', isCa ? caUsage : leafUsage[keys.algorithm], 'critical'),
    ...(extendedKeyUsage ? [extension('2.5.29.37', der.sequence(der.oid(purposes[extendedKeyUsage])))] : []),
    extension('2.5.29.14', der.octets(keyIdentifier(keys))),
    ...(isSelfSigned
      ? []
      : [extension('2.5.29.35', der.sequence(der.implicit(0, keyIdentifier(issuer.keys))))]),
    ...(hosts.length > 0 ? [extension('2.5.29.17', der.sequence(...hosts.map(alternativeName)))] : []),
  ];
}

function extension(oid: string, value: der.Bytes, critical?: 'critical'): der.Bytes {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octets(value));
}

const purposes = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;

/** keyCertSign and cRLSign. */
const caUsage = der.bits(Uint8Array.of(0b0000_0110), 1);

/** digitalSignature; with RSA, TLS 1.2 may encrypt to the key as well as verify by it (keyEncipherment). */
const leafUsage: Readonly<Record<KeyAlgorithm, der.Bytes>> = {
  rsa: der.bits(Uint8Array.of(0b1010_0000), 5),
  p256: der.bits(Uint8Array.of(0b1000_0000), 7),
};

function alternativeName(host: string): der.Bytes {
  const address = parseIp(host);
  return address ? der.implicit(7, address) : der.implicit(2, Buffer.from(host, 'latin1'));
}

function keyInfo({ publicKey }: KeyPair): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}

/** The first method of RFC 5280, section 4.2.1.2. */
function keyIdentifier(keys: KeyPair): Uint8Array {
  const [, bits] = elementsOf(readDer(keyInfo(keys)), 'the public key');
  return createHash('sha1').update(bitsOf(bits)).digest();
}
