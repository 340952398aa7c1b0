import { slice, type Span } from './span.ts';
import { oneLine } from './visible.ts';

/** What a message shows of a value or a name (UTF-16 units, the dots included). */
const longest = 80;

/**
 * A value as messages quote it: what of it stands on the first line of its span, at most 80 characters, without control characters.
 * An open quote or a folded text may hold all the lines that follow, and with them secrets of other settings. Linear in the text.
 */
export function quoted(text: string, source: string, span: Span): string {
  const written = slice(source, span);
  const end = written.search(/[\r\n]/);
  const shown = end < 0 ? text : commonStart(text, written.slice(0, end));
  return `"${shortened(shown === text ? text : `${shown.trimEnd()}…`)}"`;
}

/** A text of unknown length as a part of a message: one line of at most 80 characters. */
export function shortened(text: string): string {
  const shown =
    text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return oneLine(shown);
}

/** A sentence with no word longer than 80 characters: names and paths that documents bring may have any length. */
export function withShortWords(sentence: string): string {
  return sentence.length > longest ? sentence.replace(/\S{81,}/g, shortened) : sentence;
}

/** The longest beginning of a text that a line holds. Whatever is shorter than one that it holds, it holds too. */
function commonStart(text: string, line: string): string {
  let low = 0;
  let high = Math.min(text.length, line.length, longest);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (line.includes(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low);
}
