import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { extensionsOf, keyIdentifier, nameOf } from './certificate-extensions.ts';
import * as write from './der-writer.ts';

/** Makes certificates, keys and revocation lists for tests, of any shape, right or wrong. Nothing of it is kept on disk. */

const curves = ['P-224', 'P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'] as const;

export type KeyKind =
  (typeof curves)[number] | 'Ed25519' | 'Ed448' | 'RSA-1024' | 'RSA-2048' | 'RSA-3072' | 'RSA-PSS' | 'DSA';

/** A key; `keyOf` gives the same one for the same name. */
export interface TestKey {
  readonly kind: KeyKind;
  readonly private: KeyObject;
  readonly public: KeyObject;
}

const keys = new Map<string, TestKey>();

/** The key of a name, made when first asked for. */
export function keyOf(name: string, kind: KeyKind = 'P-256'): TestKey {
  const id = `${kind} ${name}`;
  const known = keys.get(id);
  if (known) return known;
  const pair = generate(kind);
  const made = { kind, private: pair.privateKey, public: pair.publicKey };
  keys.set(id, made);
  return made;
}

function generate(kind: KeyKind): { privateKey: KeyObject; publicKey: KeyObject } {
  switch (kind) {
    case 'Ed25519':
      return generateKeyPairSync('ed25519');
    case 'Ed448':
      return generateKeyPairSync('ed448');
    case 'DSA':
      return generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });
    case 'RSA-1024':
    case 'RSA-2048':
    case 'RSA-3072':
      return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(4)) });
    case 'RSA-PSS':
      return generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    case 'P-224':
      return generateKeyPairSync('ec', { namedCurve: 'secp224r1' });
    case 'P-256':
    case 'P-384':
    case 'P-521':
    case 'secp256k1':
    case 'brainpoolP256r1':
      return generateKeyPairSync('ec', { namedCurve: kind });
  }
}

export interface CertificateShape {
  /** In certificate order; see {@link nameOf}. */
  readonly subject?: string;
  /** Absent: signs itself. */
  readonly issuer?: Made;
  readonly key?: TestKey;
  readonly from?: string;
  readonly to?: string;
  readonly version?: 1 | 2 | 3;
  /** `dns:db1.example.net`, `ip:127.0.0.1`, `email:`, `uri:`. */
  readonly names?: readonly string[];
  readonly extendedKeyUsage?: readonly string[];
  readonly ca?: boolean;
  readonly pathLength?: number;
  /** Bits of the key usage, the first one on the left: `000001100` is keyCertSign and cRLSign. */
  readonly keyUsage?: string;
  readonly hash?: 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
  /** Signs with RSA-PSS; a key of that kind always does. */
  readonly pss?: boolean;
  /** The dotted identifier that stands for the signature, whatever it was made with. */
  readonly signatureOid?: string;
  /** Leaves the key identifiers out. */
  readonly noIdentifiers?: boolean;
  /** The key that the authority key identifier names, where it is not that of the issuer. */
  readonly authorityKey?: TestKey;
  /** Marks the alternative names as critical. */
  readonly criticalNames?: boolean;
  readonly permitted?: readonly string[];
  readonly excluded?: readonly string[];
  /** A number, or the whole element. */
  readonly serial?: number | write.Bytes;
  readonly extensions?: readonly write.Bytes[];
}

/** A certificate with the key it belongs to. */
export interface Made {
  readonly shape: CertificateShape;
  readonly key: TestKey;
  readonly der: write.Bytes;
  /** The certificate alone. */
  readonly pem: string;
  /** Its key, PKCS#8. */
  readonly keyPem: string;
  /** Certificate and key, as certificateKeyFile wants it. */
  readonly combined: string;
}

let serials = 4096;

/** Makes a certificate; without anything said, one for db1.example.net, valid from 2026 to 2028, that signed itself. */
export function certificate(shape: CertificateShape = {}): Made {
  const key = shape.key ?? keyOf(shape.subject ?? 'CN=db1.example.net');
  const signer = shape.issuer?.key ?? key;
  const subject = nameOf(shape.subject ?? 'CN=db1.example.net');
  const issuer = shape.issuer ? nameOf(shape.issuer.shape.subject ?? 'CN=db1.example.net') : subject;
  const { version = 3, hash = 'sha256', serial = serials++ } = shape;
  const pss = shape.pss ?? signer.kind === 'RSA-PSS';
  const algorithm =
    shape.signatureOid === undefined
      ? signatureAlgorithm(signer, hash, pss)
      : write.sequence(write.oid(shape.signatureOid));
  const extensions = version === 1 ? (shape.extensions ?? []) : extensionsOf(shape, key, signer);
  const toBeSigned = write.sequence(
    ...(version === 1 ? [] : [write.explicit(0, write.integer(version - 1))]),
    typeof serial === 'number' ? write.integer(serial) : serial,
    algorithm,
    issuer,
    write.sequence(
      write.time(new Date(shape.from ?? '2026-01-01T00:00:00Z')),
      write.time(new Date(shape.to ?? '2028-01-01T00:00:00Z')),
    ),
    subject,
    key.public.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [write.explicit(3, write.sequence(...extensions))] : []),
  );
  const bytes = signed(toBeSigned, algorithm, signer, hash, pss);
  const pem = toPem('CERTIFICATE', bytes);
  const keyPem = key.private.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { shape, key, der: bytes, pem, keyPem, combined: pem + keyPem };
}

