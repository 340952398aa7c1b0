import { enumeration, capitalised } from '../core/text/words.ts';
import { clientCompatibility, type ClientVerdict } from '../core/inspect/client-compatibility.ts';
import type { ClientName } from '../core/client-options/client-names.ts';
import { chainOf } from '../core/pem/chain/chain.ts';
import type { Certificate } from '../core/pem/model/certificate.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { isRoot, isSame, issuerOf, subjectOf } from './certificates.ts';
import type { TlsInputs } from './check-files.ts';
import { parseConnection, type Connection } from './connection-string.ts';
import type { ClientOutcome, DiagnosisCode } from './report.ts';
import type { OcspFacts } from './staple.ts';
import { bundledRoots, systemRoots } from './trust-store.ts';

/** What a client trusts. */
interface Trust {
  /** It reads tlsCAFile. */
  readonly file: boolean;
  /** What it trusts without a CA file; `both` stores are there beside the file, too. */
  readonly store: 'bundled' | 'system' | 'both' | 'own';
  /** Any certificate of the file may end a chain, not only a root. */
  readonly partial?: true;
}

interface Client {
  readonly name: string;
  /** Whose reading of the connection string it has; absent where none was read. */
  readonly reads?: ClientName;
  readonly trust: Trust;
  /** The row of the table of what TLS libraries demand of a certificate, by the beginning of its name. */
  readonly family: string;
  /** It checks OCSP itself: the staple, else with the responder. */
  readonly ocsp?: true;
}

/**
 * Sources: devtools-connect, which gives Compass and mongosh the certificates of the system and of Node.js beside those of the CA
 * file, and mongosh partial chains (MONGOSH-1852, MONGOSH-1878); ConnectionString.java and ConnectionString.cs, which do not read
 * tlsCAFile; PyMongo's ssl_support.py; crypto/x509 of Go, whose pool of roots may hold any certificate; the Go driver's and PyMongo's
 * OCSP (pymongo[ocsp]).
 */
const clients: readonly Client[] = [
  { name: 'Node driver', reads: 'node', trust: { file: true, store: 'bundled' }, family: 'OpenSSL' },
  { name: 'PyMongo', reads: 'pymongo', trust: { file: true, store: 'system' }, family: 'OpenSSL' },
  {
    name: 'PyMongo with ocsp',
    reads: 'pymongo',
    trust: { file: true, store: 'system' },
    family: 'OpenSSL',
    ocsp: true,
  },
  { name: 'Java', reads: 'java', trust: { file: false, store: 'own' }, family: 'Java' },
  {
    name: 'Go',
    reads: 'go',
    trust: { file: true, store: 'system', partial: true },
    family: 'Go',
    ocsp: true,
  },
  { name: 'C#', reads: 'csharp', trust: { file: false, store: 'system' }, family: '.NET' },
  { name: 'Rust', trust: { file: true, store: 'own', partial: true }, family: 'Rust' },
  { name: 'C, PHP and Ruby', trust: { file: true, store: 'system' }, family: 'OpenSSL' },
  {
    name: 'mongosh',
    reads: 'mongosh',
    trust: { file: true, store: 'both', partial: true },
    family: 'OpenSSL',
  },
  { name: 'Compass', reads: 'compass', trust: { file: true, store: 'both' }, family: 'Electron' },
  {
    name: 'Database tools',
    reads: 'tools',
    trust: { file: true, store: 'system', partial: true },
    family: 'Go',
    ocsp: true,
  },
];

/** Which row of the table a named client has. */
export const clientTitles: Readonly<Record<ClientName, string>> = {
  node: 'Node driver',
  pymongo: 'PyMongo',
  java: 'Java',
  go: 'Go',
  csharp: 'C#',
  mongosh: 'mongosh',
  compass: 'Compass',
  tools: 'Database tools',
};

/** What the test showed, from which the others are judged. */
export interface Shown {
  readonly uri: string;
  readonly options: Readonly<Record<string, string>>;
  readonly connection: Connection;
  readonly inputs: TlsInputs;
  /** As the server sent them; empty without TLS. */
  readonly sent: readonly Certificate[];
  readonly wrongName: boolean;
  /** Absent where the connection works. */
  readonly failed?: { readonly code: DiagnosisCode; readonly title: string };
  readonly ocsp?: OcspFacts;
}

