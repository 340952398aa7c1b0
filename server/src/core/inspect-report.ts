import type { Span } from './span.ts';

/** A PEM file taken apart, in the shape that `inspect --format json` prints and the inspect view draws. Holds no secret. */
export interface InspectReport {
  readonly version: 1;
  readonly blocks: readonly InspectedBlock[];
  /** What is wrong or worth knowing of the file as a whole: chain order, key match. */
  readonly notes: readonly { readonly severity: 'error' | 'warning' | 'info'; readonly message: string }[];
}

export type InspectedBlock = CertificateBlock | PrivateKeyBlock | CrlBlock | RequestBlock | OtherBlock;

interface BlockBase {
  /** The armour's label: `CERTIFICATE`, `RSA PRIVATE KEY`. */
  readonly label: string;
  readonly span: Span;
  /** Zero-based line of the BEGIN line. */
  readonly line: number;
  /** Why the block could not be decoded. */
  readonly error?: string;
}

export interface PublicKeyFacts {
  /** `RSA`, `ECDSA`, `Ed25519` … */
  readonly algorithm: string;
  /** Bits of the modulus or the curve. */
  readonly bits?: number;
  readonly curve?: string;
}

export interface CertificateBlock extends BlockBase {
  readonly type: 'certificate';
  readonly certificate?: {
    readonly version: number;
    /** RFC 2253 order. */
    readonly subject: string;
    readonly issuer: string;
    readonly serialNumber: string;
    /** ISO 8601. */
    readonly notBefore: string;
    readonly notAfter: string;
    /** Whole days until notAfter, negative once it is past. */
    readonly daysLeft: number;
    readonly subjectAltNames: readonly { readonly type: string; readonly value: string }[];
    readonly keyUsage: readonly string[];
    readonly extendedKeyUsage: readonly string[];
    readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
    readonly publicKey: PublicKeyFacts;
    readonly signatureAlgorithm: string;
    readonly sha256Fingerprint: string;
    readonly sha1Fingerprint: string;
    readonly subjectKeyIdentifier?: string;
    readonly authorityKeyIdentifier?: string;
    readonly selfIssued: boolean;
    /** Index of the block whose certificate issued this one, where it is in the file. */
    readonly issuerBlock?: number;
  };
}

export interface PrivateKeyBlock extends BlockBase {
  readonly type: 'private-key';
  readonly encrypted: boolean;
  readonly key?: PublicKeyFacts;
  /** Index of the block whose certificate the key belongs to; null: to none in this file; absent: not known. */
  readonly belongsTo?: number | null;
}

export interface CrlBlock extends BlockBase {
  readonly type: 'crl';
  readonly crl?: {
    readonly issuer: string;
    readonly thisUpdate: string;
    readonly nextUpdate?: string;
    readonly revokedCount: number;
    readonly signatureAlgorithm: string;
  };
}

export interface RequestBlock extends BlockBase {
  readonly type: 'certificate-request';
  readonly request?: {
    readonly subject: string;
    readonly subjectAltNames: readonly { readonly type: string; readonly value: string }[];
    readonly publicKey: PublicKeyFacts;
    readonly signatureAlgorithm: string;
  };
}

export interface OtherBlock extends BlockBase {
  readonly type: 'other';
}
