/** Takes no column of its own: accents that are written apart, and marks that nobody sees. */
const zeroWide = /[\p{Mn}\p{Me}\p{Cf}]/u;
const twoWide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
/** Katakana of the width of Latin letters. */
const halfWide = /[\uff61-\uff9f]/;

/** How many columns of a terminal a text takes (Unicode Standard Annex 11, in what matters for names and comments). */
export function columnsOf(text: string): number {
  return /^[ -~]*$/.test(text)
    ? text.length
    : Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);
}

function widthOf(character: string): 0 | 1 | 2 {
  if (zeroWide.test(character)) return 0;
  return twoWide.test(character) && !halfWide.test(character) ? 2 : 1;
}

/** The beginning of a text that fits into so many columns, with an ellipsis where that is not all. */
export function fitting(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let shown = '';
  let taken = 1;
  for (const character of text) {
    taken += widthOf(character);
    if (taken > columns) break;
    shown += character;
  }
  return `${shown}…`;
}

/** Breaks a text at spaces; the first line begins after `used` columns. A word that fits into no line breaks none. */
export function wrapped(text: string, columns: number, used: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = used;
  for (const word of text.split(' ')) {
    const width = columnsOf(word);
    if (line !== '' && taken + 1 + width > columns && width <= columns) {
      lines.push(line);
      line = word;
      taken = width;
    } else {
      taken += line === '' ? width : width + 1;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** No terminal is as narrow. */
const narrowest = 30;

/** A report whose long lines are broken at spaces, below where they begin; command lines, which are to be copied, stay whole. */
export function folded(report: string, columns: number): string {
  return report
    .split('\n')
    .flatMap((line) => (isTooLong(line, columns) ? foldedLine(line, columns) : line))
    .join('\n');
}

function isTooLong(line: string, columns: number): boolean {
  return columnsOf(line) > columns && !/^\s+mongodb-tls /.test(line);
}

function foldedLine(line: string, columns: number): string[] {
  const [start = ''] = /^ *(?:- )?/.exec(line) ?? [];
  const indent = start.length + (start.endsWith('- ') ? 0 : 2);
  const room = Math.max(columns - indent, narrowest);
  const [first = '', ...rest] = wrapped(line.slice(start.length), room, start.length - indent);
  return [start + first, ...rest.map((part) => ' '.repeat(indent) + part)];
}
