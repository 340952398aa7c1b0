import type { CryptoPort } from '../pem/model/crypto-port.ts';
import type {
  CertificateBlock,
  CertificateFacts,
  CrlFacts,
  InspectedBlock,
  InspectReport,
  PrivateKeyBlock,
  PublicKeyFacts,
  RequestFacts,
} from './inspect-report.ts';
import {
  isCa,
  isSelfIssued,
  type Certificate,
  type CertificateRequest,
  type Crl,
} from '../pem/model/certificate.ts';
import { parsePem, parsePemBytes, type Pem, type PemBlock, type PrivateKeyIn } from '../pem/model/pem.ts';
import { chainOf, issuerAmong } from '../pem/chain/chain.ts';
import { clientCompatibility, type ClientVerdict } from './client-compatibility.ts';
import { hex } from '../pem/der/der.ts';
import type { Extensions } from '../pem/der/extensions.ts';
import { extensionTexts } from './extension-texts.ts';
import { chainsIn, notesOn, stateOf, type NotesContext } from './inspect-notes.ts';
import { daysUntil } from '../pem/model/judgements.ts';
import { certificateOfKey, keyFinder, publicHalf, type KeyHalf } from '../pem/chain/key-match.ts';
import { readableName, rfc2253 } from '../pem/der/name.ts';
import { roleVerdicts } from './role-verdicts.ts';

/** Without `crypto` fingerprints are empty and some keys cannot be matched; the passphrase is used for this call only. */
export type InspectOptions = NotesContext;

/** Takes a PEM file apart, given as text or as the bytes of a file. Never throws; the report holds no secret. */
export function inspectPem(source: string | Uint8Array, options: InspectOptions): InspectReport {
  const pem = typeof source === 'string' ? parsePem(source) : parsePemBytes(source);
  const inspection = new Inspection(pem, options);
  const roles = roleVerdicts(pem, options);
  return {
    version: 1,
    blocks: inspection.blocks(),
    notes: notesOn(pem, options),
    ...(pem.foreign ? { format: pem.foreign } : {}),
    chains: chainsIn(pem, options.crypto),
    roles,
    clients: roles.some(({ role }) => role === 'certificateKeyFile') ? clientsOf(pem, options) : [],
  };
}

/** What clients make of the certificate that a server would show. */
function clientsOf(
  { certificates: [own, ...others] }: Pem,
  { crypto, now }: InspectOptions,
): ClientVerdict[] {
  if (!own) return [];
  const pool = others.map(({ certificate }) => certificate);
  const { path, missing } = chainOf(own.certificate, pool, crypto);
  const isHere = missing && pool.some(({ subject }) => subject.comparable === missing.comparable);
  return clientCompatibility(path, now, isHere ? readableName(missing) : undefined);
}

class Inspection {
  readonly #pem: Pem;
  readonly #options: InspectOptions;
  readonly #certificates: readonly Certificate[];
  /** The blocks of the certificates. */
  readonly #places: ReadonlyMap<Certificate, number>;
  readonly #halves: ReadonlyMap<PemBlock, KeyHalf>;
  readonly #hasLockedKey: boolean;
  readonly #keyOf: (certificate: Certificate) => PemBlock | undefined;

  constructor(pem: Pem, options: InspectOptions) {
    this.#pem = pem;
    this.#options = options;
    this.#certificates = pem.certificates.map(({ certificate }) => certificate);
    this.#places = new Map(pem.certificates.map(({ block, certificate }) => [certificate, block.index]));
    this.#halves = new Map(pem.keys.map((key) => [key.block, publicHalf(pem, key, options)]));
    this.#keyOf = keyFinder(this.#halves);
    this.#hasLockedKey = [...this.#halves.values()].some(({ state }) => state !== 'known');
  }

