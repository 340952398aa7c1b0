import { Composer, isMap, isScalar, isSeq, Parser, type ParsedNode, type Scalar, type YAMLMap } from 'yaml';
import { maskTemplate } from '../config/template.ts';

/** A scalar of a YAML file with where it stands. */
export interface YamlScalar {
  readonly node: Scalar;
  readonly text: string;
  /** Keys and indices from the top of its document. */
  readonly path: readonly (string | number)[];
  /** The maps around it, innermost first. */
  readonly maps: readonly YAMLMap[];
}

/** Deeper than any manifest. */
const maxDepth = 60;
/** The package answers with one tree a document; a file with more is none that people write. */
const maxDocuments = 500;

/**
 * The documents of a YAML file that belongs to another program, or is a template of one; scalars keep their text. Never throws: a
 * file that is broken gives what could be read of it.
 */
export function readHostYaml(text: string): readonly ParsedNode[] {
  const isTemplate = /\{[{%#]|<%/.test(text);
  const source = isTemplate ? (maskTemplate(text)?.text ?? text) : text;
  const roots: ParsedNode[] = [];
  try {
    const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
    for (const document of composer.compose(new Parser().parse(source), false, source.length)) {
      if (document.contents) roots.push(document.contents);
      if (roots.length >= maxDocuments) break;
    }
  } catch (error) {
    // the package recurses, and a text can be nested too deep for that
    if (!(error instanceof RangeError)) throw error;
  }
  return roots;
}

/** All scalars below a node that are values, in order; what an alias stands for is at its anchor. */
export function* scalarsIn(
  node: unknown,
  path: readonly (string | number)[] = [],
  maps: readonly YAMLMap[] = [],
): Iterable<YamlScalar> {
  if (path.length > maxDepth) return;
  if (isScalar(node)) {
    if (typeof node.value === 'string') yield { node, text: node.value, path, maps };
  } else if (isMap(node)) {
    for (const { key, value } of node.items) {
      yield* scalarsIn(value, [...path, textOf(key) ?? '?'], [node, ...maps]);
    }
  } else if (isSeq(node)) {
    let index = 0;
    for (const item of node.items) yield* scalarsIn(item, [...path, index++], maps);
  }
}

/** The text of a scalar node; undefined for any other. */
export function textOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

/** What stands in a map below keys, one inside the other; undefined where there is none. */
export function childOf(node: unknown, ...keys: readonly string[]): unknown {
  let at = node;
  for (const key of keys) {
    if (!isMap(at)) return undefined;
    at = at.items.find((pair) => textOf(pair.key) === key)?.value;
  }
  return at;
}

/** The text that {@link childOf} finds. */
export function textBelow(node: unknown, ...keys: readonly string[]): string | undefined {
  return textOf(childOf(node, ...keys));
}

/** A path as settings write theirs: `data.mongod.conf`, `write_files[0].content`. */
export function pathName(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`),
    '',
  );
}
