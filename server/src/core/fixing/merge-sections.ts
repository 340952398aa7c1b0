import { applyEdits } from '../text/apply-edits.ts';
import { lineAt, slice, type Edit, type Span, isWithin } from '../text/span.ts';
import type { YamlMap, YamlPair } from '../yaml/tree.ts';
import { indentBefore, lineBreakOf, linesOf, reindent } from '../yaml/layout.ts';

/** Two sections of one map that are to become one. */
export interface Merge {
  readonly parent: YamlMap;
  readonly source: YamlPair;
  readonly target: YamlPair;
  /** The target's key, which the source would get too. */
  readonly key: string;
}

/**
 * Moves what stands in one section into another one of the same map and takes the first away, with its comments. `renames` are
 * edits inside the text; those inside the moved part travel with it. Answers with all edits, or undefined where the layout
 * allows no such move by text alone.
 */
export function mergeSections(text: string, merge: Merge, renames: readonly Edit[]): Edit[] | undefined {
  const { source, target, parent } = merge;
  if (source.value.kind !== 'map' || target.value.kind !== 'map') return undefined;
  const inside = renames.filter((edit) => isWithin(edit.span, source.span));
  const outside = renames.filter((edit) => !isWithin(edit.span, source.span));
  const move = new Move(text, inside);
  const edits = source.value.flow
    ? target.value.flow
      ? move.bracesToBraces(parent, source, source.value, target.value)
      : move.bracesToLines(source, source.value, target)
    : target.value.flow
      ? move.linesToDottedKeys(source, source.value, merge.key)
      : move.linesToLines(source, source.value, target, target.value);
  return edits && [...outside, ...edits];
}

/** The ways to move a section, by how the two are written. */
class Move {
  readonly #text: string;
  readonly #renames: readonly Edit[];
  readonly #eol: string;

  constructor(text: string, renames: readonly Edit[]) {
    this.#text = text;
    this.#renames = renames;
    this.#eol = lineBreakOf(text);
  }

