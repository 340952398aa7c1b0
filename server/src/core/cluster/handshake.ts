import { parseIp } from '../pem/der/general-name.ts';
import type { Certificate } from '../pem/model/certificate.ts';
import { bareHost, coversHost, hostsOf } from '../pem/model/host-names.ts';
import type { MemberState } from './member-state.ts';
import { inferred, type PairFault } from './pair-fault.ts';
import {
  certificateFaults,
  ownCertificate,
  shownAsClient,
  shownAsServer,
  type World,
} from './peer-certificates.ts';
import { verificationOfClients, verificationOfServers, type Verification } from './verification.ts';

/** What the connecting member finds in the certificate of the accepting one: chain, dates, purpose and host names. */
export function serverCertificateFaults(from: MemberState, to: MemberState, world: World): PairFault[] {
  const shown = shownAsServer(to);
  const setting = 'net.tls.certificateKeyFile';
  if (shown.state === 'absent') {
    const message = `${to.name} has no certificate to show, so no TLS connection to it succeeds. Set certificateKeyFile there.`;
    return [
      {
        code: 'server-chain-untrusted',
        message,
        side: 'to',
        settings: [setting, 'net.tls.mode', 'net.ssl.mode'],
      },
    ];
  }
  // neither the chain nor the host name keeps such a member from connecting
  if (from.allowsInvalidCertificates === true) return [];
  const verification = verificationOfServers(from);
  if (verification.kind === 'none') return [];
  if (shown.state === 'unknown') {
    const message = `Whether ${from.name} accepts the certificate of ${to.name} is not known: ${shown.reason}.`;
    return [{ code: 'server-chain-untrusted', message, side: 'to', settings: [setting], unknown: true }];
  }
  const excused = from.allowsInvalidCertificates === undefined;
  const certificate = ownCertificate(shown.value.pem);
  return [
    ...(verification.kind === 'unknown'
      ? [unknownAuthority('server-chain-untrusted', to, from, 'from', verification)]
      : certificateFaults(
          shown.value,
          to,
          from,
          verification,
          { shownBy: 'to', usage: 'serverAuth' },
          world,
        )),
    ...(certificate ? hostNameFaults(from, to, certificate) : []),
  ].map((fault) => doubtful(fault, excused, 'allowInvalidCertificates'));
}

/** Host names are checked by the connecting member only (src/mongo/util/net/ssl_manager.cpp, hostNameMatchForX509Certificates). */
function hostNameFaults(from: MemberState, to: MemberState, certificate: Certificate): PairFault[] {
  if (from.allowsInvalidHostnames === true) return [];
  const missing = hostsNotCovered(certificate, to.hosts);
  if (missing.length === 0) return [];
  const names = hostsOf(certificate).join(', ') || 'no host';
  const message = `The certificate of ${to.name} is for ${names}, not for ${missing.join(', ')}, by which ${from.name} reaches it, so ${from.name} refuses it. Issue a certificate with that name.`;
  const fault: PairFault = {
    code: 'host-name-not-covered',
    message,
    side: 'to',
    settings: ['net.tls.certificateKeyFile'],
  };
  return [doubtful(fault, from.allowsInvalidHostnames === undefined, 'allowInvalidHostnames')];
}

/** Those of a member's hosts that its certificate does not name. An address may stand among the DNS names too (warning 23237). */
export function hostsNotCovered(certificate: Certificate, hosts: readonly string[]): string[] {
  const missing = hosts.map(bareHost).filter((host) => {
    // a socket of this machine: a mismatch is only a warning
    if (host === '' || host.startsWith('/') || coversHost(certificate, host)) return false;
    const isNamed = certificate.subjectAltNames?.some(({ type, value }) => type === 'dns' && value === host);
    return parseIp(host) === undefined || isNamed !== true;
  });
  return [...new Set(missing)];
}

/** What the accepting member finds in the certificate of the connecting one. */
export function clientCertificateFaults(from: MemberState, to: MemberState, world: World): PairFault[] {
  const verification = verificationOfClients(to);
  if (verification.kind === 'none') return [];
  const shown = shownAsClient(from);
  if (shown.state === 'absent') {
    if (to.allowsConnectionsWithoutCertificates === true) return [];
    const message =
      from.withholdsCertificate === true
        ? `${from.name} withholds its certificate (tlsWithholdClientCertificate), and ${to.name} requires one of whoever connects.`
        : `${from.name} has no certificate to show, and ${to.name} requires one of whoever connects.`;
    const fault: PairFault = { code: 'no-client-certificate', message, side: 'from', settings: withholding };
    return [
      doubtful(
        fault,
        to.allowsConnectionsWithoutCertificates === undefined,
        'allowConnectionsWithoutCertificates',
      ),
    ];
  }
  if (to.allowsInvalidCertificates === true) return [];
  return chainFaultsAsClient(from, to, verification, world).map((fault) =>
    doubtful(fault, to.allowsInvalidCertificates === undefined, 'allowInvalidCertificates'),
  );
}

export const withholding = [
  'setParameter.tlsWithholdClientCertificate',
  'net.tls.certificateKeyFile',
  'net.tls.mode',
  'net.ssl.mode',
];

/** The chain that a member shows when it connects, without regard to allowInvalidCertificates. None where it shows none. */
export function chainFaultsAsClient(
  from: MemberState,
  to: MemberState,
  verification: Exclude<Verification, { kind: 'none' }>,
  world: World,
): PairFault[] {
  const shown = shownAsClient(from);
  const code = 'client-chain-untrusted';
  if (shown.state === 'absent') return [];
  if (shown.state === 'unknown') {
    const message = `Whether ${to.name} accepts the certificate of ${from.name} is not known: ${shown.reason}.`;
    const settings =
      from.withholdsCertificate === undefined
        ? withholding
        : ['net.tls.clusterFile', 'net.tls.certificateKeyFile'];
    return [{ code, message, side: 'from', settings, unknown: true }];
  }
  if (verification.kind === 'unknown') return [unknownAuthority(code, from, to, 'to', verification)];
  return certificateFaults(
    shown.value,
    from,
    to,
    verification,
    { shownBy: 'from', usage: 'clientAuth' },
    world,
  );
}

function unknownAuthority(
  code: PairFault['code'],
  owner: MemberState,
  verifier: MemberState,
  side: PairFault['side'],
  { reason, settings, isInferred }: Verification & { kind: 'unknown' },
): PairFault {
  const message = `Whether ${verifier.name} accepts the certificate of ${owner.name} is not known: ${reason}.`;
  return { code, message: isInferred ? inferred(message) : message, side, settings, unknown: true };
}

/** A fault that a setting excuses whose value is not known. */
function doubtful(fault: PairFault, isDoubtful: boolean, setting: string): PairFault {
  if (!isDoubtful || fault.unknown) return fault;
  return {
    ...fault,
    message: `${fault.message} Whether ${setting} excuses that is not known here.`,
    unknown: true,
  };
}
