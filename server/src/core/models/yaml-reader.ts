import { Composer, isAlias, isMap, isScalar, isSeq, Parser, type Document, type ParsedNode } from 'yaml';
import type { Span } from '../span.ts';
import type { YamlNode, YamlPair, YamlProblem, YamlReading } from './yaml-tree.ts';

/**
 * Reads the first YAML document of a text (rules.md P6: mongod reads no other). Never throws: what is not YAML becomes
 * problems, and the rest of the text is still read. Scalars keep their text: `true`, `1.0` and `0700` are not converted.
 */
export function readYaml(text: string): YamlReading {
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent', strict: true });
  const document = composer.compose(new Parser().parse(text), true, text.length).next().value;
  if (!document) return { root: null, problems: [], readTo: text.length };
  const problems = document.errors.map((error): YamlProblem => ({
    code: error.code,
    span: clamp(error.pos, text),
    message: firstLine(error.message),
  }));
  const end = document.range[2];
  return {
    root: document.contents ? convert(document.contents, document, text, 0) : null,
    problems,
    readTo: end,
  };
}

const maxDepth = 100;

function convert(node: ParsedNode, document: Document, text: string, depth: number): YamlNode {
  const span: Span = [node.range[0], node.range[1]];
  if (depth > maxDepth) return { kind: 'null', span };
  if (isAlias(node)) {
    const target = node.resolve(document) as ParsedNode | undefined;
    // an alias stands for the value of its anchor, but its place is where it is written
    return target ? { ...convert(target, document, text, depth + 1), span } : { kind: 'null', span };
  }
  if (isMap(node)) {
    return {
      kind: 'map',
      span,
      flow: node.flow === true,
      pairs: node.items.map((pair) => convertPair(pair, document, text, depth)),
    };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as ParsedNode, document, text, depth + 1));
    return { kind: 'list', span, flow: node.flow === true, items };
  }
  return convertScalar(node, span);
}

function convertPair(
  pair: { key: unknown; value: unknown },
  document: Document,
  text: string,
  depth: number,
): YamlPair {
  const keyNode = pair.key as ParsedNode | null;
  const keySpan: Span = keyNode ? [keyNode.range[0], keyNode.range[1]] : [0, 0];
  const key =
    keyNode && isScalar(keyNode) ? String(keyNode.value ?? '') : keyNode ? text.slice(...keySpan) : '';
  const valueNode = pair.value as ParsedNode | null;
  const after: Span = [keySpan[1], keySpan[1]];
  const value: YamlNode = valueNode
    ? convert(valueNode, document, text, depth + 1)
    : { kind: 'null', span: after };
  return { key, keySpan, span: [keySpan[0], Math.max(value.span[1], keySpan[1])], value };
}

function convertScalar(node: ParsedNode, span: Span): YamlNode {
  const value = isScalar(node) ? String(node.value ?? '') : '';
  const type = isScalar(node) ? node.type : undefined;
  if (type === 'PLAIN' && (value === '' || isNullWord(value))) return { kind: 'null', span };
  const style =
    type === 'PLAIN' ? 'plain' : type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL' ? 'block' : 'quoted';
  return { kind: 'scalar', span, text: value, style };
}

/** The words yaml-cpp takes as null when they are not quoted (rules.md P24). */
function isNullWord(text: string): boolean {
  return text === '~' || text === 'null' || text === 'Null' || text === 'NULL';
}

function clamp([start, end]: readonly [number, number], text: string): Span {
  const from = Math.min(Math.max(start, 0), text.length);
  return [from, Math.min(Math.max(end, from), text.length)];
}

function firstLine(message: string): string {
  return message.split(/ at line \d|\n/, 1)[0] ?? message;
}
