import type { MemberState } from './member-state.ts';

/** What a member shows to another one to prove that it belongs to the cluster. */
type Credential = 'nothing' | 'key' | 'x509' | 'unknown';

/** What a member in this state sends (src/mongo/db/auth/cluster_auth_mode.cpp). */
export function credentialOf({ clusterAuthMode, keys }: MemberState): Credential {
  switch (clusterAuthMode) {
    case undefined:
      return 'unknown';
    case 'none':
      return 'nothing';
    case 'keyFile':
    case 'sendKeyFile':
      // up to 4.4 such a server starts without a keyfile
      return keys.state === 'absent' ? 'nothing' : 'key';
    case 'sendX509':
    case 'x509':
      return 'x509';
  }
}

/** Whether a server wants to know who connects; undefined where that is not known. */
export function demandsLogin(state: MemberState): boolean | undefined {
  if (state.transitionToAuth === true) return false;
  if (state.clusterAuthMode === undefined) return undefined;
  if (state.clusterAuthMode === 'none' && state.authorization !== true) return state.authorization;
  return state.transitionToAuth === undefined ? undefined : true;
}