/** Failures that another client may judge otherwise, since they are of the server's certificates. */
const ofCertificates: ReadonlySet<DiagnosisCode> = new Set<DiagnosisCode>([
  'unknown-ca',
  'self-signed-certificate',
  'server-certificate-expired',
  'server-certificate-not-yet-valid',
  'hostname-mismatch',
  'server-certificate-wrong-purpose',
  'server-certificate-revoked',
  'crl-expired',
  'crl-wrong-issuer',
]);

/** Failures of the Node.js driver alone, about which others are not asked. */
const ofThisDriver: ReadonlySet<DiagnosisCode> = new Set<DiagnosisCode>([
  'server-too-old',
  'unsupported-by-tls-library',
  'no-shared-protocol',
  'no-shared-cipher',
  'old-tls-proxy',
]);

const nodeLike = new Set(['Node driver', 'mongosh', 'Compass']);

interface Anchors {
  readonly bundled: readonly Certificate[];
  readonly system: readonly Certificate[];
  /** The table of TLS libraries for each chain that was followed. */
  readonly families: Map<string, readonly ClientVerdict[]>;
}

function anchorsOf(
  { file, store }: Trust,
  { inputs }: Shown,
  { bundled, system }: Anchors,
): readonly Certificate[] {
  const own = file ? inputs.caCertificates : [];
  if (store === 'both') return [...own, ...bundled, ...system];
  if (file && inputs.ca !== undefined) return own;
  return store === 'system' ? system : bundled;
}

interface TrustVerdict {
  readonly trusted: boolean | undefined;
  readonly path: readonly Certificate[];
  readonly why: string;
}

function trustOf(client: Client, shown: Shown, anchors: Anchors): TrustVerdict {
  const { sent, inputs } = shown;
  const [leaf] = sent;
  const trusted = anchorsOf(client.trust, shown, anchors);
  if (!leaf) return { trusted: true, path: [], why: '' };
  const { path } = chainOf(leaf, sent.slice(1), nodeCrypto, trusted);
  const top = path.at(-1) ?? leaf;
  const isAnchor = (certificate: Certificate): boolean =>
    trusted.some((anchor) => isSame(anchor, certificate));
  const ends = isRoot(top) ? isAnchor(top) : false;
  if (ends || (client.trust.partial && path.some(isAnchor))) return { trusted: true, path, why: '' };
  const ignores = !client.trust.file && inputs.ca !== undefined;
  if (client.trust.store === 'own' && (ignores || inputs.ca === undefined)) {
    const store =
      client.name === 'Java'
        ? 'the store of its JVM (cacerts, or -Djavax.net.ssl.trustStore)'
        : 'a store of its own';
    const file = ignores ? 'does not read tlsCAFile and ' : '';
    return { trusted: undefined, path, why: `It ${file}trusts ${store}, which this test does not see.` };
  }
  const issuer = isRoot(top) ? subjectOf(top) : issuerOf(top);
  const where = ignores
    ? 'it does not read tlsCAFile, and the certificates of this system lack'
    : inputs.ca !== undefined && client.trust.store !== 'both'
      ? 'tlsCAFile lacks'
      : 'the certificates that it trusts lack';
  return { trusted: false, path, why: `${where} ${issuer}` };
}

function on(
  connection: Connection,
  ...names: readonly Parameters<Connection['tlsOptions']['get']>[0][]
): boolean {
  return names.some((name) => connection.tlsOptions.get(name) === 'true');
}

function outcome(name: string, connects: ClientOutcome['connects'], why = ''): ClientOutcome {
  return { name, connects, why };
}

/** Verdicts on the certificates, whose family's row may not be there. */
function familyOf(
  client: Client,
  path: readonly Certificate[],
  { families }: Anchors,
): ClientVerdict | undefined {
  if (path.length === 0) return undefined;
  const key = path.map(({ serialNumber, subject }) => `${serialNumber} ${subject.comparable}`).join('\n');
  const verdicts = families.get(key) ?? clientCompatibility(path, Date.now());
  families.set(key, verdicts);
  return verdicts.find((verdict) => verdict.client.startsWith(client.family));
}

/** The connection string as this client reads it. */
function readBy(client: Client, shown: Shown): Connection | string {
  if (client.reads === undefined) return shown.connection;
  const { result } = parseConnection(shown.uri, shown.options, client.reads);
  if ('connection' in result) return result.connection;
  return (result.failure.specifics ?? []).join(' ');
}

