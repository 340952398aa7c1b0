/** A text of another language with mongod or mongos command lines in it. */
export interface CommandLines {
  readonly kind: 'commandline';
  readonly text: string;
}

/** Reads the command lines of a text. Never throws. */
export function parseCommandLines(text: string): CommandLines {
  return { kind: 'commandline', text };
}
