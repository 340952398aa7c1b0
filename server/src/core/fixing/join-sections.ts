import { applyEdits } from '../text/apply-edits.ts';
import { isRereadable, meaningOf, rereadAs } from '../config/normalised-settings.ts';
import { mergeSections } from './merge-sections.ts';
import type { Config } from '../config/config.ts';
import type { YamlMap, YamlNode, YamlPair } from '../yaml/tree.ts';
import { lineAt, type Edit } from '../text/span.ts';

/**
 * The edits that make one section of all that have one key in a map, in lines or in braces, with their comments. `keys` leads from
 * the root to the map. Undefined where the layout allows none, or where the server would read something else afterwards.
 */
export function joinSections(config: Config, keys: readonly string[], key: string): Edit[] | undefined {
  if (config.template || !isRereadable(config)) return undefined;
  const meaning = meaningOf(config);
  let joined = config;
  let edits: Edit[] | undefined;
  for (let joins = 0; ; joins++) {
    const parent = mapAt(joined.root, keys);
    const [first, second] = parent ? sectionsOf(parent, key) : [];
    if (!parent || !first || !second) return joins > 1 ? [difference(config.text, joined.text)] : edits;
    edits = joinTwo(joined.text, parent, first, second);
    const next = edits && rereadAs(config, applyEdits(joined.text, edits), meaning);
    if (!next || bindings(next) !== bindings(config)) return undefined;
    joined = next;
  }
}

/** The sections with a key, in the order of the text. */
function sectionsOf(map: YamlMap, key: string): YamlPair[] {
  return map.pairs.filter((pair) => pair.key === key && pair.value.kind === 'map');
}

function mapAt(root: YamlNode | null, keys: readonly string[]): YamlMap | undefined {
  let node = root;
  for (const key of keys) node = node?.kind === 'map' ? (sectionsOf(node, key)[0]?.value ?? null) : null;
  return node?.kind === 'map' ? node : undefined;
}

/** Braces take no lines, but their settings can stand in lines. */
function joinTwo(text: string, parent: YamlMap, first: YamlPair, second: YamlPair): Edit[] | undefined {
  const isOpened = isFlow(first) && !isFlow(second);
  const merge = { parent, source: second, target: first, key: first.key };
  const opening = { ...merge, source: first, target: second };
  return (isOpened ? mergeSections(text, opening, []) : undefined) ?? mergeSections(text, merge, []);
}

function isFlow({ value }: YamlPair): boolean {
  return value.kind === 'map' && value.flow;
}

/** Of net.bindIp and net.bindIpAll the order counts (server-behaviour.md N2). */
function bindings({ settings }: Config): string {
  return settings.flatMap(({ path }) => (path.startsWith('net.bindIp') ? [path] : [])).join();
}

/** One edit that makes one text of another: the lines that differ. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same++;
  const start = before.lastIndexOf('\n', same - 1) + 1;
  let tail = 0;
  while (tail < shorter - same && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const end = tail === 0 ? before.length : lineAt(before, before.length - tail)[1];
  return { span: [start, end], text: after.slice(start, after.length - (before.length - end)) };
}
