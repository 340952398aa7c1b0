import data from '../../../../schemas/log-messages.json' with { type: 'json' };

/** What a message of the server's log is about. */
export type LogKind =
  | 'startup'
  | 'options'
  | 'tls-config'
  | 'certificate'
  | 'keyfile'
  | 'startup-warning'
  | 'expiry'
  | 'rotation'
  | 'handshake'
  | 'mode'
  | 'ocsp'
  | 'auth'
  | 'replication'
  | 'sharding'
  | 'other'
  | 'info';

/** One message of mongod or mongos, known by its id (logv2 of MongoDB 4.4 and later; older texts are mapped to the same ids). */
export interface LogMessage {
  readonly id: number;
  readonly component: string;
  /** F, E, W, I or D1 to D5, as the server writes it. */
  readonly severity: string;
  readonly kind: LogKind;
  /** The first release that has the id. */
  readonly since: string;
  readonly meaning: string;
  readonly cause: string;
  /** Canonical paths of the settings that decide it; `net.ssl.*` for all deprecated names, `*` for whatever the error names. */
  readonly settings: readonly string[];
}

/** The messages about TLS, certificates, keyfiles, authentication and options, by id. */
export const logMessages: ReadonlyMap<number, LogMessage> = new Map(
  (data as readonly LogMessage[]).map((message) => [message.id, message]),
);