  blocks(): InspectedBlock[] {
    let line = 0;
    let counted = 0;
    return this.#pem.blocks.map((block) => {
      for (; counted < block.span[0]; counted++) if (this.#pem.text.charCodeAt(counted) === 10) line++;
      const error = block.problems[0]?.message ?? decodingError(block);
      return this.#block(block, {
        label: block.label,
        span: block.span,
        line,
        ...(error === undefined ? {} : { error }),
      });
    });
  }

  #block(block: PemBlock, base: Omit<CertificateBlock, 'type' | 'certificate'>): InspectedBlock {
    const { content } = block;
    const usable = block.problems.length === 0;
    switch (content.type) {
      case 'certificate':
        return usable && content.decoded.ok
          ? { ...base, type: 'certificate', certificate: this.#certificate(content.decoded.value) }
          : { ...base, type: 'certificate' };
      case 'private-key':
        return usable && content.decoded.ok
          ? { ...base, ...this.#key({ block, key: content.decoded.value }) }
          : { ...base, type: 'private-key', encrypted: block.label.startsWith('ENCRYPTED') };
      case 'crl':
        return usable && content.decoded.ok
          ? { ...base, type: 'crl', crl: this.#crl(content.decoded.value) }
          : { ...base, type: 'crl' };
      case 'certificate-request':
        return usable && content.decoded.ok
          ? { ...base, type: 'certificate-request', request: requestFacts(content.decoded.value) }
          : { ...base, type: 'certificate-request' };
      case 'foreign':
        return { ...base, type: 'other', purpose: content.format.name };
      case 'other':
        return { ...base, type: 'other', purpose: content.purpose };
      case 'unknown':
        return { ...base, type: 'other' };
    }
  }

  #certificate(certificate: Certificate): CertificateFacts {
    const { now, crypto } = this.#options;
    const { basicConstraints, subjectKeyIdentifier, authorityKeyIdentifier } = certificate;
    const issuer = isSelfIssued(certificate)
      ? undefined
      : issuerAmong(certificate, this.#certificates, crypto);
    const keyBlock = this.#keyOf(certificate)?.index;
    return {
      version: certificate.version,
      subject: rfc2253(certificate.subject),
      issuer: rfc2253(certificate.issuer),
      readableSubject: readableName(certificate.subject),
      readableIssuer: readableName(certificate.issuer),
      serialNumber: certificate.serialNumber,
      notBefore: isoText(certificate.notBefore),
      notAfter: isoText(certificate.notAfter),
      daysLeft: daysUntil(certificate.notAfter, now),
      state: stateOf(certificate, this.#options),
      subjectAltNames: namesIn(certificate),
      keyUsage: certificate.keyUsage ?? [],
      extendedKeyUsage: certificate.extendedKeyUsage?.map(({ name }) => name) ?? [],
      extendedKeyUsageIds: certificate.extendedKeyUsage?.map(({ oid }) => oid) ?? [],
      ...(basicConstraints ? { basicConstraints } : {}),
      publicKey: keyFacts(certificate.publicKey),
      signatureAlgorithm: certificate.signatureAlgorithm.name,
      sha256Fingerprint: fingerprint(crypto, 'sha256', certificate.der),
      sha1Fingerprint: fingerprint(crypto, 'sha1', certificate.der),
      ...(subjectKeyIdentifier === undefined ? {} : { subjectKeyIdentifier: colons(subjectKeyIdentifier) }),
      ...(authorityKeyIdentifier?.keyIdentifier === undefined
        ? {}
        : { authorityKeyIdentifier: colons(authorityKeyIdentifier.keyIdentifier) }),
      selfIssued: isSelfIssued(certificate),
      ca: isCa(certificate),
      extensions: extensionTexts(certificate.rawExtensions),
      ...this.#placeOf('issuerBlock', issuer),
      ...(keyBlock === undefined ? {} : { keyBlock }),
      ...(keyBlock === undefined && this.#hasLockedKey ? { keyUnknown: true } : {}),
    };
  }

  #key({ block, key }: PrivateKeyIn): Omit<PrivateKeyBlock, 'label' | 'span' | 'line'> {
    const half = this.#halves.get(block) ?? { state: 'unknown' };
    const opened = half.state === 'known' ? half.publicKey : undefined;
    const { algorithm = opened?.algorithm, bits = opened?.bits, curve = opened?.curve } = key;
    const owner = certificateOfKey(half, this.#certificates);
    return {
      type: 'private-key',
      encrypted: key.encryption !== undefined,
      ...(key.encryption === undefined
        ? {}
        : { encryption: key.encryption, passphrase: passphraseState(half) }),
      ...(algorithm === undefined ? {} : { key: keyFacts({ algorithm, bits, curve }) }),
      ...(owner === undefined ? {} : { belongsTo: this.#pem.certificates[owner]?.block.index ?? null }),
    };
  }

  #crl(crl: Crl): CrlFacts {
    const { now, crypto } = this.#options;
    return {
      issuer: rfc2253(crl.issuer),
      thisUpdate: isoText(crl.thisUpdate),
      ...(crl.nextUpdate === undefined
        ? {}
        : { nextUpdate: isoText(crl.nextUpdate), daysLeft: daysUntil(crl.nextUpdate, now) }),
      revokedCount: crl.revokedCount,
      signatureAlgorithm: crl.signatureAlgorithm.name,
      ...this.#placeOf('issuerBlock', issuerAmong(crl, this.#certificates, crypto)),
    };
  }

  #placeOf<K extends string>(field: K, certificate: Certificate | undefined): Partial<Record<K, number>> {
    const index = certificate && this.#places.get(certificate);
    return index === undefined ? {} : ({ [field]: index } as Record<K, number>);
  }
}

function passphraseState(half: KeyHalf): 'needed' | 'wrong' | 'right' {
  if (half.state === 'known') return 'right';
  return half.state === 'wrong-passphrase' ? 'wrong' : 'needed';
}

function decodingError({ content }: PemBlock): string | undefined {
  if (!('decoded' in content) || content.decoded.ok) return undefined;
  return `The block cannot be decoded: ${content.decoded.error}.`;
}

function requestFacts(request: CertificateRequest): RequestFacts {
  return {
    subject: rfc2253(request.subject),
    subjectAltNames: namesIn(request),
    publicKey: keyFacts(request.publicKey),
    signatureAlgorithm: request.signatureAlgorithm.name,
  };
}

function keyFacts({
  algorithm,
  bits,
  curve,
}: {
  algorithm: string;
  bits?: number | undefined;
  curve?: string | undefined;
}): PublicKeyFacts {
  return { algorithm, ...(bits === undefined ? {} : { bits }), ...(curve === undefined ? {} : { curve }) };
}

function namesIn({ subjectAltNames = [] }: Extensions): { type: string; value: string }[] {
  return subjectAltNames.map(({ type, value }) => ({ type, value }));
}

function fingerprint(crypto: CryptoPort | undefined, algorithm: 'sha1' | 'sha256', der: Uint8Array): string {
  return crypto ? colons(hex(crypto.hash(algorithm, der))) : '';
}

/** `A1B2` as `A1:B2`. */
function colons(digits: string): string {
  return digits.replace(/(..)(?=.)/g, '$1:');
}

/** ISO 8601 without fractions of a second. */
function isoText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
