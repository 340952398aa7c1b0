/** Character codes that have a meaning in YAML. */
export const code = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  blank: 0x20,
  exclamation: 0x21,
  quote: 0x22,
  hash: 0x23,
  percent: 0x25,
  ampersand: 0x26,
  apostrophe: 0x27,
  asterisk: 0x2a,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  less: 0x3c,
  greater: 0x3e,
  question: 0x3f,
  at: 0x40,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  backtick: 0x60,
  openBrace: 0x7b,
  pipe: 0x7c,
  closeBrace: 0x7d,
  byteOrderMark: 0xfeff,
} as const;

/** Blank or tab. */
export function isBlank(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return char === code.blank || char === code.tab;
}

/** LF or CRLF begins here; a lone CR is no line break (server-behaviour.md P10). */
export function isBreak(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return (
    char === code.lineFeed || (char === code.carriageReturn && text.charCodeAt(at + 1) === code.lineFeed)
  );
}

/** Where the line break that begins here ends. */
export function afterBreak(text: string, at: number): number {
  return text.charCodeAt(at) === code.carriageReturn ? at + 2 : at + 1;
}

/** Blank, tab or line break. */
export function isSpace(text: string, at: number): boolean {
  return isBlank(text, at) || isBreak(text, at);
}

/** Blank, tab, line break or the end of the text. */
export function isSpaceOrEnd(text: string, at: number): boolean {
  return at >= text.length || isSpace(text, at);
}

/** `---` or `...` with nothing joined to it; the caller knows that a line begins here. */
export function isDocumentMarker(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return (
    (char === code.minus || char === code.dot) &&
    text.charCodeAt(at + 1) === char &&
    text.charCodeAt(at + 2) === char &&
    isSpaceOrEnd(text, at + 3)
  );
}

/** One of `, [ ] { }`. */
export function isFlowIndicator(char: number): boolean {
  return (
    char === code.comma ||
    char === code.openBracket ||
    char === code.closeBracket ||
    char === code.openBrace ||
    char === code.closeBrace
  );
}
