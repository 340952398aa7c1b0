import { describeOwn, ownFault, refusalOf } from './client-certificate.ts';
import { alertOf, codeOf } from './codes.ts';
import type { HandshakeTrace } from './dial.ts';
import { isAtlas } from './facts.ts';
import type { Failure } from './failure.ts';
import { lookForProtocol, notMongo } from './foreign-protocol.ts';
import { show } from './host-list.ts';
import { sentName } from './peer.ts';
import type { Spot } from './spot.ts';
import { oddCipher, oldProtocol, plainAnswer } from './second-look.ts';
import type { WirePlan } from './wire-plan.ts';

/** How a connection that was just cut looks: with a reset, an end, or a write that found nobody. */
const cut = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'CONNECTION_CLOSED',
  'ERR_SSL_UNEXPECTED_EOF_WHILE_READING',
]);

export function isCut({ raw }: Failure): boolean {
  return cut.has(raw.code);
}

function withCode(failure: Failure, code: Failure['code'], ...specifics: readonly string[]): Failure {
  return {
    ...failure,
    ...(code === undefined ? {} : { code }),
    specifics: [...specifics, ...(failure.specifics ?? [])],
  };
}

function nameWords(host: string): string {
  const name = sentName(host);
  return name === undefined
    ? `No server name was sent, since ${host} is an IP address.`
    : `The server name that was sent is ${name}.`;
}

/** Atlas answers an address that is not on its access list with an alert of its own making, and a client without a name too. */
function internalError(failure: Failure, host: string): Failure {
  if (isAtlas(host))
    return {
      ...failure,
      code: 'ip-not-allowed',
      specifics: [nameWords(host)],
      fixes: ['A client too old to send a server name (SNI) gets the same alert: then use a newer driver.'],
      facts: { atlas: true },
      sides: ['network'],
    };
  return withCode(
    failure,
    undefined,
    `${host} ended the handshake with the TLS alert 80, internal error. ${nameWords(host)} A router that chooses the server by that name, and Atlas behind a name of your own, answer so to a name they do not know or an address they do not let in.`,
  );
}

async function noProtocol(failure: Failure, spot: Spot): Promise<Failure> {
  const old = await oldProtocol(spot);
  const specific =
    old === undefined
      ? `${show(spot.target)} takes neither TLS 1.2 nor TLS 1.3, and no older protocol that this TLS library can still speak.`
      : `${show(spot.target)} speaks ${old}, and drivers speak TLS 1.2 or 1.3.`;
  return withCode(failure, 'no-shared-protocol', specific);
}

async function noCipher(failure: Failure, spot: Spot): Promise<Failure> {
  const cipher = await oddCipher(spot);
  if (cipher !== undefined)
    return withCode(
      failure,
      'no-shared-cipher',
      `${show(spot.target)} takes ${cipher}, which drivers do not offer.`,
    );
  return withCode(
    failure,
    'no-shared-cipher',
    `${show(spot.target)} refused every cipher suite of this TLS library.`,
  );
}

function clientCertificate(failure: Failure, plan: WirePlan): Failure {
  const leaf = plan.inputs.clientCertificate;
  const facts = { clientCertificateAsked: true, tlsAnswered: true };
  if (!leaf)
    return {
      ...withCode(
        failure,
        'client-certificate-required',
        'The server asked for a client certificate and got none.',
      ),
      facts,
    };
  // servers send one alert for several reasons: what is wrong with the certificate itself stands first
  const fault = ownFault(leaf);
  const isTold = fault && fault.code !== codeOf(failure) ? fault.specifics : [];
  return { ...withCode(failure, undefined, describeOwn(leaf), ...isTold), facts };
}

function refused(failure: Failure, plan: WirePlan): Failure {
  const { code, specifics } = refusalOf(plan.inputs);
  return {
    ...withCode(failure, code, ...specifics),
    sides: ['client-certificate', 'server-configuration'],
    facts: { clientCertificateAsked: true, tlsAnswered: true },
  };
}

/** A connection that was closed during the handshake: by a server without TLS, by something else, or by something in between. */
async function cutOff(failure: Failure, spot: Spot): Promise<Failure> {
  const answer = await plainAnswer(spot);
  if (answer?.kind === 'mongodb')
    return {
      ...withCode(
        failure,
        'server-speaks-plain-text',
        `${show(spot.target)} answers a greeting without TLS.`,
      ),
      facts: { plainAnswered: true, tlsAnswered: false, mongodbAnswered: true },
    };
  if (answer) return notMongo(spot.target, answer.who, false);
  const who = spot.signal.aborted ? undefined : await lookForProtocol(spot);
  if (who !== undefined) return notMongo(spot.target, who, false);
  return withCode(
    failure,
    'connection-closed',
    `${show(spot.target)} closed the connection during the TLS handshake without a reason, and does not answer without TLS either. ${nameWords(spot.target.host)} A proxy, a firewall, a load balancer without a server behind it, a router that does not know that name, or a TLS library that cannot handle the other side's key does so.`,
  );
}

async function notTls(failure: Failure, spot: Spot): Promise<Failure> {
  const answer = await plainAnswer(spot);
  if (answer?.kind === 'mongodb') return cutOff(failure, spot);
  const who = (answer?.kind === 'other' ? answer.who : undefined) ?? (await lookForProtocol(spot));
  return { ...notMongo(spot.target, who, false), raw: failure.raw };
}

/** Finds out why a handshake failed, by looking again where the error alone does not tell. */
export async function examine(
  failure: Failure,
  trace: HandshakeTrace,
  plan: WirePlan,
  spot: Spot,
): Promise<Failure> {
  if (failure.code !== undefined || spot.signal.aborted) return failure;
  const { code } = failure.raw;
  const alert = alertOf(code);
  if (alert === 'INTERNAL_ERROR') return internalError(failure, spot.target.host);
  if (alert === 'UNRECOGNIZED_NAME')
    return withCode(failure, 'server-name-unknown', nameWords(spot.target.host));
  if (alert === 'HANDSHAKE_FAILURE' && trace.certificateRequested === true) return refused(failure, plan);
  const meaning = codeOf(failure);
  if (meaning.startsWith('client-certificate-')) return clientCertificate(failure, plan);
  if (meaning === 'no-shared-protocol') return noProtocol(failure, spot);
  if (meaning === 'no-shared-cipher') return noCipher(failure, spot);
  if (cut.has(code) && trace.sent?.length && trace.certificateRequested === true)
    return refused(failure, plan);
  if (cut.has(code)) return cutOff(failure, spot);
  if (meaning === 'server-speaks-plain-text') return notTls(failure, spot);
  return failure;
}

/** Finds out why a server that completed the handshake did not answer the greeting: mongod checks a client certificate only then. */
export async function refusedAfterHandshake(
  failure: Failure,
  trace: HandshakeTrace,
  plan: WirePlan,
  spot: Spot,
): Promise<Failure> {
  const { code } = failure.raw;
  if (alertOf(code) !== undefined) return examine({ ...failure, stage: 'tls' }, trace, plan, spot);
  if (!cut.has(code)) return failure;
  // without knowing whether it asked, a missing certificate is the likeliest reason
  const asked = trace.certificateRequested ?? plan.inputs.clientCertificate === undefined;
  if (!asked)
    return {
      ...withCode(
        failure,
        'connection-closed',
        `${show(spot.target)} completed the TLS handshake and closed the connection without an answer. It asked for no client certificate, so the reason lies elsewhere: too many connections, a proxy without a server behind it, or a server that is shutting down.`,
      ),
      facts: { tlsAnswered: true },
    };
  return refused({ ...failure, stage: 'tls' }, plan);
}
