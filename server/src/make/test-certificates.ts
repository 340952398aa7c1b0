import { clientFile, memberFile, serverFile } from './file-name.ts';
import {
  nameOf,
  newCertificate,
  newKeyPair,
  type Issuer,
  type KeyAlgorithm,
  type KeyPair,
  type NewCertificate,
} from './new-certificate.ts';

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

type Purpose = NonNullable<NewCertificate['extendedKeyUsage']>;

const day = 24 * 60 * 60 * 1000;
/** Clocks differ between machines; a certificate made now is valid everywhere at once. */
const clockSkew = day / 24;

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
    { name: 'ca.pem', text: comment('CA certificate') + ca.certificate, mode: 0o644 },
    { name: 'ca.key', text: comment('private key of the CA') + keyPem(ca.keys), mode: 0o600 },
  ];
  const leaf = async (name: string, unit: string, cn: string, hosts: readonly string[], purpose: Purpose) => {
    const subject = nameOf({ O: organization, OU: unit, CN: cn });
    const keys = await newKeyPair(request.key);
    const certificate = newCertificate({
      subject,
      keys,
      issuer: ca,
      notBefore: request.now - clockSkew,
      notAfter: request.now + request.days * day,
      isCa: false,
      hosts,
      extendedKeyUsage: purpose,
    });
    files.push({ name, text: comment(`${cn} (${unit})`) + certificate + keyPem(keys), mode: 0o600 });
  };
  for (const hosts of request.servers) {
    const [first = 'localhost'] = hosts;
    const names = hosts.includes('localhost') ? hosts : [...hosts, 'localhost'];
    await leaf(serverFile(hosts), 'Members', commonName(first), names, 'serverAuth');
    await leaf(memberFile(hosts), 'Members', commonName(first, ' member'), hosts, 'clientAuth');
  }
  for (const client of request.clients) await leaf(clientFile(client), 'Clients', client, [], 'clientAuth');
  if (request.mongosqld) {
    const [first = 'localhost'] = request.mongosqld;
    await leaf('mongosqld.pem', 'BI Connector', commonName(first), request.mongosqld, 'serverAuth');
    await leaf('mongosqld-client.pem', 'BI Connector Clients', 'mongosqld', [], 'clientAuth');
  }
  return files;
}

/** A common name has 64 characters at most (RFC 5280, ub-common-name); hosts are told apart by their alternative names anyway. */
const longestCommonName = 64;
function commonName(host: string, suffix = ''): string {
  return host.slice(0, longestCommonName - suffix.length) + suffix;
}

function comment(text: string): string {
  return `# For testing only: ${text}\n`;
}

async function makeCa({
  key,
  now,
  organization,
}: TestCertificatesRequest): Promise<Issuer & { readonly certificate: string }> {
  const keys = await newKeyPair(key);
  const subject = nameOf({ O: organization, CN: 'Test CA, not for production' });
  const certificate = newCertificate({
    subject,
    keys,
    notBefore: now - clockSkew,
    notAfter: now + 10 * 365 * day,
    isCa: true,
  });
  return { subject, keys, certificate };
}

function keyPem({ privateKey }: KeyPair): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
