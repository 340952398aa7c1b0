/** Why one member cannot connect to another. Names that stay stable. */
export type PairFaultCode =
  | 'plain-refused'
  | 'tls-refused'
  | 'no-shared-protocol'
  | 'server-chain-untrusted'
  | 'client-chain-untrusted'
  | 'host-name-not-covered'
  | 'certificate-expired'
  | 'wrong-purpose'
  | 'no-client-certificate'
  | 'no-certificate-authority'
  | 'not-a-member'
  | 'auth-mode-mismatch'
  | 'no-common-key'
  | 'address-not-allowed';

/** One obstacle between two members, or one check that could not be made. */
export interface PairFault {
  readonly code: PairFaultCode;
  /** What happens, and what to do. */
  readonly message: string;
  /** Whose configuration can mend it. */
  readonly side: 'from' | 'to';
  /** The settings that decide it, by preferred path, the most telling one first. */
  readonly settings: readonly string[];
  /** A file that is not here, or a value that is not known, decides it. */
  readonly unknown?: true;
}

/** `ok` is null where nothing is known to be wrong, but a check could not be made. */
export interface PairVerdict {
  readonly ok: boolean | null;
  readonly faults: readonly PairFault[];
}

/** A verdict from all obstacles: what is certain goes before what is unknown. */
export function verdictOf(faults: readonly PairFault[]): PairVerdict {
  const certain = faults.filter(({ unknown }) => !unknown);
  if (certain.length > 0) return { ok: false, faults: certain };
  return { ok: faults.length > 0 ? null : true, faults };
}

/** A fact that was concluded from the server's source, and is not stated there, is told as such. */
export function inferred(message: string): string {
  return `${message} (This is concluded from the server's source, not stated there.)`;
}