  linesToLines(source: YamlPair, from: YamlMap, target: YamlPair, to: YamlMap): Edit[] | undefined {
    const taken = linesOf(this.#text, source);
    const place = linesOf(this.#text, target);
    const sourceIndent = this.#childIndent(from);
    const targetIndent = this.#childIndent(to);
    const header = this.#header(source);
    if (!taken || !place || sourceIndent === undefined || targetIndent === undefined || !header)
      return undefined;
    const body = this.#rendered([header.end, taken[1]]);
    const moved = this.#comment(header.comment, targetIndent) + reindent(body, targetIndent - sourceIndent);
    return this.#cutAndInsert(taken, place[1], moved);
  }

  /** The keys get the target's key before them, because a map in braces takes no lines. */
  linesToDottedKeys(source: YamlPair, from: YamlMap, key: string): Edit[] | undefined {
    const taken = linesOf(this.#text, source);
    const childIndent = this.#childIndent(from);
    const indent = indentBefore(this.#text, source.keySpan[0])?.length;
    const header = this.#header(source);
    if (!taken || !header || childIndent === undefined || indent === undefined) return undefined;
    const prefixes = from.pairs.map((pair): Edit => {
      const start = pair.keySpan[0];
      const at = /["']/.test(this.#text.charAt(start)) ? start + 1 : start;
      return { span: [at, at], text: `${key}.` };
    });
    const body = this.#rendered([header.end, taken[1]], prefixes);
    return [
      { span: taken, text: this.#comment(header.comment, indent) + reindent(body, indent - childIndent) },
    ];
  }

  bracesToLines(source: YamlPair, from: YamlMap, target: YamlPair): Edit[] | undefined {
    const place = linesOf(this.#text, target);
    const indent = target.value.kind === 'map' ? this.#childIndent(target.value) : undefined;
    const removal = this.#lineRemoval(source, from.span[1]);
    if (!place || indent === undefined || !removal || this.#hasComment(from)) return undefined;
    const lines = from.pairs.map(
      (pair) =>
        `${' '.repeat(indent)}${this.#rendered(pair.keySpan)}: ${this.#rendered(pair.value.span)}${this.#eol}`,
    );
    if (lines.some((line) => line.slice(0, -this.#eol.length).includes('\n'))) return undefined;
    return this.#cutAndInsert(removal, place[1], lines.join(''));
  }

  bracesToBraces(parent: YamlMap, source: YamlPair, from: YamlMap, to: YamlMap): Edit[] | undefined {
    const first = from.pairs[0];
    const last = from.pairs.at(-1);
    const removal = parent.flow
      ? this.#braceRemoval(parent, source)
      : this.#lineRemoval(source, from.span[1]);
    if (!removal) return undefined;
    if (!first || !last) return [{ span: removal, text: '' }];
    const inner: Span = [from.span[0] + 1, from.span[1] - 1];
    const tail = this.#text.slice(last.span[1], inner[1]);
    const comma = tail.indexOf(',');
    const drop: Edit[] = /^\s*,/.test(tail)
      ? [{ span: [last.span[1] + comma, last.span[1] + comma + 1], text: '' }]
      : [];
    const whole = this.#rendered(inner, drop);
    const end = to.pairs.at(-1)?.span[1];
    const body = this.#hasComment(from) || whole.trim().includes('\n') ? whole.trimEnd() : ` ${whole.trim()}`;
    const closed = this.#hasComment(from) ? body + this.#eol : body;
    const insertion: Edit =
      end === undefined
        ? { span: [to.span[0] + 1, to.span[0] + 1], text: closed.trimStart() }
        : { span: [end, end], text: `,${closed}` };
    return [insertion, { span: removal, text: '' }];
  }

  #cutAndInsert(taken: Span, place: number, lines: string): Edit[] {
    const ended = lines === '' || lines.endsWith('\n') ? lines : lines + this.#eol;
    if (place === taken[0]) return [{ span: taken, text: ended }];
    if (place === this.#text.length && !this.#text.endsWith('\n')) {
      return [
        { span: taken, text: '' },
        { span: [place, place], text: this.#eol + ended.replace(/\r?\n$/, '') },
      ];
    }
    return [
      { span: taken, text: '' },
      { span: [place, place], text: ended },
    ];
  }

  /** The text of a span with the edits inside it made. */
  #rendered(span: Span, more: readonly Edit[] = []): string {
    const edits = [...this.#renames, ...more]
      .filter((edit) => isWithin(edit.span, span))
      .map((edit): Edit => ({ ...edit, span: [edit.span[0] - span[0], edit.span[1] - span[0]] }));
    return applyEdits(slice(this.#text, span), edits);
  }

  #childIndent(map: YamlMap): number | undefined {
    const first = map.pairs[0];
    return first && indentBefore(this.#text, first.keySpan[0])?.length;
  }

  /** The line of a section's key; undefined where more than a comment stands behind the colon. */
  #header(section: YamlPair): { end: number; comment: string } | undefined {
    const end = lineAt(this.#text, section.keySpan[0])[1];
    const match = /^\s*:[ \t]*(#[^\r\n]*)?\r?\n?$/.exec(this.#text.slice(section.keySpan[1], end));
    return match ? { end, comment: match[1] ?? '' } : undefined;
  }

  #comment(comment: string, indent: number): string {
    return comment === '' ? '' : ' '.repeat(indent) + comment + this.#eol;
  }

  /** A one-pair line without its comment, or the whole line where there is none. */
  #lineRemoval(pair: YamlPair, end: number): Span | undefined {
    const indent = indentBefore(this.#text, pair.keySpan[0]);
    if (indent === undefined) return undefined;
    const lineEnd = lineAt(this.#text, end)[1];
    const rest = this.#text.slice(end, lineEnd);
    if (rest.trim() === '') return [pair.keySpan[0] - indent.length, lineEnd];
    const hash = /^[ \t]+#/.exec(rest);
    return hash ? [pair.keySpan[0], end + hash[0].length - 1] : undefined;
  }

  /** A pair with one of the commas beside it. */
  #braceRemoval(parent: YamlMap, pair: YamlPair): Span | undefined {
    const index = parent.pairs.indexOf(pair);
    const before = parent.pairs[index - 1];
    const after = parent.pairs[index + 1];
    const removal: Span = before
      ? [before.span[1], pair.span[1]]
      : [pair.span[0], after?.span[0] ?? pair.span[1]];
    const gap = before
      ? this.#text.slice(before.span[1], pair.span[0])
      : this.#text.slice(pair.span[1], removal[1]);
    return gap.replace(',', '').trim() === '' ? removal : undefined;
  }

  #hasComment(map: YamlMap): boolean {
    let outside = '';
    let at = map.span[0];
    for (const pair of map.pairs) {
      outside += this.#text.slice(at, pair.span[0]);
      at = pair.span[1];
    }
    return (outside + this.#text.slice(at, map.span[1])).includes('#');
  }
}
