import type { ClientVerdict } from './client-compatibility.ts';
import type { Span } from '../text/span.ts';

export { untilOpened } from '../pem/model/until-opened.ts';

/** A PEM file taken apart, in the shape that `inspect --format json` prints and the inspect view draws. Holds no secret. */
export interface InspectReport {
  readonly version: 1;
  readonly blocks: readonly InspectedBlock[];
  /** What is wrong or worth knowing of the file as a whole: chain order, key match. */
  readonly notes: readonly { readonly severity: 'error' | 'warning' | 'info'; readonly message: string }[];
  /** What the file is where it holds no PEM block, and what to do about it. */
  readonly format?: { readonly name: string; readonly advice: string };
  /** The way from each leaf certificate (where there is none, from each certificate that issued no other) to its anchor. */
  readonly chains: readonly InspectedChain[];
  /** What mongod makes of the file in each role it could have. */
  readonly roles: readonly RoleVerdict[];
  /** What families of clients make of the first certificate as that of a server; empty where the file is none of a server. */
  readonly clients: readonly ClientVerdict[];
}

export interface InspectedChain {
  /** Indexes of blocks, from the leaf upwards. */
  readonly blocks: readonly number[];
  /** The name of the issuer that is not in the file; absent where the chain ends in a self-signed certificate. */
  readonly missingIssuer?: string;
}

export interface RoleVerdict {
  readonly role: 'certificateKeyFile' | 'clusterFile' | 'CAFile' | 'CRLFile';
  /** `fits`: nothing is wrong. `hints`: it works, with drawbacks. `fails`: mongod starts, but handshakes fail. `refused`: mongod does not start. */
  readonly verdict: 'fits' | 'hints' | 'fails' | 'refused';
  /** All in one line: `will start; will fail between members: no clientAuth`. */
  readonly summary: string;
  /** Full sentences, the worst first. */
  readonly reasons: readonly string[];
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

export interface CertificateFacts {
  readonly version: number;
  /** RFC 2253, escaped as MongoDB writes the name of an `$external` user. */
  readonly subject: string;
  readonly issuer: string;
  /** The same for people: letters of all scripts as they are. */
  readonly readableSubject: string;
  readonly readableIssuer: string;
  readonly serialNumber: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Whole days until notAfter, negative once it is past. */
  readonly daysLeft: number;
  /** `ending`: valid, but not for many days more. */
  readonly state: 'valid' | 'ending' | 'expired' | 'not-yet-valid';
  readonly subjectAltNames: readonly { readonly type: string; readonly value: string }[];
  readonly keyUsage: readonly string[];
  readonly extendedKeyUsage: readonly string[];
  /** The object identifiers of {@link extendedKeyUsage}, in the same order. */
  readonly extendedKeyUsageIds: readonly string[];
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly publicKey: PublicKeyFacts;
  readonly signatureAlgorithm: string;
  readonly sha256Fingerprint: string;
  readonly sha1Fingerprint: string;
  readonly subjectKeyIdentifier?: string;
  readonly authorityKeyIdentifier?: string;
  readonly selfIssued: boolean;
  /** Whether it may issue others. */
  readonly ca: boolean;
  /** All extensions as text. */
  readonly extensions: readonly {
    readonly oid: string;
    readonly name: string;
    readonly critical: boolean;
    readonly text: string;
  }[];
  /** Index of the block whose certificate issued this one, where it is in the file. */
  readonly issuerBlock?: number;
  /** Index of the block with its private key, where it is in the file. */
  readonly keyBlock?: number;
  /** The file has a private key of which it is not known whether it is this one's: it is encrypted, say. */
  readonly keyUnknown?: boolean;
}

export interface CertificateBlock extends BlockBase {
  readonly type: 'certificate';
  readonly certificate?: CertificateFacts;
}

export interface PrivateKeyBlock extends BlockBase {
  readonly type: 'private-key';
  readonly encrypted: boolean;
  /** How it is encrypted: `PBES2 with AES-256-CBC`. */
  readonly encryption?: string;
  /** For an encrypted key: none given, wrong, or right. */
  readonly passphrase?: 'needed' | 'wrong' | 'right';
  readonly key?: PublicKeyFacts;
  /** Index of the block whose certificate the key belongs to; null: to none in this file; absent: not known. */
  readonly belongsTo?: number | null;
}

export interface CrlFacts {
  readonly issuer: string;
  readonly thisUpdate: string;
  readonly nextUpdate?: string;
  readonly revokedCount: number;
  /** Whole days until nextUpdate, negative once it is past. */
  readonly daysLeft?: number;
  /** Index of the block with the issuer's certificate, where it is in the file. */
  readonly issuerBlock?: number;
  readonly signatureAlgorithm: string;
}

interface CrlBlock extends BlockBase {
  readonly type: 'crl';
  readonly crl?: CrlFacts;
}

export interface RequestFacts {
  readonly subject: string;
  readonly subjectAltNames: readonly { readonly type: string; readonly value: string }[];
  readonly publicKey: PublicKeyFacts;
  readonly signatureAlgorithm: string;
}

interface RequestBlock extends BlockBase {
  readonly type: 'certificate-request';
  readonly request?: RequestFacts;
}

interface OtherBlock extends BlockBase {
  readonly type: 'other';
  /** What the block is, in a phrase; absent for an unknown label. */
  readonly purpose?: string;
}
