import type { Armour, PemProblem } from '../armour/armour.ts';
import type { Decoded } from '../der/decoded.ts';
import { foreignBytes, foreignLabel, foreignText, type ForeignFormat } from '../armour/foreign-format.ts';
import { decodePrivateKey, isPrivateKeyLabel, type PrivateKey } from '../armour/private-key.ts';
import { scanPem } from '../armour/scan-pem.ts';
import {
  decodeCertificate,
  decodeCrl,
  decodeRequest,
  type Certificate,
  type CertificateRequest,
  type Crl,
} from './certificate.ts';

/** A text of PEM blocks. */
export interface Pem {
  readonly kind: 'pem';
  readonly text: string;
  readonly blocks: readonly PemBlock[];
  /** BEGIN and END lines outside of blocks that are misspelled or alone. */
  readonly strays: readonly PemProblem[];
  /** What the file is, where it holds no block. */
  readonly foreign?: ForeignFormat;
  /** The decoded certificates, in order, each with its block. */
  readonly certificates: readonly CertificateIn[];
  readonly keys: readonly PrivateKeyIn[];
  readonly crls: readonly { readonly block: PemBlock; readonly crl: Crl }[];
}

export interface CertificateIn {
  readonly block: PemBlock;
  readonly certificate: Certificate;
}

export interface PrivateKeyIn {
  readonly block: PemBlock;
  readonly key: PrivateKey;
}

/** One block with what is in it; decoded when first asked for. */
export interface PemBlock extends Armour {
  /** Its place among the blocks. */
  readonly index: number;
  readonly content: BlockContent;
}

export type BlockContent =
  | { readonly type: 'certificate'; readonly decoded: Decoded<Certificate> }
  | { readonly type: 'private-key'; readonly decoded: Decoded<PrivateKey> }
  | { readonly type: 'crl'; readonly decoded: Decoded<Crl> }
  | { readonly type: 'certificate-request'; readonly decoded: Decoded<CertificateRequest> }
  /** Known and harmless, such as Diffie-Hellman parameters. */
  | { readonly type: 'other'; readonly purpose: string }
  | { readonly type: 'foreign'; readonly format: ForeignFormat }
  | { readonly type: 'unknown' };

const others: Readonly<Record<string, string>> = {
  'DH PARAMETERS': 'Diffie-Hellman parameters',
  'X9.42 DH PARAMETERS': 'Diffie-Hellman parameters',
  'EC PARAMETERS': 'the parameters of an elliptic curve',
  'DSA PARAMETERS': 'DSA parameters',
  'PUBLIC KEY': 'a public key',
  'RSA PUBLIC KEY': 'a public key',
  PKCS7: 'a PKCS#7 bundle, from which OpenSSL takes no certificate when it reads PEM',
  CMS: 'a CMS message',
};

/** Reads a PEM file. Never throws; linear in the text. */
export function parsePem(text: string): Pem {
  const { blocks: armours, strays } = scanPem(text);
  const blocks = armours.map((armour, index): PemBlock => {
    const content = once(() => decodeBlock(armour));
    return {
      ...armour,
      index,
      get content() {
        return content();
      },
    };
  });
  const sound = blocks.filter(({ problems }) => problems.length === 0);
  const certificates = once(() =>
    sound.flatMap((block) => {
      const { content } = block;
      return content.type === 'certificate' && content.decoded.ok
        ? [{ block, certificate: content.decoded.value }]
        : [];
    }),
  );
  const keys = once(() =>
    sound.flatMap((block) => {
      const { content } = block;
      return content.type === 'private-key' && content.decoded.ok
        ? [{ block, key: content.decoded.value }]
        : [];
    }),
  );
  const crls = once(() =>
    sound.flatMap((block) => {
      const { content } = block;
      return content.type === 'crl' && content.decoded.ok ? [{ block, crl: content.decoded.value }] : [];
    }),
  );
  const foreign = blocks.length === 0 && strays.length === 0 ? foreignText(text) : undefined;
  return {
    kind: 'pem',
    text,
    blocks,
    strays,
    ...(foreign ? { foreign } : {}),
    get certificates() {
      return certificates();
    },
    get keys() {
      return keys();
    },
    get crls() {
      return crls();
    },
  };
}

/** A function that computes once. */
function once<T>(compute: () => T): () => T {
  let result: { value: T } | undefined;
  return () => (result ??= { value: compute() }).value;
}

const readBefore = new WeakMap<Uint8Array, Pem>();

/** Reads the bytes of a file that a configuration names. Equal arrays are read once. Never throws. */
export function parsePemBytes(bytes: Uint8Array): Pem {
  const known = readBefore.get(bytes);
  if (known) return known;
  const foreign = foreignBytes(bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const pem: Pem = foreign
    ? { kind: 'pem', text, blocks: [], strays: [], foreign, certificates: [], keys: [], crls: [] }
    : parsePem(text);
  readBefore.set(bytes, pem);
  return pem;
}

function decodeBlock(armour: Armour): BlockContent {
  const { label, bytes, filledIn } = armour;
  if (filledIn === true) return { type: 'other', purpose: 'filled in by a template' };
  switch (label) {
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
    case 'TRUSTED CERTIFICATE':
      return { type: 'certificate', decoded: decodeCertificate(bytes) };
    case 'X509 CRL':
      return { type: 'crl', decoded: decodeCrl(bytes) };
    case 'CERTIFICATE REQUEST':
    case 'NEW CERTIFICATE REQUEST':
      return { type: 'certificate-request', decoded: decodeRequest(bytes) };
  }
  if (isPrivateKeyLabel(label)) return { type: 'private-key', decoded: decodePrivateKey(armour) };
  const format = foreignLabel(label);
  if (format) return { type: 'foreign', format };
  const purpose = others[label];
  return purpose === undefined ? { type: 'unknown' } : { type: 'other', purpose };
}
