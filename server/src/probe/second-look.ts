import { dial, shakeHands, type TlsSettings } from './dial.ts';
import { rawErrorOf } from './failure.ts';
import { NotMongoError, sayHello } from './hello.ts';
import { within } from './limit.ts';
import { protocolOf } from './protocol-names.ts';
import type { Spot } from './spot.ts';

/** What answers a greeting without TLS: MongoDB, something else, or nothing. */
export type PlainAnswer =
  { readonly kind: 'mongodb' } | { readonly kind: 'other'; readonly who?: string } | undefined;

export async function plainAnswer(spot: Spot): Promise<PlainAnswer> {
  try {
    return await within(spot.signal, spot.patience, async (limit) => {
      const socket = await dial(spot, limit);
      try {
        await sayHello(socket, false, limit);
        return { kind: 'mongodb' };
      } finally {
        socket.destroy();
      }
    });
  } catch (error) {
    if (!(error instanceof NotMongoError)) return undefined;
    // a TLS server's alert is no other protocol
    if (error.received[0] === 0x15) return undefined;
    const who = protocolOf(error.received);
    return { kind: 'other', ...(who === undefined ? {} : { who }) };
  }
}

/** Whether the server answers a greeting without TLS. */
export async function speaksPlainText(spot: Spot): Promise<boolean> {
  return (await plainAnswer(spot))?.kind === 'mongodb';
}

interface Glimpse {
  readonly protocol: string;
  readonly cipher: string;
}

/** A handshake with other settings; undefined where it fails too. */
async function tryHandshake(spot: Spot, settings: TlsSettings): Promise<Glimpse | undefined> {
  try {
    return await within(spot.signal, spot.patience, async (limit) => {
      const socket = await shakeHands(await dial(spot, limit), spot.target, settings, limit);
      const glimpse = { protocol: socket.getProtocol() ?? '', cipher: socket.getCipher().name };
      socket.destroy();
      return glimpse;
    });
  } catch {
    // any failure answers the question
    return undefined;
  }
}

/** Whether an error is an alert of TLS: only a TLS server sends one. */
function isAlert(error: unknown): boolean {
  return /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13)_/.test(rawErrorOf(error).code);
}

/** Whether the server speaks TLS, even if it ends the handshake with an alert. */
export async function speaksTls(spot: Spot, settings: TlsSettings = {}): Promise<boolean> {
  try {
    return await within(spot.signal, spot.patience, async (limit) => {
      const socket = await shakeHands(await dial(spot, limit), spot.target, settings, limit);
      socket.destroy();
      return true;
    });
  } catch (error) {
    return isAlert(error);
  }
}

/** The protocol versions that a server may accept, with what a client of today must allow itself for the old ones. */
const versions = [
  ['TLSv1', 'DEFAULT@SECLEVEL=0'],
  ['TLSv1.1', 'DEFAULT@SECLEVEL=0'],
  ['TLSv1.2', undefined],
  ['TLSv1.3', undefined],
] as const;

/** Which versions the server accepts; a refusal for want of a client certificate counts as accepted. */
export async function acceptedProtocols(spot: Spot, settings: TlsSettings): Promise<string[]> {
  const answers = await Promise.all(
    versions.map(async ([version, ciphers]) => {
      const given = {
        ...settings,
        minVersion: version,
        maxVersion: version,
        ...(ciphers ? { ciphers } : {}),
      };
      try {
        return await within(spot.signal, spot.patience, async (limit) => {
          const socket = await shakeHands(await dial(spot, limit), spot.target, given, limit);
          socket.destroy();
          return true;
        });
      } catch (error) {
        const { code } = rawErrorOf(error);
        return (
          isAlert(error) && /CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE/.test(code) && !code.includes('CIPHER')
        );
      }
    }),
  );
  return versions.filter((_, index) => answers[index]).map(([version]) => version);
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
