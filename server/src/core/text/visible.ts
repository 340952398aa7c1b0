/**
 * Control characters but line breaks and tabs, and marks that turn the direction of reading (Unicode Bidirectional Algorithm,
 * UAX 9): what moves a cursor, colours a terminal or shows a text in another order than it has.
 */
const hidden = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const hiddenOrBreak = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text that leaves the program, for a terminal or an editor: what cannot be seen becomes escapes, which JSON reads as well. */
export function visible(text: string): string {
  return text.replace(hidden, escaped);
}

/**
 * A name, a value or a message of unknown origin as a part of one line: line breaks and tabs are escapes, too, so that no file,
 * certificate or server can forge a line of a report.
 */
export function oneLine(text: string): string {
  return text.replace(hiddenOrBreak, escaped);
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
