import type { PemBlock } from '../model/pem.ts';
import type { ServerVersion } from '../../server/server-version.ts';
import type { KeyContext } from '../chain/key-match.ts';
import type { Platform } from '../../server/server-kind.ts';

/** What a PEM file may be wrong about when mongod is given it for a role. */
export type RoleFaultCode =
  | 'unreadable'
  | 'no-certificate'
  | 'no-key'
  | 'key-mismatch'
  | 'encrypted-key'
  | 'wrong-password'
  | 'expired'
  | 'not-yet-valid'
  | 'no-server-auth'
  | 'no-client-auth'
  | 'no-alternative-name'
  | 'no-member-attributes'
  | 'weak'
  | 'unhandled-extension'
  | 'no-certificate-signing'
  | 'not-a-ca'
  | 'no-anchor'
  | 'holds-key'
  | 'no-crl';

export interface RoleFault {
  readonly code: RoleFaultCode;
  /** `refused`: mongod does not start with it. `fails`: handshakes will fail. `hint`: it works, with a drawback. */
  readonly effect: 'refused' | 'fails' | 'hint';
  /** One sentence that speaks of "the file" or "the certificate". */
  readonly message: string;
  /** The block it is about. */
  readonly block?: PemBlock;
}

export interface RoleContext extends KeyContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The newest release, unless given. */
  readonly serverVersion?: ServerVersion;
  /** Linux, unless given. */
  readonly platform?: Platform;
}
