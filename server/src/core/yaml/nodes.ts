import type { YamlNode, YamlPair } from './tree.ts';

/** All pairs of a tree, in the order of the text, each once: what stands behind an alias is met where it is written. */
export function* pairsOf(node: YamlNode | null): Generator<YamlPair> {
  if (node?.kind === 'list') {
    for (const item of node.items) yield* pairsOf(inside(node, item));
  } else if (node?.kind === 'map') {
    for (const pair of node.pairs) {
      if (pair.keySpan[0] < node.span[0] || pair.keySpan[0] > node.span[1]) return;
      yield pair;
      yield* pairsOf(pair.value);
    }
  }
}

/** All values of a tree that are text or nothing, in the order of the text, each once. */
export function leavesOf(root: YamlNode | null): readonly YamlNode[] {
  if (!root) return [];
  let leaves = known.get(root);
  if (!leaves) {
    leaves = [];
    addLeaves(root, leaves);
    known.set(root, leaves);
  }
  return leaves;
}

/** Several rules ask for the same values. */
const known = new WeakMap<YamlNode, YamlNode[]>();

function addLeaves(node: YamlNode | null, leaves: YamlNode[]): void {
  if (node?.kind === 'map') {
    for (const pair of node.pairs) {
      if (pair.keySpan[0] < node.span[0] || pair.keySpan[0] > node.span[1]) return;
      addLeaves(pair.value, leaves);
    }
  } else if (node?.kind === 'list') {
    for (const item of node.items) addLeaves(inside(node, item), leaves);
  } else if (node) {
    leaves.push(node);
  }
}

/** Nothing for the items of a list that an alias repeats. */
function inside(list: YamlNode, item: YamlNode): YamlNode | null {
  return item.span[0] >= list.span[0] && item.span[0] <= list.span[1] ? item : null;
}
