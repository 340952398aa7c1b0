import { firstBeyond } from '../text/sorted.ts';
import type { Span } from '../text/span.ts';
import type { Setting } from './setting.ts';
import { conditionalSpans, findTags, isWriting } from './template-tags.ts';
import type { YamlNode, YamlPair } from '../yaml/tree.ts';

/** A template with its markers overwritten, offset for offset, so that what is left can be read as a configuration. */
export interface MaskedText {
  /** As long as the original. What stood for a part of a value or a key is {@link hole}, whole lines are blank. */
  readonly text: string;
  /** The markers that stood alone on their lines, in order: the template may put anything there. */
  readonly blanked: readonly Span[];
  /** Whether a marker writes whole lines or the key of one, or shifts a line, so that settings may be there which we do not see. */
  readonly insertsLines: boolean;
  /** The parts under a condition or in a loop. */
  readonly conditional: readonly Span[];
}

/** What a marker is overwritten with: a private-use character, which no configuration holds and YAML takes as text. */
export const hole = '\uE000';

const dynamicKey = /^[ \t]*\uE000/m;

const suspicious =
  /\{[{%#]|<%|\$\{|\$[A-Za-z_]|%[A-Z_]\w*%|[:=\-"'/.,\w][ \t]*#\w[\w.-]*#|@[A-Z_][A-Z0-9_]*@|[\s:="']<\w/;

const variable =
  /\$\{(?:[^$}\n]|\$(?!\{)|\$\{[^$}\n]*\})*\}|\$[A-Z_][A-Z0-9_]*|%[A-Z_][A-Z0-9_]*%|@{1,2}[A-Z_][A-Z0-9_]*@{1,2}/g;
const hashName = /(?=#)(?<=(?::[ \t]+|=[ \t]*|-[ \t]+|[^\s#])["']?)#\w[\w.-]*#/g;
/** `$name` or `<placeholder>` as all of a value; `$external` is the name of a database. */
const wholeValue =
  /(?=[$<])(?<=(?:^[ \t]*(?:- )?["']?[\w.]+["']?[ \t]*[:=]|^[ \t]*-)[ \t]+["']?)(?:\$(?!external\b)[A-Za-z_]\w*|<[^\s<>%=][^<>\n%]*>(?:[,:](?:[^\n"'#]*[^\s"'#])?)?)(?=["']?[ \t\r]*(?:#|$))/gm;

/** What a shell puts in or takes away in a here-document: `$(…)`, backticks, `$name`, and a backslash before such a character. */
const expansion =
  /\$\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)|`[^`\n]*`|\$\{[^}\n]*\}|\$[A-Za-z_]\w*|\\[$`\\]/g;

/**
 * Overwrites the markers of Jinja, ERB, Helm and Go templates, shell and installer variables (`${VAR}`, `$VAR`, `%VAR%`, `#name#`,
 * `@NAME@`) and the placeholders of manuals (`<string>`); with `isExpanded` also all that a shell expands in a here-document. Gives
 * undefined for a file without any outside its comments.
 */
export function maskTemplate(text: string, isExpanded = false): MaskedText | undefined {
  if (!suspicious.test(text) && !(isExpanded && /[$`\\]/.test(text))) return undefined;
  const tags = findTags(text);
  const untagged = overwrite(
    text,
    tags.map((span) => ({ span, text: blankOf(text.slice(...span)) })),
  );
  const lines = new LineCursor(untagged);
  const blanked: Span[] = [];
  let found = false;
  let insertsLines = false;
  const pieces = tags.map((span) => {
    const marker = text.slice(...span);
    const first = lines.at(span[0]);
    const inComment = first.commentAt < span[0];
    const alone = first.blank && lines.at(span[1] - 1).blank;
    found ||= !inComment;
    if (alone) {
      blanked.push(span);
      insertsLines ||= isWriting(marker);
    }
    return {
      span,
      text: alone ? blankOf(marker) : inComment ? marker.replace(/\n[\s\S]*/, blankOf) : holeOf(marker),
    };
  });
  let masked = overwrite(text, pieces);
  for (const pattern of [...(isExpanded ? [expansion] : []), hashName, variable, wholeValue]) {
    const places = markersOf(masked, pattern);
    found ||= places.length > 0;
    masked = overwrite(
      masked,
      places.map((span) => ({ span, text: hole.repeat(span[1] - span[0]) })),
    );
  }
  // a line that begins with a marker may have any key
  insertsLines ||= dynamicKey.test(masked) || blanked.some((span) => isShifting(masked, span));
  return found
    ? { text: masked, blanked, insertsLines, conditional: conditionalSpans(text, tags) }
    : undefined;
}

/**
 * Whether a tag's indentation seems to be meant for the line below it, which then stands deeper than it is written: not trimmed
 * away, the blanks before a tag are put in front of what follows its line break.
 */
function isShifting(text: string, [start, end]: Span): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const after = /^[^\n]*\n( *)[^\s#]/.exec(text.slice(end, end + 500));
  const before = /(?:^|\n)( *)[^\s#][^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*$/.exec(
    text.slice(Math.max(0, lineStart - 500), lineStart),
  );
  if (start === lineStart || !after || !before) return false;
  const [own, above] = [after[1]?.length ?? 0, before[1]?.length ?? 0];
  return own < above && own + start - lineStart === above;
}

/** The matches of a pattern outside comments, and outside commands that mongod itself hands to a shell. */
function markersOf(text: string, pattern: RegExp): Span[] {
  const lines = new LineCursor(text, pattern === hashName ? /(?:^|\s)#(?!\w[\w.-]*#)/ : undefined);
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const line = lines.at(match.index);
    if (line.commentAt >= match.index && !line.isCommand)
      spans.push([match.index, match.index + match[0].length]);
  }
  return spans;
}

interface Line {
  readonly end: number;
  readonly blank: boolean;
  /** Where its comment begins; beyond its end where it has none. */
  readonly commentAt: number;
  /** It holds an `__exec` directive. */
  readonly isCommand: boolean;
}

/** Looks at the lines of a text in ascending order, each once. */
class LineCursor {
  #line: Line;
  constructor(
    readonly text: string,
    readonly comment = /(?:^|\s)#/,
  ) {
    this.#line = this.#read(0);
  }

  at(offset: number): Line {
    while (offset >= this.#line.end && this.#line.end < this.text.length)
      this.#line = this.#read(this.#line.end);
    return this.#line;
  }

  #read(start: number): Line {
    const newline = this.text.indexOf('\n', start);
    const end = newline < 0 ? this.text.length : newline + 1;
    const line = this.text.slice(start, end);
    const comment = this.comment.exec(line);
    return {
      end,
      blank: line.trim() === '',
      commentAt: comment ? start + comment.index : end,
      isCommand: line.includes('__exec'),
    };
  }
}

function overwrite(text: string, pieces: readonly { span: Span; text: string }[]): string {
  if (pieces.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const piece of pieces) {
    parts.push(text.slice(at, piece.span[0]), piece.text);
    at = piece.span[1];
  }
  parts.push(text.slice(at));
  return parts.join('');
}

function blankOf(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** Only the first line can be part of a value; further ones must not look like keys. */
function holeOf(marker: string): string {
  const newline = marker.indexOf('\n');
  return newline < 0 ? hole.repeat(marker.length) : hole.repeat(newline) + blankOf(marker.slice(newline));
}

/** Marks what a template fills in: such values are unknown, such keys are left out. */
export function withUnknowns(root: YamlNode | null, masked: MaskedText): YamlNode | null {
  return root ? unknownIn(root, masked.text.length, masked.blanked) : null;
}

function unknownIn(node: YamlNode, until: number, blanked: readonly Span[]): YamlNode {
  switch (node.kind) {
    case 'scalar':
      return node.text.includes(hole) ? { ...node, unknown: true } : node;
    case 'list':
      return { ...node, items: node.items.map((item) => unknownIn(item, until, blanked)) };
    case 'map':
      return { ...node, pairs: knownPairs(node.pairs, until, blanked) };
    case 'null':
      return node;
  }
}

function knownPairs(pairs: readonly YamlPair[], until: number, blanked: readonly Span[]): YamlPair[] {
  return pairs.flatMap((pair, index) => {
    if (pair.key.includes(hole)) return [];
    const end = pairs[index + 1]?.keySpan[0] ?? until;
    const { value, keySpan } = pair;
    // lines that the template puts below a key are its value
    const filler = blanked[firstBeyond(blanked, (span) => span[0] >= keySpan[1])];
    if (value.kind === 'null' && filler && filler[0] < end)
      return [
        { ...pair, value: { kind: 'scalar', span: value.span, text: '', style: 'plain', unknown: true } },
      ];
    return [{ ...pair, value: unknownIn(value, end, blanked) }];
  });
}

/** The same for the settings of an INI file. */
export function withUnknownValues(settings: readonly Setting[]): Setting[] {
  return settings.flatMap((setting) => {
    if (setting.path.includes(hole)) return [];
    const { text, valueSpan: span } = setting;
    if (text?.includes(hole) !== true) return [setting];
    return [
      { ...setting, text: undefined, value: { kind: 'scalar', span, text, style: 'plain', unknown: true } },
    ];
  });
}