/** What of a stapled answer ends a connection: it has to be right, or to be absent. */
const refusedStaples: Readonly<Partial<Record<OcspFacts['status'], string>>> = {
  revoked: 'the stapled OCSP answer says that it is revoked',
  expired: 'the stapled OCSP answer is out of date',
  unverified: 'the stapled OCSP answer is not signed by who may answer',
  unreadable: 'the stapled OCSP answer cannot be read',
  'try-later': 'the stapled OCSP answer holds no answer',
};

/**
 * Why a client that checks OCSP refuses. Without a staple it asks the responder, and takes no answer for an answer; PyMongo's
 * ocsp_support.py and the Go driver's ocsp.go agree.
 */
function ocspReasons(connection: Connection, { sent: [leaf], ocsp }: Shown): string[] {
  if (!ocsp) return [];
  if (ocsp.from === 'staple' && ocsp.status !== 'missing') {
    const reason = refusedStaples[ocsp.status];
    return reason === undefined ? [] : [reason];
  }
  if (leaf?.mustStaple) return ['the certificate demands a stapled OCSP answer, and the server staples none'];
  const isAsked = !on(connection, 'tlsDisableOCSPEndpointCheck');
  return isAsked && ocsp.status === 'revoked' ? ['the OCSP responder says that it is revoked'] : [];
}

function judgeCertificates(
  client: Client,
  connection: Connection,
  shown: Shown,
  anchors: Anchors,
): ClientOutcome {
  const { name } = client;
  if (shown.sent.length === 0) return outcome(name, shown.failed ? 'unknown' : 'yes');
  if (on(connection, 'tlsInsecure', 'tlsAllowInvalidCertificates')) return outcome(name, 'yes');
  const { trusted, path, why } = trustOf(client, shown, anchors);
  const family = familyOf(client, path, anchors);
  const isNameChecked = !on(connection, 'tlsAllowInvalidHostnames');
  const reasons = [
    ...(trusted === false ? [why] : []),
    ...(shown.wrongName && isNameChecked ? ['the host name is not among the names of the certificate'] : []),
    ...(family?.accepts === false ? family.reasons : []),
    ...(client.ocsp ? ocspReasons(connection, shown) : []),
  ];
  const ofList = shown.failed && /^crl-|revoked$/.test(shown.failed.code);
  if (ofList && connection.tlsOptions.has('tlsCRLFile')) reasons.push(shown.failed.title);
  if (reasons.length > 0) return outcome(name, 'no', `${capitalised(reasons.join('; '))}.`);
  if (trusted === undefined) return outcome(name, 'unknown', why);
  const unmeasured = 'What else it demands of a certificate was not measured.';
  if (!family) return outcome(name, 'unknown', unmeasured);
  if (family.accepts === null) return outcome(name, 'unknown', `${capitalised(family.reasons.join('; '))}.`);
  return outcome(name, 'yes');
}

function judgeClient(client: Client, shown: Shown, anchors: Anchors): ClientOutcome {
  const { name } = client;
  const read = readBy(client, shown);
  if (typeof read === 'string') return outcome(name, 'no', read);
  const { failed } = shown;
  if (read.tls !== shown.connection.tls)
    return outcome(name, 'unknown', 'It turns TLS on by itself with these options, and this test did not.');
  if (name === 'Node driver') {
    if (failed) return outcome(name, 'no', `${failed.title}.`);
    return outcome(name, 'yes');
  }
  if (failed && ofThisDriver.has(failed.code) && !nodeLike.has(name)) return outcome(name, 'unknown');
  if (failed && !ofCertificates.has(failed.code)) return outcome(name, 'no', `${failed.title}.`);
  return judgeCertificates(client, read, shown, anchors);
}

/** What each client would do with the same connection string against the same server. */
export async function clientOutcomes(shown: Shown): Promise<ClientOutcome[]> {
  const { sent } = shown;
  const isSeen = sent.length > 0;
  const anchors: Anchors = {
    bundled: isSeen ? await bundledRoots.anchorsFor(sent) : [],
    system: isSeen ? await (await systemRoots()).anchorsFor(sent) : [],
    families: new Map(),
  };
  return clients.map((client) => judgeClient(client, shown, anchors));
}

/** The clients whose verdict differs from that of the test, in one sentence each way. */
export function differingClients(outcomes: readonly ClientOutcome[], ok: boolean): string[] {
  const others = outcomes.filter(({ connects }) => connects === (ok ? 'no' : 'yes')).map(({ name }) => name);
  if (others.length === 0) return [];
  return [
    ok ? `Connected, but ${enumeration(others)} will refuse.` : `${enumeration(others)} would connect.`,
  ];
}
