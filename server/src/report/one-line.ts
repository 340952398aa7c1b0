/**
 * A text of unknown origin as one line for a terminal: line breaks, control characters and marks that turn the direction of
 * reading become escapes, so that no file, certificate or server can move the cursor or forge a line of a report.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, escaped);
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
