import { rfc2253 } from './certificates.ts';
import { refusalOf } from './client-certificate.ts';
import { alertOf, codeOf } from './codes.ts';
import type { HandshakeTrace } from './dial.ts';
import type { Failure } from './failure.ts';
import { show } from './host-list.ts';
import type { Spot } from './second-look.ts';
import { oddCipher, oldProtocol, speaksPlainText } from './second-look.ts';
import type { WirePlan } from './wire-plan.ts';

/** How a connection that was just cut looks: with a reset, an end, or a write that found nobody. */
const cut = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'CONNECTION_CLOSED',
  'ERR_SSL_UNEXPECTED_EOF_WHILE_READING',
]);

function withCode(failure: Failure, code: Failure['code'], ...specifics: readonly string[]): Failure {
  return {
    ...failure,
    ...(code === undefined ? {} : { code }),
    specifics: [...specifics, ...(failure.specifics ?? [])],
  };
}

/** Atlas answers an address that is not on its access list with an alert of its own making. */
function atlas(failure: Failure, host: string): Failure {
  if (!/\.mongodb(?:-[a-z]+)?\.net$/.test(host)) return failure;
  return {
    ...failure,
    specifics: [
      'Atlas ends the handshake with this alert when your IP address is not on the IP access list of the project. It has nothing to do with certificates.',
    ],
    fixes: [
      'In Atlas, open Security, Network Access, and add the address that your machine has on the Internet.',
    ],
  };
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
  if (!leaf)
    return withCode(
      failure,
      'client-certificate-required',
      'The server asked for a client certificate and got none.',
    );
  return withCode(
    failure,
    undefined,
    `You sent the certificate ${rfc2253(leaf.subject)}, issued by ${rfc2253(leaf.issuer)}.`,
  );
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
  if (alert === 'INTERNAL_ERROR') return atlas(failure, spot.target.host);
  if (alert === 'HANDSHAKE_FAILURE' && trace.certificateRequested === true) {
    const { code: reason, specific } = refusalOf(plan.inputs);
    return withCode(failure, reason, specific);
  }
  const meaning = codeOf(failure);
  if (meaning.startsWith('client-certificate-')) return clientCertificate(failure, plan);
  if (meaning === 'no-shared-protocol') return noProtocol(failure, spot);
  if (meaning === 'no-shared-cipher') return noCipher(failure, spot);
  if ((cut.has(code) || meaning === 'server-speaks-plain-text') && (await speaksPlainText(spot)))
    return withCode(
      failure,
      'server-speaks-plain-text',
      `${show(spot.target)} answers a greeting without TLS.`,
    );
  if (cut.has(code))
    return withCode(
      failure,
      'unknown',
      `${show(spot.target)} closed the connection during the TLS handshake without a reason, and does not answer without TLS either. A proxy, a firewall, a load balancer without a server behind it, or a TLS library that cannot handle the other side's key does so.`,
    );
  if (meaning === 'server-speaks-plain-text')
    return withCode(
      failure,
      meaning,
      `${show(spot.target)} answers, but neither with TLS nor as a MongoDB server does. Another kind of server may listen at this port.`,
    );
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
    return withCode(
      failure,
      'unknown',
      `${show(spot.target)} completed the TLS handshake and closed the connection without an answer. It asked for no client certificate, so the reason lies elsewhere: too many connections, a proxy without a server behind it, or a server that is shutting down.`,
    );
  const { code: reason, specific } = refusalOf(plan.inputs);
  return withCode({ ...failure, stage: 'tls' }, reason, specific);
}
