import { writeCertificate } from '../core/pem/armour/write-certificate.ts';
import type { HandshakeTrace } from './dial.ts';
import type { HelloFacts } from './hello.ts';
import type { Detail } from './host-log.ts';
import { tlsLibrary } from './library.ts';
import type { Peer } from './peer.ts';
import { releaseOf } from './releases.ts';
import type { TlsFacts } from './report.ts';
import { stapleFacts } from './staple.ts';
import type { WirePlan } from './wire-plan.ts';
import type { TLSSocket } from 'node:tls';

/** What the step tls shows. */
export function tlsDetail(socket: TLSSocket, plan: WirePlan, trace: HandshakeTrace): Detail {
  const asked = trace.certificateRequested;
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    authorized: socket.authorized,
    ...(asked === undefined ? {} : { clientCertificateRequested: asked }),
    clientCertificateSent: plan.inputs.clientCertificate !== undefined && asked !== false,
  };
}

/** What the step hello shows. */
export function helloDetail(facts: HelloFacts): Detail {
  const release = releaseOf(facts.maxWireVersion);
  return {
    maxWireVersion: facts.maxWireVersion,
    ...(release === undefined ? {} : { release }),
    role: facts.role,
    ...(facts.setName === undefined ? {} : { setName: facts.setName }),
    ...(facts.me === undefined ? {} : { me: facts.me }),
  };
}

/** What a handshake told, for the report. */
export function tlsFacts(detail: Detail, trace: HandshakeTrace, peer: Peer, plan: WirePlan): TlsFacts {
  const ocsp = stapleFacts(trace.staple, peer.path);
  return {
    library: tlsLibrary(),
    protocol: String(detail.protocol),
    cipher: String(detail.cipher),
    peerChain: peer.chain,
    sentChain: peer.sent,
    ...(plan.details && trace.sent
      ? { sentPem: trace.sent.map(({ der }) => writeCertificate(der)).join('') }
      : {}),
    ...(peer.verified ? { verifiedChain: peer.verified } : {}),
    ...(trace.group === undefined ? {} : { group: trace.group }),
    ...(ocsp ? { ocsp } : {}),
  };
}
