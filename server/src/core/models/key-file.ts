/** A keyfile (`security.keyFile`). */
export interface KeyFile {
  readonly kind: 'keyfile';
  readonly text: string;
}

/** Reads a keyfile. Never throws. */
export function parseKeyFile(text: string): KeyFile {
  return { kind: 'keyfile', text };
}
