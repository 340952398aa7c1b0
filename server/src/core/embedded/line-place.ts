import { applyEdits } from '../text/apply-edits.ts';
import { firstBeyond } from '../text/sorted.ts';
import type { Edit, Span } from '../text/span.ts';
import type { Place } from './place.ts';

/** A line of the inner text as it stands in the host. */
export interface PlacedLine {
  /** Where the line begins in the host, with its indentation. */
  readonly start: number;
  /** Where the inner line begins and ends, without its line break. */
  readonly from: number;
  readonly to: number;
}

/** Some whole lines of the inner text, `[first, end)`; empty where lines are put in. */
interface Block {
  first: number;
  end: number;
  readonly edits: Edit[];
}

/**
 * A text whose lines are those of the host without their indentation: a block scalar of YAML, a here-document. Edits write whole
 * lines with the indentation and the line break of their neighbours, trimmed to what differs.
 */
export class LinePlace implements Place {
  readonly text: string;
  readonly keepsLines = true;
  readonly #host: string;
  readonly #lines: readonly PlacedLine[];
  /** Where each line begins in the inner text. */
  readonly #starts: readonly number[];
  /** The inner text ends with a line break, behind which the host goes on here. */
  readonly #end: number | undefined;
  readonly #lineBreak: string;

  constructor(host: string, lines: readonly PlacedLine[]) {
    this.#host = host;
    this.#lines = lines;
    const last = lines.at(-1);
    const [close = ''] = /^\r?\n/.exec(host.slice(last?.to, (last?.to ?? 0) + 2)) ?? [];
    this.#end = last && close !== '' ? last.to + close.length : undefined;
    this.#lineBreak = /^[^\n]*?(\r?\n)/.exec(host.slice(lines[0]?.from))?.[1] ?? '\n';
    const starts: number[] = [];
    let at = 0;
    for (const { from, to } of lines) {
      starts.push(at);
      at += to - from + 1;
    }
    this.#starts = starts;
    const text = lines.map(({ from, to }) => host.slice(from, to)).join('\n');
    this.text = this.#end === undefined ? text : `${text}\n`;
  }

  toHost(offset: number, isEnd = false): number {
    if (offset >= this.text.length && this.#end !== undefined) return this.#end;
    const at = this.#lineAt(offset);
    const line = this.#lines[at];
    if (!line) return 0;
    const column = offset - (this.#starts[at] ?? 0);
    return isEnd && column === 0 ? line.start : line.from + column;
  }

  toInner(offset: number): number {
    const at = Math.max(firstBeyond(this.#lines, ({ start }) => start > offset) - 1, 0);
    const line = this.#lines[at];
    if (!line) return 0;
    if (offset >= (this.#end ?? Infinity)) return this.text.length;
    const column = Math.max(0, Math.min(offset, line.to) - line.from);
    return (this.#starts[at] ?? 0) + column;
  }

  edits(edits: readonly Edit[]): readonly Edit[] {
    return this.#blocks(edits).flatMap((block) => this.#write(block));
  }

  #lineAt(offset: number): number {
    return Math.max(firstBeyond(this.#starts, (start) => start > offset) - 1, 0);
  }

  /** The whole lines that edits change, in order, none sharing a line with another. */
  #blocks(edits: readonly Edit[]): Block[] {
    const inOrder = [...edits].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
    const blocks: Block[] = [];
    for (const edit of inOrder) {
      const [first, end] = this.#linesOf(edit);
      const last = blocks.at(-1);
      const isShared = last && (first < last.end || (first === last.first && end === last.end));
      if (isShared) {
        last.end = Math.max(last.end, end);
        last.edits.push(edit);
      } else blocks.push({ first, end, edits: [edit] });
    }
    return blocks;
  }

  #linesOf({ span: [start, end], text }: Edit): Span {
    const count = this.#lines.length;
    const isWhole = text === '' || text.endsWith('\n');
    // behind the last line break
    const beyond = (offset: number): boolean => this.#end !== undefined && offset >= this.text.length;
    const first = beyond(start) ? count : this.#lineAt(start);
    const isAtStart = beyond(start) || this.#starts[first] === start;
    if (isWhole && isAtStart && beyond(end)) return [first, count];
    const last = beyond(end) ? count : this.#lineAt(end);
    if (isWhole && isAtStart && this.#starts[last] === end) return [first, last];
    return [first, Math.min(last + 1, count)];
  }

  #write({ first, end, edits }: Block): Edit[] {
    const count = this.#lines.length;
    const startOf = (index: number): number => this.#starts[index] ?? this.text.length;
    const innerStart = startOf(first);
    const before = this.text.slice(innerStart, startOf(end));
    const moved = edits.map(({ span, text }) => ({
      span: [span[0] - innerStart, span[1] - innerStart] as const,
      text,
    }));
    const after = applyEdits(before, moved);
    const hostStart = this.#lines[first]?.start ?? this.#end ?? this.#host.length;
    const last = this.#lines[count - 1];
    const hostEnd = end < count ? (this.#lines[end]?.start ?? 0) : (this.#end ?? last?.to ?? hostStart);
    const from = Math.min(hostStart, hostEnd);
    return trimmed(this.#host, [from, hostEnd], this.#render(after, first));
  }

  /** Lines as the host has them. */
  #render(text: string, near: number): string {
    const line = this.#neighbour(near);
    const indent = line ? this.#host.slice(line.start, line.from) : '';
    return text
      .split('\n')
      .map((content) => (content === '' ? '' : indent + content))
      .join(this.#lineBreak);
  }

  /** The nearest line that is not empty: an empty one may stand less deep. */
  #neighbour(index: number): PlacedLine | undefined {
    const isFull = ({ from, to }: PlacedLine): boolean => from < to;
    return this.#lines.slice(index).find(isFull) ?? this.#lines.slice(0, index).findLast(isFull);
  }
}

/** The edit of a span that leaves alone what stays the same at its beginning and its end; none where nothing changes. */
function trimmed(host: string, [start, end]: Span, after: string): Edit[] {
  const before = host.slice(start, end);
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [{ span: [start + head, end - tail], text: after.slice(head, after.length - tail) }];
}

/**
 * The lines of a host between two offsets, of which the first begins a line, each without an indentation of so many characters or
 * what it has of one.
 */
export function indentedLines(host: string, [start, end]: Span, indent: number): PlacedLine[] {
  const lines: PlacedLine[] = [];
  for (let at = start; at < end;) {
    const newline = host.indexOf('\n', at);
    const lineEnd = newline < 0 || newline >= end ? end : newline;
    const to = lineEnd > at && host[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    let from = at;
    while (from < to && from - at < indent && /[ \t]/.test(host.charAt(from))) from++;
    lines.push({ start: at, from, to });
    at = newline < 0 ? end : newline + 1;
  }
  return lines;
}
