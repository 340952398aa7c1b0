import {
  readPublicKey,
  readSignatureAlgorithm,
  type PublicKey,
  type SignatureAlgorithm,
} from '../der/algorithms.ts';
import { decoded, type Decoded } from '../der/decoded.ts';
import {
  bitsOf,
  children,
  oidOf,
  readDer,
  sequence,
  signedHex,
  smallInteger,
  tags,
  timeOf,
  wholeOf,
  type Der,
} from '../der/der.ts';
import {
  readExtensions,
  readRawExtensions,
  type AuthorityKeyIdentifier,
  type Extensions,
  type RawExtension,
} from '../der/extensions.ts';
import { readName, type DistinguishedName } from '../der/name.ts';

/** The parts of a signed structure that a verification needs. */
export interface Signed {
  readonly toBeSigned: Uint8Array;
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
}

/** An X.509 certificate (RFC 5280). Times are milliseconds since the epoch. */
export interface Certificate extends Signed, Extensions {
  /** The certificate itself; further bytes may follow it in its block. */
  readonly der: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  /** Hexadecimal; negative ones, which RFC 5280 forbids, have a sign. */
  readonly serialNumber: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: PublicKey;
  readonly rawExtensions: readonly RawExtension[];
  /** Extensions that could not be read. */
  readonly problems: readonly string[];
}

/** A certificate revocation list. */
export interface Crl extends Signed {
  readonly issuer: DistinguishedName;
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
  readonly revokedCount: number;
  readonly authorityKeyIdentifier?: AuthorityKeyIdentifier;
  /** Serial numbers, hexadecimal, of the revoked certificates. */
  revokes(serialNumber: string): boolean;
}

/** A certificate signing request (PKCS#10). */
export interface CertificateRequest extends Signed, Extensions {
  readonly subject: DistinguishedName;
  readonly publicKey: PublicKey;
  readonly problems: readonly string[];
}

/** Decodes a certificate. Never throws. */
export function decodeCertificate(der: Uint8Array): Decoded<Certificate> {
  return decoded(() => {
    const { signed, fields, whole } = readSigned(der, 'certificate');
    const version = fields.find(({ tag }, index) => index === 0 && tag === 0xa0);
    const rest = version ? fields.slice(1) : fields;
    const [serial, , issuer, validity, subject, publicKey, ...optional] = rest;
    const [notBefore, notAfter] = sequence(validity, 'the validity');
    const extensions = optional.find(({ tag }) => tag === 0xa3);
    const rawExtensions = extensions ? readRawExtensions(children(extensions)[0]) : [];
    const read = readExtensions(rawExtensions);
    return {
      ...signed,
      ...read.extensions,
      der: whole,
      version: version ? smallInteger(children(version)[0]) + 1 : 1,
      serialNumber: signedHex(serial),
      issuer: readName(issuer),
      subject: readName(subject),
      notBefore: timeOf(notBefore),
      notAfter: timeOf(notAfter),
      publicKey: readPublicKey(publicKey),
      rawExtensions,
      problems: read.problems,
    };
  });
}

/** Decodes a revocation list. Never throws. */
export function decodeCrl(der: Uint8Array): Decoded<Crl> {
  return decoded(() => {
    const { signed, fields } = readSigned(der, 'revocation list');
    const [, issuer, thisUpdate, ...rest] = fields[0]?.tag === tags.integer ? fields.slice(1) : fields;
    const next = rest[0];
    const nextUpdate =
      next?.tag === tags.utcTime || next?.tag === tags.generalizedTime ? timeOf(next) : undefined;
    const list = rest.find(({ tag }) => tag === tags.sequence);
    const revoked = list ? children(list) : [];
    const extensions = rest.find(({ tag }) => tag === 0xa0);
    const { authorityKeyIdentifier } = readExtensions(
      extensions ? readRawExtensions(children(extensions)[0]) : [],
    ).extensions;
    return {
      ...signed,
      issuer: readName(issuer),
      thisUpdate: timeOf(thisUpdate),
      ...(nextUpdate === undefined ? {} : { nextUpdate }),
      revokedCount: revoked.length,
      ...(authorityKeyIdentifier ? { authorityKeyIdentifier } : {}),
      revokes: (serialNumber) =>
        decodedOr(false, () =>
          revoked.some((entry) => signedHex(sequence(entry, 'a revoked certificate')[0]) === serialNumber),
        ),
    };
  });
}

/** Decodes a certificate request. Never throws. */
export function decodeRequest(der: Uint8Array): Decoded<CertificateRequest> {
  return decoded(() => {
    const { signed, fields } = readSigned(der, 'certificate request');
    const [, subject, publicKey, attributes] = fields;
    const wanted = (attributes?.tag === 0xa0 ? children(attributes) : []).flatMap(requestedExtensions);
    const read = readExtensions(wanted);
    return {
      ...signed,
      ...read.extensions,
      subject: readName(subject),
      publicKey: readPublicKey(publicKey),
      problems: read.problems,
    };
  });
}

/** PKCS#9 extensionRequest, the attribute that carries the extensions asked for. */
function requestedExtensions(attribute: Der): RawExtension[] {
  const [type, values] = sequence(attribute, 'an attribute of the request');
  if (!values || oidOf(type) !== '1.2.840.113549.1.9.14') return [];
  return children(values).flatMap((value) => readRawExtensions(value));
}

/** SEQUENCE { toBeSigned, signatureAlgorithm, signature }, the frame of all three. */
function readSigned(der: Uint8Array, what: string): { signed: Signed; fields: Der[]; whole: Uint8Array } {
  const outer = readDer(der);
  const [toBeSigned, algorithm, signature] = sequence(outer, `the ${what}`);
  const fields = sequence(toBeSigned, `the ${what}`);
  return {
    signed: {
      toBeSigned: toBeSigned ? wholeOf(toBeSigned) : new Uint8Array(),
      signatureAlgorithm: readSignatureAlgorithm(algorithm),
      signature: bitsOf(signature),
    },
    fields,
    whole: wholeOf(outer),
  };
}

function decodedOr<T>(fallback: T, read: () => T): T {
  const result = decoded(read);
  return result.ok ? result.value : fallback;
}

/** Whether issuer and subject are one name. */
export function isSelfIssued({ issuer, subject }: Pick<Certificate, 'issuer' | 'subject'>): boolean {
  return issuer.comparable === subject.comparable;
}

/** Whether a certificate may issue others: the CA flag, or a certificate of version 1 that signed itself (as OpenSSL has it). */
export function isCa(certificate: Certificate): boolean {
  if (certificate.basicConstraints) return certificate.basicConstraints.ca;
  return certificate.version === 1 && isSelfIssued(certificate);
}
