/** A text of PEM blocks. */
export interface Pem {
  readonly kind: 'pem';
  readonly text: string;
}

/** Reads a PEM file. Never throws. */
export function parsePem(text: string): Pem {
  return { kind: 'pem', text };
}
