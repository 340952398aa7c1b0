import { Composer, isAlias, isMap, isScalar, isSeq, Parser, type ParsedNode } from 'yaml';
import type { Span } from '../../text/span.ts';
import type { YamlNode, YamlPair } from '../tree.ts';

/** The tree of a text that may be broken. */
export interface TolerantReading {
  readonly root: YamlNode | null;
  /** Whether the text is YAML without a fault. */
  readonly whole: boolean;
}

/**
 * Reads the first YAML document of a text that mongod does not read, so that what can be read is still checked, completed and
 * outlined. Never throws. Scalars keep their text: `true`, `1.0` and `0700` are not converted.
 */
export function readTolerantly(text: string): TolerantReading {
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent', strict: true });
  try {
    const document = composer.compose(new Parser().parse(text), true, text.length).next().value;
    if (!document) return { root: null, whole: true };
    const root = document.contents ? new Conversion(text).node(document.contents) : null;
    return { root, whole: document.errors.length === 0 };
  } catch (error) {
    // the package recurses, and a text can be nested too deep for that
    if (error instanceof RangeError) return { root: null, whole: false };
    throw error;
  }
}

class Conversion {
  readonly #text: string;
  readonly #anchors = new Map<string, { node: YamlNode; size: number }>();
  /** How many nodes the tree may still get; aliases of aliases could make it endless. */
  #left: number;

  constructor(text: string) {
    this.#text = text;
    this.#left = 10_000 + 10 * text.length;
  }

  node(node: ParsedNode): YamlNode {
    const span: Span = [node.range[0], node.range[1]];
    const before = this.#left--;
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      this.#left -= target?.size ?? 0;
      // an alias stands for the value of its anchor, but its place is where it is written
      if (target && this.#left > 0) return { ...target.node, span };
      return { kind: 'scalar', span, text: this.#text.slice(...span), style: 'plain', unknown: true };
    }
    const converted = this.#content(node, span);
    if (node.anchor !== undefined) {
      this.#anchors.set(node.anchor, { node: converted, size: before - this.#left });
    }
    return converted;
  }

  #content(node: Exclude<ParsedNode, { source: string; type?: never }>, span: Span): YamlNode {
    if (isMap(node)) {
      const pairs = node.items.map((pair) => this.#pair(pair));
      return { kind: 'map', span, flow: node.flow === true, pairs };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.node(item));
      return { kind: 'list', span, flow: node.flow === true, items };
    }
    return convertScalar(node, span);
  }

  #pair(pair: { key: unknown; value: unknown }): YamlPair {
    const keyNode = pair.key as ParsedNode | null;
    const { key, keySpan } = keyNode ? this.#key(keyNode) : { key: '', keySpan: [0, 0] as const };
    const valueNode = pair.value as ParsedNode | null;
    const value: YamlNode = valueNode
      ? this.node(valueNode)
      : { kind: 'null', span: [keySpan[1], keySpan[1]] };
    return { key, keySpan, span: [keySpan[0], Math.max(value.span[1], keySpan[1])], value };
  }

  /** A line without a colon becomes part of the key below it; the last line is what was meant as the key. */
  #key(node: ParsedNode): { key: string; keySpan: Span } {
    const [start, end] = node.range;
    const raw = this.#text.slice(start, end);
    if (!isScalar(node)) return { key: raw, keySpan: [start, end] };
    const lineBreak = raw.lastIndexOf('\n');
    const lastLine = node.type === 'PLAIN' ? raw.slice(lineBreak + 1).trimStart() : '';
    return lineBreak < 0 || lastLine === ''
      ? { key: textOf(node), keySpan: [start, end] }
      : { key: lastLine, keySpan: [end - lastLine.length, end] };
  }
}

function convertScalar(node: ParsedNode, span: Span): YamlNode {
  const value = textOf(node);
  const type = isScalar(node) ? node.type : undefined;
  if (type === 'PLAIN' && (value === '' || isNullWord(value))) return { kind: 'null', span };
  const style =
    type === 'PLAIN' ? 'plain' : type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL' ? 'block' : 'quoted';
  return { kind: 'scalar', span, text: value, style };
}

/** With the failsafe schema every value is text. */
function textOf(node: ParsedNode): string {
  return isScalar(node) && typeof node.value === 'string' ? node.value : '';
}

/** The words yaml-cpp takes as null when they are not quoted (server-behaviour.md P24). */
function isNullWord(text: string): boolean {
  return text === '~' || text === 'null' || text === 'Null' || text === 'NULL';
}
