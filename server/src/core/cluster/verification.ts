import type { Known, MemberState } from './member-state.ts';
import type { Pem } from '../pem/model/pem.ts';

/** What a member verifies the certificate of the other side with. */
export type Verification =
  /** It does not look at certificates, nor at host names. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      readonly settings: readonly string[];
      readonly isInferred?: true;
    }
  | { readonly kind: 'file'; readonly pem: Pem; readonly setting: string };

const systemSettings = ['setParameter.tlsUseSystemCA', 'setParameter', 'net.tls.mode', 'net.ssl.mode'];

/**
 * How a member verifies servers that it connects to: with CAFile. Without any CA a server process verifies nobody, neither chain
 * nor host name (src/mongo/util/net/ssl_manager_openssl.cpp, parseAndValidatePeerCertificate; releases that require a chain of
 * trust do not start then).
 */
export function verificationOfServers(state: MemberState): Verification {
  const own = fileVerification(state.caFile, 'net.tls.CAFile');
  if (own) return own;
  const system = systemVerification(state);
  if (system) return system;
  if (state.clusterCaFile.state === 'absent') return { kind: 'none' };
  return {
    kind: 'unknown',
    reason: 'with clusterCAFile alone a server verifies the others with the certificate store of its system',
    settings: ['net.tls.clusterCAFile'],
    isInferred: true,
  };
}

/** How a member verifies whoever connects to it: with clusterCAFile, else with CAFile. */
export function verificationOfClients(state: MemberState): Verification {
  return (
    fileVerification(state.clusterCaFile, 'net.tls.clusterCAFile') ??
    fileVerification(state.caFile, 'net.tls.CAFile') ??
    systemVerification(state) ?? { kind: 'none' }
  );
}

function fileVerification(file: Known<Pem>, setting: string): Verification | undefined {
  switch (file.state) {
    case 'absent':
      return undefined;
    case 'unknown':
      return { kind: 'unknown', reason: file.reason, settings: [setting] };
    case 'read':
      return { kind: 'file', pem: file.value, setting };
  }
}

function systemVerification({ usesSystemCa }: MemberState): Verification | undefined {
  if (usesSystemCa === false) return undefined;
  const reason =
    usesSystemCa === undefined
      ? 'it is not known here whether tlsUseSystemCA is on'
      : 'tlsUseSystemCA is on, and what the certificate store of that system holds is not known here';
  return { kind: 'unknown', reason, settings: systemSettings };
}
