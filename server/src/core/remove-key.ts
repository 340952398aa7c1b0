import type { YamlPair } from './models/yaml-tree.ts';
import type { Edit } from './span.ts';
import { linesOf } from './yaml-layout.ts';

/**
 * The edit that takes a key and its value out of a block map, together with the sections that would be left empty: an empty
 * section stops the server (rules.md P12). `parents` are outermost first. Undefined where it shares a line with something else.
 */
export function removeKey(text: string, pair: YamlPair, parents: readonly YamlPair[]): Edit | undefined {
  let gone = pair;
  for (const parent of [...parents].reverse()) {
    if (parent.value.kind !== 'map' || parent.value.pairs.length !== 1) break;
    gone = parent;
  }
  const lines = linesOf(text, gone);
  return lines && { span: lines, text: '' };
}
