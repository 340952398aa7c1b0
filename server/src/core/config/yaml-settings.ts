import type { Span } from '../text/span.ts';
import { identify, type Setting } from './setting.ts';
import type { YamlNode, YamlPair } from '../yaml/tree.ts';

/**
 * The leaves of a YAML tree, walked as mongod does (src/mongo/util/options_parser/options_parser.cpp, addYAMLNodesToEnvironment):
 * nested keys are joined with a dot, a child named `value` stands for its parent, `setParameter` is a map option whose children
 * are parameters, an expansion block is a leaf, an empty map is nothing.
 */
export function yamlSettings(root: YamlNode | null): Setting[] {
  const settings: Setting[] = [];
  if (root?.kind === 'map') walk(root.pairs, '', [], settings);
  return settings;
}

function walk(
  pairs: readonly YamlPair[],
  prefix: string,
  parents: readonly YamlPair[],
  out: Setting[],
): void {
  for (const pair of pairs) {
    const path = pathBelow(prefix, pair.key);
    const { value } = pair;
    if (value.kind !== 'map' || isExpansion(value)) {
      out.push(leaf(path, pair, parents));
    } else if (path === 'setParameter') {
      const below = [...parents, pair];
      for (const parameter of value.pairs) {
        out.push(leaf(`setParameter.${parameter.key}`, parameter, below, true));
      }
    } else {
      walk(value.pairs, path, [...parents, pair], out);
    }
  }
}

/** The dotted path of a key below another path (empty at the top); a child named `value` stands for its parent (server-behaviour.md P14). */
export function pathBelow(prefix: string, key: string): string {
  if (prefix === '') return key;
  return key === 'value' ? prefix : `${prefix}.${key}`;
}

/** All leaves have the same fields in the same order: the rules read them much faster than objects of many shapes. */
function leaf(path: string, pair: YamlPair, parents: readonly YamlPair[], isParameter?: true): Setting {
  const { value } = pair;
  const { canonical, option, name } = identify(path);
  return {
    path,
    canonical,
    option,
    name,
    isParameter,
    keySpan: pair.keySpan,
    valueSpan: value.span,
    span: pair.span,
    text: textOf(value),
    value,
    expansion: value.kind === 'map' && isExpansion(value) ? true : undefined,
    parents,
    pair,
  };
}

function textOf(value: YamlNode): string | undefined {
  if (value.kind === 'null') return '';
  return value.kind === 'scalar' && !value.unknown ? value.text : undefined;
}

/** Whether a map is an expansion directive (server-behaviour.md E1): it has a key `__exec` or `__rest`. */
export function isExpansion(value: YamlNode): boolean {
  return value.kind === 'map' && value.pairs.some(({ key }) => key === '__exec' || key === '__rest');
}

/** The spans of the parts of a plain dotted key (`net.tls.mode`); undefined where the key is quoted or escaped. */
export function keyParts(pair: YamlPair, text: string): Span[] | undefined {
  if (text.slice(...pair.keySpan) !== pair.key) return undefined;
  let start = pair.keySpan[0];
  return pair.key.split('.').map((part): Span => {
    const span: Span = [start, start + part.length];
    start = span[1] + 1;
    return span;
  });
}
