import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
  type JsonGeneralNames,
  type X509Certificate,
} from '@peculiar/x509';
import { clientFile, memberFile, serverFile } from './file-name.ts';
import { isIpAddress } from './host-names.ts';

/** Ed25519 is left out: MongoDB on Windows and macOS does not take it. */
type KeyAlgorithm = 'rsa' | 'p256';

export interface TestCertificatesRequest {
  /** One set of host names and addresses a server; the first names the files. At least one. */
  readonly servers: readonly (readonly string[])[];
  /** A client certificate each, with this as its common name. */
  readonly clients: readonly string[];
  /** Both legs of the BI Connector: what SQL clients see, and what mongosqld shows to mongod. */
  readonly mongosqld?: readonly string[];
  readonly key: KeyAlgorithm;
  readonly days: number;
  readonly organization: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A file to write. Private keys are in all but the CA's certificate. */
export interface MadeFile {
  readonly name: string;
  readonly text: string;
  readonly mode: number;
}

const day = 24 * 60 * 60 * 1000;
/** Clocks differ between machines; a certificate made now is valid everywhere at once. */
const clockSkew = day / 24;

interface Issuer {
  readonly certificate: X509Certificate;
  readonly key: webcrypto.CryptoKey;
}

/**
 * Makes a CA and certificates for a test deployment. Each server has two: one for serverAuth, and one for clientAuth that it shows
 * to other members, since public CAs issue none for both. These have the same O and OU, so that their owners count as members
 * (server-behaviour.md X1, X3), and different names, since a server warns of a client that shows its own (server-behaviour.md W9). Clients have another
 * OU, so that none of them counts as a member. `localhost` is a name of every server: only from there can the first user be made.
 * Each PEM holds the certificate, then its key. The CA's key is in a file of its own. Not for production: whoever reads that key
 * can become anybody.
 */
export async function makeTestCertificates(request: TestCertificatesRequest): Promise<MadeFile[]> {
  const { organization } = request;
  const ca = await makeCa(request);
  const files: MadeFile[] = [
    { name: 'ca.pem', text: `${comment('CA certificate')}${ca.certificate.toString('pem')}\n`, mode: 0o644 },
    { name: 'ca.key', text: `${comment('private key of the CA')}${await keyPem(ca.key)}`, mode: 0o600 },
  ];
  const leaf = async (name: string, unit: string, cn: string, hosts: readonly string[], usages: string[]) => {
    const subject = nameOf({ O: organization, OU: unit, CN: cn });
    const text = await makeLeaf(ca, request, subject, hosts, usages);
    files.push({ name, text: comment(`${cn} (${unit})`) + text, mode: 0o600 });
  };
  const { serverAuth, clientAuth } = ExtendedKeyUsage;
  for (const hosts of request.servers) {
    const [first = 'localhost'] = hosts;
    const names = hosts.includes('localhost') ? hosts : [...hosts, 'localhost'];
    await leaf(serverFile(hosts), 'Members', commonName(first), names, [serverAuth]);
    await leaf(memberFile(hosts), 'Members', commonName(first, ' member'), hosts, [clientAuth]);
  }
  for (const client of request.clients) await leaf(clientFile(client), 'Clients', client, [], [clientAuth]);
  if (request.mongosqld) {
    const [first = 'localhost'] = request.mongosqld;
    await leaf('mongosqld.pem', 'BI Connector', commonName(first), request.mongosqld, [serverAuth]);
    await leaf('mongosqld-client.pem', 'BI Connector Clients', 'mongosqld', [], [clientAuth]);
  }
  return files;
}

/** A common name has 64 characters at most (RFC 5280, ub-common-name); hosts are told apart by their alternative names anyway. */
const longestCommonName = 64;
function commonName(host: string, suffix = ''): string {
  return host.slice(0, longestCommonName - suffix.length) + suffix;
}

/** A name of these parts, in order; the library would take quotes and backslashes out of plain texts. */
function nameOf(parts: Readonly<Record<string, string>>): Name {
  return new Name(Object.entries(parts).map(([type, value]) => ({ [type]: [{ utf8String: value }] })));
}

function comment(text: string): string {
  return `# For testing only: ${text}\n`;
}

async function makeCa({ key, now, organization }: TestCertificatesRequest): Promise<Issuer> {
  const keys = await makeKeys(key);
  const name = nameOf({ O: organization, CN: 'Test CA, not for production' });
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: name,
    issuer: name,
    notBefore: new Date(now - clockSkew),
    notAfter: new Date(now + 10 * 365 * day),
    signingAlgorithm: algorithms[key],
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, key: keys.privateKey };
}

async function makeLeaf(
  ca: Issuer,
  { key, now, days }: TestCertificatesRequest,
  subject: Name,
  hosts: readonly string[],
  usages: string[],
): Promise<string> {
  const keys = await makeKeys(key);
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(leafUsage[key], true),
    new ExtendedKeyUsageExtension(usages),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(ca.certificate),
  ];
  if (hosts.length > 0) extensions.push(new SubjectAlternativeNameExtension(alternativeNames(hosts)));
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: ca.certificate.subjectName,
    notBefore: new Date(now - clockSkew),
    notAfter: new Date(now + days * day),
    signingAlgorithm: algorithms[key],
    publicKey: keys.publicKey,
    signingKey: ca.key,
    extensions,
  });
  return `${certificate.toString('pem')}\n${await keyPem(keys.privateKey)}`;
}

function alternativeNames(hosts: readonly string[]): JsonGeneralNames {
  return hosts.map((value) => ({ type: isIpAddress(value) ? 'ip' : 'dns', value }));
}

/** With RSA, TLS 1.2 may encrypt to the key as well as verify by it. */
const leafUsage: Readonly<Record<KeyAlgorithm, KeyUsageFlags>> = {
  rsa: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
  p256: KeyUsageFlags.digitalSignature,
};

const algorithms = {
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  p256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
} as const;

async function makeKeys(key: KeyAlgorithm): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithms[key], true, ['sign', 'verify']);
}

async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

/** 16 random bytes, positive and not beginning with zero (RFC 5280, section 4.1.2.2). */
function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}
