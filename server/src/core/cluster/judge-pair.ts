import { loginFaults } from './cluster-login.ts';
import { clientCertificateFaults, serverCertificateFaults } from './handshake.ts';
import type { MemberState } from './member-state.ts';
import { verdictOf, type PairVerdict } from './pair-fault.ts';
import type { World } from './peer-certificates.ts';
import { protocolFaults, transportFaults, transportOf } from './tls-connection.ts';

/**
 * Whether one member can open a connection to another and log in there, by the state that each is in. Nothing else is looked at,
 * so the states may be those of files, of running servers, or made up by a plan.
 */
export function judgePair(from: MemberState, to: MemberState, world: World): PairVerdict {
  const refused = transportFaults(from, to);
  const isRefused = refused.length > 0;
  const isTls = !isRefused && transportOf(from.tlsMode) === 'tls';
  return verdictOf([
    ...refused,
    ...(isTls
      ? [
          ...protocolFaults(from, to),
          ...serverCertificateFaults(from, to, world),
          ...clientCertificateFaults(from, to, world),
        ]
      : []),
    ...loginFaults(from, to, world, { isRefused }),
  ]);
}