export interface CrlShape {
  readonly from?: string;
  readonly to?: string;
  readonly revoked?: readonly number[];
}

/** Makes a revocation list of an issuer, as PEM. */
export function revocationList(issuer: Made, shape: CrlShape = {}): string {
  const algorithm = signatureAlgorithm(issuer.key, 'sha256');
  const thisUpdate = write.time(new Date(shape.from ?? '2026-11-01T00:00:00Z'));
  const toBeSigned = write.sequence(
    write.integer(1),
    algorithm,
    nameOf(issuer.shape.subject ?? 'CN=db1.example.net'),
    thisUpdate,
    write.time(new Date(shape.to ?? '2027-02-01T00:00:00Z')),
    ...(shape.revoked?.length
      ? [write.sequence(...shape.revoked.map((serial) => write.sequence(write.integer(serial), thisUpdate)))]
      : []),
    write.explicit(
      0,
      write.sequence(
        write.sequence(
          write.oid('2.5.29.35'),
          write.octets(write.sequence(write.implicit(0, keyIdentifier(issuer.key)))),
        ),
      ),
    ),
  );
  return toPem('X509 CRL', signed(toBeSigned, algorithm, issuer.key, 'sha256'));
}

/** Bytes in PEM armour. */
export function toPem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The key in the clear or encrypted, in PKCS#8 or its older form. */
export function keyPem(
  key: TestKey,
  type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8',
  passphrase?: string,
): string {
  return key.private
    .export({
      type,
      format: 'pem',
      ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }),
    } as { type: 'pkcs8'; format: 'pem' })
    .toString();
}

function signed(
  toBeSigned: write.Bytes,
  algorithm: write.Bytes,
  signer: TestKey,
  hash: string,
  pss = false,
): write.Bytes {
  const padding = pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  const signature = sign(signer.kind.startsWith('Ed') ? null : hash, toBeSigned, {
    key: signer.private,
    ...padding,
  });
  return write.sequence(toBeSigned, algorithm, write.bits(signature));
}

const sha256 = write.sequence(write.oid('2.16.840.1.101.3.4.2.1'), write.nothing());

/** RSASSA-PSS-params of RFC 4055 for SHA-256. */
const pssParameters = write.sequence(
  write.explicit(0, sha256),
  write.explicit(1, write.sequence(write.oid('1.2.840.113549.1.1.8'), sha256)),
  write.explicit(2, write.integer(32)),
);

function signatureAlgorithm(signer: TestKey, hash: string, pss = false): write.Bytes {
  if (pss) return write.sequence(write.oid('1.2.840.113549.1.1.10'), pssParameters);
  const oids: Readonly<Record<string, string>> = {
    'RSA md5': '1.2.840.113549.1.1.4',
    'RSA sha1': '1.2.840.113549.1.1.5',
    'RSA sha224': '1.2.840.113549.1.1.14',
    'RSA sha256': '1.2.840.113549.1.1.11',
    'RSA sha384': '1.2.840.113549.1.1.12',
    'RSA sha512': '1.2.840.113549.1.1.13',
    'P sha1': '1.2.840.10045.4.1',
    'P sha224': '1.2.840.10045.4.3.1',
    'P sha256': '1.2.840.10045.4.3.2',
    'P sha384': '1.2.840.10045.4.3.3',
    'P sha512': '1.2.840.10045.4.3.4',
    'DSA sha1': '1.2.840.10040.4.3',
    'DSA sha256': '2.16.840.1.101.3.4.3.2',
  };
  if (signer.kind === 'Ed25519') return write.sequence(write.oid('1.3.101.112'));
  if (signer.kind === 'Ed448') return write.sequence(write.oid('1.3.101.113'));
  const isCurve = curves.some((curve) => curve === signer.kind);
  const family = isCurve ? 'P' : (signer.kind.split('-')[0] ?? '');
  const oid = oids[`${family} ${hash}`];
  if (oid === undefined) throw new Error(`no signature of ${signer.kind} with ${hash}`);
  return write.sequence(write.oid(oid), ...(family === 'RSA' ? [write.nothing()] : []));
}

/** A root CA for tests. */
export function authority(shape: CertificateShape = {}): Made {
  return certificate({
    subject: 'O=Example, CN=Example CA',
    ca: true,
    keyUsage: '0000011',
    to: '2035-01-01T00:00:00Z',
    ...shape,
  });
}
