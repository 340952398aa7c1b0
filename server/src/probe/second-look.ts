import type { LookupAddress } from 'node:dns';
import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import type { TlsSettings } from './dial.ts';
import { dial, shakeHands } from './dial.ts';
import { rawErrorOf } from './failure.ts';
import { sayHello } from './hello.ts';
import type { Target } from './host-list.ts';

/** A host to look at again, by addresses already known. */
export interface Spot {
  readonly target: Target;
  readonly addresses: readonly LookupAddress[];
  readonly signal: AbortSignal;
  /** Milliseconds that a second look may take: the first failure is what the user waits for. */
  readonly patience: number;
}

function soon({ signal, patience }: Spot): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(patience)]);
}

/** Whether the server answers a greeting without TLS. */
export async function speaksPlainText(spot: Spot): Promise<boolean> {
  const limit = soon(spot);
  try {
    const socket = await dial(spot.target, spot.addresses, limit);
    try {
      await sayHello(socket, false, limit);
      return true;
    } finally {
      socket.destroy();
    }
  } catch {
    // any failure answers the question
    return false;
  }
}

interface Glimpse {
  readonly protocol: string;
  readonly cipher: string;
  readonly authorized: boolean;
}

/** A handshake with other settings; undefined where it fails too. */
async function tryHandshake(spot: Spot, settings: TlsSettings): Promise<Glimpse | undefined> {
  const limit = soon(spot);
  try {
    const { target, addresses } = spot;
    const socket = await shakeHands(await dial(target, addresses, limit), target, settings, limit);
    const glimpse = {
      protocol: socket.getProtocol() ?? '',
      cipher: socket.getCipher().name,
      authorized: socket.authorized,
    };
    socket.destroy();
    return glimpse;
  } catch {
    // any failure answers the question
    return undefined;
  }
}

/** Whether the server speaks TLS, even if it ends the handshake with an alert. */
export async function speaksTls(spot: Spot): Promise<boolean> {
  const limit = soon(spot);
  try {
    const socket = await shakeHands(await dial(spot.target, spot.addresses, limit), spot.target, {}, limit);
    socket.destroy();
    return true;
  } catch (error) {
    return /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13)_/.test(rawErrorOf(error).code);
  }
}

const oldest: readonly TlsSettings[] = [
  { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
];

/** The old protocol that the server does speak. */
export async function oldProtocol(spot: Spot): Promise<string | undefined> {
  for (const settings of oldest) {
    const glimpse = await tryHandshake(spot, settings);
    if (glimpse) return glimpse.protocol;
  }
  return undefined;
}

/** The cipher that the server does speak where drivers by default offer none it takes. */
export async function oddCipher(spot: Spot): Promise<string | undefined> {
  return (await tryHandshake(spot, { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }))?.cipher;
}

const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Newer releases of Node.js read the operating system's store themselves. */
type WithSystemStore = typeof tls & { getCACertificates?: (type: 'system') => string[] };

/** The operating system's trusted certificates, as PEM; empty where they cannot be read. */
export async function systemCertificates(): Promise<readonly string[]> {
  const store = (tls as WithSystemStore).getCACertificates;
  if (store) return store('system');
  const files = [process.env.SSL_CERT_FILE ?? '', ...systemBundles].filter((path) => path !== '');
  for (const file of files) {
    try {
      return [await readFile(file, 'utf8')];
    } catch {
      // the next place may have it
      continue;
    }
  }
  return [];
}

/**
 * What Compass and mongosh would say where a driver does not trust the server. Both add the certificates of the system
 * and of Node.js to those of the CA file; mongosh takes an intermediate certificate as anchor, too (MONGOSH-1852, MONGOSH-1878).
 */
export async function otherClients(
  spot: Spot,
  settings: TlsSettings,
  fileCa: string | undefined,
): Promise<string> {
  const ca = [
    ...(fileCa === undefined ? [] : [fileCa]),
    ...tls.rootCertificates,
    ...(await systemCertificates()),
  ];
  if ((await tryHandshake(spot, { ...settings, ca }))?.authorized === true)
    return 'Compass and mongosh would connect: they trust the certificates of the operating system too, drivers only those of tlsCAFile.';
  if ((await tryHandshake(spot, { ...settings, ca, allowPartialTrustChain: true }))?.authorized === true)
    return 'mongosh would connect: it takes an intermediate certificate in tlsCAFile as trust anchor, drivers need the root.';
  return 'Compass and mongosh would refuse this server too.';
}
