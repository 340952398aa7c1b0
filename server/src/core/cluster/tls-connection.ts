import type { TlsMode } from '../security/tls-mode.ts';
import { hasReached } from '../server/server-version.ts';
import type { MemberState } from './member-state.ts';
import type { PairFault } from './pair-fault.ts';

/** What a member speaks when it opens a connection to another one. */
export type Transport = 'plain' | 'tls' | 'unknown';

/**
 * A member connects with TLS if and only if its own current mode is preferTLS or requireTLS; there is no fallback
 * (src/mongo/transport/transport_layer_asio.cpp, connect).
 */
export function transportOf(mode: TlsMode | undefined): Transport {
  if (mode === undefined) return 'unknown';
  return mode === 'preferTLS' || mode === 'requireTLS' ? 'tls' : 'plain';
}

const modeSettings = ['net.tls.mode', 'net.ssl.mode', 'net.tls', 'net'];

/** Whether the other side takes what is spoken (src/mongo/transport/session_asio.h; jstests/ssl/mixed_mode_repl.js). */
export function transportFaults(from: MemberState, to: MemberState): PairFault[] {
  const transport = transportOf(from.tlsMode);
  if (transport === 'unknown') {
    if (to.tlsMode === 'allowTLS' || to.tlsMode === 'preferTLS') {
      const message = `The TLS mode of ${from.name} is not known here, so it is not known whether it connects with TLS.`;
      return [
        { code: 'server-chain-untrusted', message, side: 'from', settings: modeSettings, unknown: true },
      ];
    }
    const code = to.tlsMode === 'disabled' ? 'tls-refused' : 'plain-refused';
    const message = `The TLS mode of ${from.name} is not known here, so it is not known whether ${to.name} accepts the connection.`;
    return [{ code, message, side: 'from', settings: modeSettings, unknown: true }];
  }
  if (to.tlsMode === undefined) {
    const code = transport === 'tls' ? 'tls-refused' : 'plain-refused';
    const message = `The TLS mode of ${to.name} is not known here, so it is not known whether it accepts the connection.`;
    return [{ code, message, side: 'to', settings: modeSettings, unknown: true }];
  }
  if (transport === 'plain' && to.tlsMode === 'requireTLS') {
    const message = `${from.name} connects in plain text (${from.tlsMode ?? ''}), and ${to.name} accepts only TLS (requireTLS). Set preferTLS on both until every member prefers TLS.`;
    return [{ code: 'plain-refused', message, side: 'from', settings: modeSettings }];
  }
  if (transport === 'tls' && to.tlsMode === 'disabled') {
    const message = `${from.name} connects with TLS (${from.tlsMode ?? ''}), and TLS is disabled on ${to.name}. Set allowTLS on every member first; then they can prefer TLS.`;
    return [{ code: 'tls-refused', message, side: 'from', settings: modeSettings }];
  }
  return [];
}

/** Two members need one TLS version in common (src/mongo/util/net/ssl_manager_openssl.cpp, initSSLContext). */
export function protocolFaults(from: MemberState, to: MemberState): PairFault[] {
  const setting = 'net.tls.disabledProtocols';
  const unknownSide = from.protocols === undefined ? 'from' : to.protocols === undefined ? 'to' : undefined;
  if (unknownSide) {
    const message = `Which TLS versions are disabled on ${(unknownSide === 'from' ? from : to).name} is not known here.`;
    return [{ code: 'no-shared-protocol', message, side: unknownSide, settings: [setting], unknown: true }];
  }
  const [ours, theirs] = [from.protocols, to.protocols].map((set) => [...(set ?? [])].sort());
  if (ours?.some((protocol) => theirs?.includes(protocol))) return [];
  const listed = (set: readonly string[] | undefined) =>
    set === undefined || set.length === 0 ? 'no TLS version' : set.map(readable).join(' and ');
  // the list that somebody wrote is the one to change
  const side = from.protocolsAreDefault && !to.protocolsAreDefault ? 'to' : 'from';
  const message = `${from.name} speaks ${listed(ours)}, and ${to.name} ${listed(theirs)}. Leave a TLS version enabled that both have.`;
  return [{ code: 'no-shared-protocol', message, side, settings: [setting, 'net.tls.mode', 'net.ssl.mode'] }];
}

function readable(protocol: string): string {
  return protocol.replace('TLS', 'TLS ').replace('_', '.');
}

/** Whether a release checks every certificate of a chain against the revocation lists (SERVER-95445, CVE-2025-3085). */
export function checksWholeChain({ version }: Pick<MemberState, 'version'>): boolean {
  return hasReached(version, ['5.0.31', '6.0.20', '7.0.16', '8.0.4']);
}
