import { removeSetting } from './edits.ts';
import type { Config } from './models/config.ts';
import type { Setting } from './models/setting.ts';
import type { YamlNode, YamlPair } from './models/yaml-tree.ts';
import { lineAt, type Edit } from './span.ts';
import { contentEnd, indentBefore, lineBreakOf, linesOf, reindent } from './yaml-layout.ts';

/**
 * The edits that move a key of a block map, with its value, its comments and the comment lines right above it, to another path;
 * sections on the way are made where they are missing. Undefined where the layout does not allow it: flow style, a key that
 * shares its line, anchors, a template, a target inside a flow map or one that is there already.
 */
export function relocateKey(
  config: Config,
  key: Pick<Setting, 'parents' | 'keySpan'> & { readonly pair: YamlPair },
  target: readonly string[],
): Edit[] | undefined {
  const { text, root } = config;
  const { pair } = key;
  const lines = linesOf(text, pair);
  const oldIndent = indentBefore(text, pair.keySpan[0]);
  const removal = removeSetting(config, key);
  const place = root && placeFor(text, root, target);
  const name = target.at(-1);
  // an anchor must stay before its aliases
  if (
    config.template ||
    /(?:^|[\s,[{])[&*]\w/.test(text) ||
    !lines ||
    oldIndent === undefined ||
    !removal ||
    !place ||
    name === undefined
  )
    return undefined;
  const above = commentsAbove(text, lines[0], oldIndent);
  const lineBreak = lineBreakOf(text);
  const step = ' '.repeat(stepOf(config));
  const sections = place.missing.slice(0, -1);
  const indent = place.indent + step.repeat(sections.length);
  const renamed =
    text.slice(above, pair.keySpan[0]) + name + text.slice(pair.keySpan[1], lines[1]).replace(/\r?\n?$/, '');
  const moved = [
    ...sections.map((section, depth) => `${place.indent}${step.repeat(depth)}${section}:`),
    reindent(renamed, indent.length - oldIndent.length),
  ].join(lineBreak);
  const start = Math.min(above, removal.span[0]);
  const end = Math.max(lines[1], removal.span[1]);
  const isOpen = place.offset > 0 && text[place.offset - 1] !== '\n';
  if (place.offset > start && place.offset < end) return undefined;
  return [
    { span: [start, end], text: '' },
    {
      span: [place.offset, place.offset],
      text: isOpen ? `${lineBreak}${moved}` : `${moved}${lineBreak}`,
    },
  ];
}

interface Place {
  /** Where the lines go: the beginning of a line, or the end of a text without a last line break. */
  readonly offset: number;
  readonly indent: string;
  /** The names that are not there yet; the last is the key itself. */
  readonly missing: readonly string[];
}

function placeFor(text: string, root: YamlNode, target: readonly string[]): Place | undefined {
  let node = root;
  let holder: YamlPair | undefined;
  for (const [depth, name] of target.entries()) {
    if (node.kind === 'null' && holder) return belowEmpty(text, holder, target.slice(depth));
    if (node.kind !== 'map' || node.flow) return undefined;
    const next: YamlPair | undefined = node.pairs.find(({ key }) => key === name);
    if (!next) {
      const first = node.pairs[0];
      const indent = first && indentBefore(text, first.keySpan[0]);
      if (indent === undefined) return undefined;
      const end = contentEnd(node, first?.keySpan[1] ?? 0);
      return { offset: lineAt(text, Math.max(end - 1, 0))[1], indent, missing: target.slice(depth) };
    }
    holder = next;
    node = next.value;
  }
  return undefined;
}

function belowEmpty(text: string, holder: YamlPair, missing: readonly string[]): Place | undefined {
  const indent = indentBefore(text, holder.keySpan[0]);
  const line = lineAt(text, holder.keySpan[0]);
  const rest = text.slice(holder.keySpan[1], line[1]);
  if (indent === undefined || !/^\s*:\s*(#.*)?$/.test(rest)) return undefined;
  return { offset: line[1], indent: `${indent}  `, missing };
}

/** The beginning of the comment lines that stand right above a line with its indentation. */
function commentsAbove(text: string, lineStart: number, indent: string): number {
  let start = lineStart;
  while (start > 0) {
    const before = lineAt(text, start - 1);
    const line = text.slice(...before);
    if (!line.startsWith(`${indent}#`)) break;
    start = before[0];
  }
  return start;
}

/** By how many blanks this file indents. */
function stepOf({ root, text }: Config): number {
  if (root?.kind !== 'map') return 2;
  for (const { value, keySpan } of root.pairs) {
    if (value.kind !== 'map' || value.flow) continue;
    const child = value.pairs[0] && indentBefore(text, value.pairs[0].keySpan[0]);
    const own = indentBefore(text, keySpan[0]);
    if (child !== undefined && own !== undefined && child.length > own.length)
      return child.length - own.length;
  }
  return 2;
}
