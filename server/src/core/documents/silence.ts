import { presentRule } from '../findings/former-rules.ts';
import { firstBeyond } from '../text/sorted.ts';

const directive = /#[ \t]*mongodb-tls-disable(-next-line)?[ \t]+([a-z0-9-]+(?:[ \t,]+[a-z0-9-]+)*)/g;

/** A line with the rules that are silent in it. */
interface SilentLine {
  readonly start: number;
  readonly end: number;
  readonly rules: Set<string>;
}

/**
 * Reads the silencing comments of a text: `# mongodb-tls-disable-next-line <rule-id>` and `# mongodb-tls-disable <rule-id>`
 * (whole file; several ids are parted by spaces or commas). Former ids count as the present ones. The answer tells whether a rule is silent at an offset. Comments that
 * are `isElsewhere` do not count.
 */
export function silencedBy(
  text: string,
  isElsewhere: (offset: number) => boolean = () => false,
): (rule: string, offset: number) => boolean {
  if (!text.includes('mongodb-tls-disable')) return () => false;
  const wholeFile = new Set<string>();
  const lines: SilentLine[] = [];
  for (const match of text.matchAll(directive)) {
    if (isElsewhere(match.index)) continue;
    const ids = (match[2] ?? '').split(/[ \t,]+/);
    let silent = wholeFile;
    if (match[1] !== undefined) {
      let line = lines.at(-1);
      // several comments may stand in one line
      if (!line || match.index >= line.start) {
        const start = endOfLine(text, match.index);
        lines.push((line = { start, end: endOfLine(text, start), rules: new Set() }));
      }
      silent = line.rules;
    }
    for (const id of ids) silent.add(presentRule(id));
  }
  return (rule, offset) => wholeFile.has(rule) || lineOf(lines, offset)?.rules.has(rule) === true;
}

/** The line that holds an offset. */
function lineOf(lines: readonly SilentLine[], offset: number): SilentLine | undefined {
  const line = lines[firstBeyond(lines, ({ start }) => start > offset) - 1];
  return line && offset < line.end ? line : undefined;
}

/** Where the line that holds `offset` ends, with its line break. */
function endOfLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  return found < 0 ? text.length : found + 1;
}
