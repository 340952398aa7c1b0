import { clusterAuthModes, type ClusterAuthMode } from './cluster-auth.ts';
import { tlsModes, type TlsMode } from './tls-mode.ts';
import { hasReached, type ServerVersion } from '../server/server-version.ts';

/** What a running server is set to. */
export interface RunningState {
  readonly tlsMode: TlsMode;
  /** undefined: no cluster authentication. */
  readonly clusterAuthMode: ClusterAuthMode | undefined;
}

/** The state after a change, or why the server refuses it. */
export type RuntimeChange =
  | { readonly accepted: true; readonly state: RunningState }
  | { readonly accepted: false; readonly reason: string };

/**
 * What the `setParameter` command does to a running server (server-behaviour.md R1, R2; src/mongo/util/net/ssl_parameters.cpp,
 * src/mongo/db/auth/cluster_auth_mode.cpp). `parameter` is `tlsMode`, `sslMode` or `clusterAuthMode`.
 */
export function changeAtRuntime(
  state: RunningState,
  parameter: 'tlsMode' | 'sslMode' | 'clusterAuthMode',
  value: string,
  version: ServerVersion,
): RuntimeChange {
  if (parameter === 'clusterAuthMode') return changeClusterAuthMode(state, value, version);
  if (parameter === 'tlsMode' && !hasReached(version, '4.2'))
    return refuse('tlsMode exists since 4.2; it was sslMode before');
  const suffix = parameter === 'sslMode' ? 'SSL' : 'TLS';
  const next = value.endsWith(suffix)
    ? tlsModes.find((mode) => mode === value.replace(/SSL$/, 'TLS'))
    : undefined;
  const allowed =
    (state.tlsMode === 'allowTLS' && next === 'preferTLS') ||
    (state.tlsMode === 'preferTLS' && next === 'requireTLS');
  if (next === undefined || !allowed) {
    return refuse(
      'the mode goes from allow to prefer and from prefer to require, one step at a time and never back',
    );
  }
  return { accepted: true, state: { ...state, tlsMode: next } };
}

function changeClusterAuthMode(state: RunningState, value: string, version: ServerVersion): RuntimeChange {
  const next = clusterAuthModes.find((mode) => mode === value);
  const from = state.clusterAuthMode;
  const encrypted = state.tlsMode === 'preferTLS' || state.tlsMode === 'requireTLS';
  const modern = hasReached(version, '5.0');
  const step =
    next !== undefined &&
    from !== undefined &&
    clusterAuthModes.indexOf(next) - clusterAuthModes.indexOf(from) === 1;
  if (modern ? next === undefined || !(step || from === undefined) : !step || from === 'keyFile') {
    return refuse(
      modern
        ? 'the mode goes keyFile, sendKeyFile, sendX509, x509, one step at a time and never back'
        : 'the mode goes from sendKeyFile to sendX509 and from sendX509 to x509; the step from keyFile needs a restart',
    );
  }
  // up to 4.4 only the step to sendX509 looks at the TLS mode
  const needsTls = modern ? next !== 'keyFile' : next === 'sendX509';
  if (needsTls && !encrypted) return refuse('members must prefer or require TLS first');
  return { accepted: true, state: { ...state, clusterAuthMode: next } };
}

function refuse(reason: string): RuntimeChange {
  return { accepted: false, reason };
}
