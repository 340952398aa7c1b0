import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate as NodePeerCertificate, type TLSSocket } from 'node:tls';
import type { Certificate } from '../core/pem/model/certificate.ts';
import { describe } from './certificates.ts';
import { codeOf } from './codes.ts';
import type { HandshakeTrace } from './dial.ts';
import { rawErrorOf, type Failure, type RawError } from './failure.ts';
import { judge, type Judgement } from './judge.ts';
import type { PeerCertificate } from './report.ts';
import type { Spot } from './spot.ts';
import { bundledRoots, systemRoots } from './trust-store.ts';
import type { WirePlan } from './wire-plan.ts';

export interface Peer {
  /** The server's certificate and those above it, as far as they could be followed. */
  readonly chain: readonly PeerCertificate[];
  readonly sent: readonly PeerCertificate[];
  /** Absent where the chain does not end in a trusted root. */
  readonly verified?: readonly PeerCertificate[];
  readonly path: readonly Certificate[];
  /** What the TLS library refused, or undefined. */
  readonly failure?: Failure;
  /** The other faults of the certificates. */
  readonly alsoWrong: readonly Failure[];
  readonly notes: readonly string[];
}

/** The words of OpenSSL for a code of a check, near enough to search for. */
function wordsOf(code: string): string {
  return code
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(/\bcert\b/g, 'certificate');
}

/** Whether the names of the certificate that a handshake showed do not cover a host, as Node.js judges it. */
export function isWrongName(host: string, { peer }: HandshakeTrace): boolean {
  return nameError(host, peer) !== undefined;
}

function nameError(host: string, peer: NodePeerCertificate | undefined): Error | undefined {
  return peer && Object.keys(peer).length > 0 ? checkServerIdentity(host, peer) : undefined;
}

/** What the TLS library says against the certificates; undefined where it accepts them. */
function verdictOf(
  socket: TLSSocket,
  host: string,
  peer: NodePeerCertificate | undefined,
): RawError | undefined {
  if (socket.authorized) return undefined;
  // typed as an Error, but at runtime the code alone
  const error = socket.authorizationError as Error | string | undefined;
  if (error instanceof Error) return rawErrorOf(error);
  const code = error ?? 'UNKNOWN';
  const mismatch = code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? nameError(host, peer) : undefined;
  return mismatch ? rawErrorOf(mismatch) : { code, message: wordsOf(code), names: [] };
}

/** The trusted certificates that may end a chain, as this driver sees them. */
async function anchorsFor(sent: readonly Certificate[], plan: WirePlan): Promise<readonly Certificate[]> {
  const own = plan.inputs.caCertificates;
  const { store } = plan;
  if (plan.inputs.ca !== undefined && store === undefined) return own;
  const bundled = store === 'system' ? [] : await bundledRoots.anchorsFor(sent);
  const system = store === 'system' || store === 'both' ? await (await systemRoots()).anchorsFor(sent) : [];
  return [...own, ...bundled, ...system];
}

export function isLoopback(address: string): boolean {
  return /^127\.|^::1$|^::ffff:127\./.test(address);
}

/** Every visible fault of the certificates that a handshake showed, whether it succeeded or not. */
export async function judgePeer(
  trace: HandshakeTrace,
  plan: WirePlan,
  { target, addresses }: Spot,
): Promise<Judgement> {
  const sent = trace.sent ?? [];
  const mismatch = plan.allowInvalidHostnames ? undefined : nameError(target.host, trace.peer);
  const judgement = judge({
    sent,
    anchors: await anchorsFor(sent, plan),
    inputs: plan.inputs,
    target,
    wrongName: mismatch !== undefined,
    loopback: addresses.every(({ address }) => isLoopback(address)),
    now: Date.now(),
  });
  return plan.allowInvalidCertificates ? { ...judgement, failures: [] } : judgement;
}

function shownNames(peer: NodePeerCertificate | undefined): string {
  return peer?.subjectaltname ?? 'another name';
}

/** The server's chain, why a driver with these options refuses it, and what else is wrong with it. */
export async function peerOf(
  socket: TLSSocket,
  trace: HandshakeTrace,
  plan: WirePlan,
  spot: Spot,
): Promise<Peer> {
  const { target } = spot;
  const { path, isTrusted, failures } = await judgePeer(trace, plan, spot);
  const chain = path.map(describe);
  const seen = {
    chain,
    path,
    sent: (trace.sent ?? []).map(describe),
    ...(isTrusted ? { verified: chain } : {}),
  };
  const verdict = verdictOf(socket, target.host, trace.peer);
  if (!verdict) {
    const hidden = plan.allowInvalidHostnames && nameError(target.host, trace.peer) !== undefined;
    const notes = hidden
      ? [
          `tlsAllowInvalidHostnames (or tlsInsecure) is on: without it, the connection would fail, since the certificate is issued for ${shownNames(trace.peer)}.`,
        ]
      : [];
    return { ...seen, notes, alsoWrong: [] };
  }
  if (plan.allowInvalidCertificates)
    return {
      ...seen,
      alsoWrong: [],
      notes: [
        `tlsAllowInvalidCertificates (or tlsInsecure) is on: without it, the connection would fail (${verdict.code}).`,
      ],
    };
  const code = codeOf({ stage: 'tls', raw: verdict });
  const own = failures.find((failure) => failure.code === code);
  const first: Failure = own
    ? { ...own, raw: verdict }
    : {
        stage: 'tls',
        code,
        raw: verdict,
        specifics: chain[0] ? [`The server's certificate is ${chain[0].subject}.`] : [],
      };
  return { ...seen, notes: [], failure: first, alsoWrong: failures.filter((failure) => failure !== own) };
}

/** The name that a handshake sent, for sentences; an address sends none. */
export function sentName(host: string): string | undefined {
  return isIP(host) === 0 ? host : undefined;
}
