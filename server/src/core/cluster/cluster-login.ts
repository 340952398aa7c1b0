import { readableName } from '../pem/der/name.ts';
import { addressFaults } from './address-list.ts';
import { credentialOf, demandsLogin } from './credentials.ts';
import { chainFaultsAsClient, withholding } from './handshake.ts';
import type { MemberState } from './member-state.ts';
import { membershipOf } from './membership.ts';
import { inferred, type PairFault } from './pair-fault.ts';
import { ownCertificate, shownAsClient, type World } from './peer-certificates.ts';
import { transportOf } from './tls-connection.ts';
import { verificationOfClients } from './verification.ts';

const modeSettings = ['security.clusterAuthMode', 'security.keyFile', 'security.authorization', 'security'];

/** What the connection that a login is made over is known to be. */
interface Connection {
  /** No connection comes about, so what needs TLS need not be told. */
  readonly isRefused: boolean;
}

/**
 * Whether the connecting member logs in at the accepting one (src/mongo/client/authenticate.cpp,
 * src/mongo/db/auth/cluster_auth_mode.cpp). A member in transitionToAuth goes on without a login, and one that it connects to
 * asks for none.
 */
export function loginFaults(
  from: MemberState,
  to: MemberState,
  world: World,
  connection: Connection,
): PairFault[] {
  const sends = credentialOf(from);
  const demands = demandsLogin(to);
  if (sends === 'unknown') return [unknownMode('from', from)];
  if (to.clusterAuthMode === undefined || demands === undefined) return [unknownMode('to', to)];
  if (sends === 'nothing') return demands ? [noLogin(from, to)] : [];
  const faults = sends === 'key' ? keyFaults(from, to) : x509Faults(from, to, world, connection);
  if (from.transitionToAuth !== false && !demands) {
    // whatever comes of the attempt is swallowed (20108)
    return from.transitionToAuth === true ? [] : faults.map((fault) => ({ ...fault, unknown: true }));
  }
  return faults.length > 0 ? faults : addressFaults(from, to);
}

function unknownMode(side: PairFault['side'], { name }: MemberState): PairFault {
  const message = `How ${name} authenticates members is not known here.`;
  return { code: 'auth-mode-mismatch', message, side, settings: modeSettings, unknown: true };
}

function noLogin(from: MemberState, to: MemberState): PairFault {
  const what =
    from.clusterAuthMode === 'none'
      ? `${from.name} has no keyFile and no clusterAuthMode`
      : `${from.name} has clusterAuthMode ${from.clusterAuthMode ?? ''} and no keyFile`;
  const message = inferred(
    `${what}, so it does not log in, and ${to.name} requires a login. Give every member the same cluster authentication.`,
  );
  return { code: 'auth-mode-mismatch', message, side: 'from', settings: modeSettings };
}

/** A login as __system with a key: one key in common is enough, in any order (src/mongo/db/auth/security_key.cpp). */
function keyFaults(from: MemberState, to: MemberState): PairFault[] {
  const settings = ['security.keyFile', ...modeSettings];
  if (to.keys.state === 'absent') {
    const why =
      to.clusterAuthMode === 'x509'
        ? `${to.name}, started with clusterAuthMode x509, has read no keyfile`
        : `${to.name} has no keyfile`;
    const message = `${from.name} logs in with a key (${from.clusterAuthMode ?? ''}), and ${why}. Members must be at most one step apart: keyFile, sendKeyFile, sendX509, x509.`;
    return [{ code: 'auth-mode-mismatch', message, side: 'from', settings: modeSettings }];
  }
  const unknown = [
    ['from', from.keys],
    ['to', to.keys],
  ] as const;
  for (const [side, keys] of unknown) {
    if (keys.state !== 'unknown') continue;
    const message = `Whether ${from.name} and ${to.name} have a key in common is not known: ${keys.reason}.`;
    return [{ code: 'no-common-key', message, side, settings, unknown: true }];
  }
  const [ours = [], theirs = []] = [from.keys, to.keys].map((keys) =>
    keys.state === 'read' ? keys.value : [],
  );
  if (ours.some((key) => theirs.some((other) => other.equals(key)))) return [];
  const message = `The keyfiles of ${from.name} and ${to.name} have no key in common. Give both the same key.`;
  return [{ code: 'no-common-key', message, side: 'from', settings }];
}

function x509Faults(
  from: MemberState,
  to: MemberState,
  world: World,
  { isRefused }: Connection,
): PairFault[] {
  const fromMode = from.clusterAuthMode ?? '';
  if (to.clusterAuthMode === 'none' || to.clusterAuthMode === 'keyFile') {
    const theirs =
      to.clusterAuthMode === 'none' ? 'has no cluster authentication' : 'accepts only keys (keyFile)';
    const message = `${from.name} logs in with its certificate (${fromMode}), and ${to.name} ${theirs}. Members must be at most one step apart: keyFile, sendKeyFile, sendX509, x509.`;
    return [{ code: 'auth-mode-mismatch', message, side: 'from', settings: modeSettings }];
  }
  if (isRefused) return [];
  if (transportOf(from.tlsMode) === 'plain') {
    const message = `${from.name} connects in plain text (${from.tlsMode ?? ''}), and its login by certificate (${fromMode}) needs TLS. Set preferTLS or requireTLS there.`;
    return [
      {
        code: 'auth-mode-mismatch',
        message,
        side: 'from',
        settings: ['net.tls.mode', 'net.ssl.mode', ...modeSettings],
      },
    ];
  }
  const verification = verificationOfClients(to);
  if (verification.kind === 'none') {
    const message = `${from.name} logs in with its certificate, and ${to.name} has no CAFile to verify it with, so it refuses the login.`;
    const settings = ['net.tls.certificateKeyFile', 'net.tls.mode', 'net.ssl.mode', ...modeSettings];
    return [{ code: 'no-certificate-authority', message, side: 'to', settings }];
  }
  const shown = shownAsClient(from);
  if (shown.state === 'absent') {
    // where it cannot even connect that was told
    if (to.allowsConnectionsWithoutCertificates !== true) return [];
    const message = `${from.name} shows no certificate when it connects, and with ${fromMode} it has nothing else to log in with.`;
    return [{ code: 'no-client-certificate', message, side: 'from', settings: withholding }];
  }
  const chain = chainFaultsAsClient(from, to, verification, world);
  if (chain.length > 0) {
    // refused already, unless the other one tolerates it: then the member counts as nobody
    if (to.allowsInvalidCertificates !== true) return [];
    const anonymous = `${to.name} accepts the connection all the same (allowInvalidCertificates), but not the login.`;
    return chain.map((fault) => ({ ...fault, message: `${fault.message} ${anonymous}` }));
  }
  const certificate = shown.state === 'read' ? ownCertificate(shown.value.pem) : undefined;
  if (!certificate || shown.state !== 'read') return [];
  const { setting } = shown.value;
  const membership = membershipOf(certificate, to);
  switch (membership.is) {
    case 'member':
      return [];
    case 'unknown': {
      const message = `Whether ${to.name} takes ${from.name} for a member is not known: ${membership.reason}.`;
      return [{ code: 'not-a-member', message, side: 'to', settings: membership.settings, unknown: true }];
    }
    case 'stranger': {
      const message = `${to.name} does not take ${from.name} for a member: the certificate is for "${readableName(certificate.subject)}", and ${to.name} asks for ${membership.wanted}.`;
      return [{ code: 'not-a-member', message, side: 'from', settings: [setting] }];
    }
  }
}
