import { isAlias, isMap, isSeq, visit, YAMLMap } from 'yaml';
import { childOf, textBelow, textOf } from '../embedded/yaml-host.ts';

/** A service with what it takes over from others. */
export interface WholeService {
  /** All keys, those of its own first; it stands where the service stands. */
  readonly map: YAMLMap;
  /** The maps that it takes keys from, the nearest first. */
  readonly lenders: readonly YAMLMap[];
}

/** More than anybody takes over from each other. */
const maxLenders = 10;

/** A service of a compose file together with what merge keys (`<<`) and `extends` in the same file bring; what it says itself wins. */
export function wholeService(service: YAMLMap, root: unknown): WholeService {
  const lenders: YAMLMap[] = [];
  const collect = (map: YAMLMap): void => {
    for (const lender of lendersOf(map, root)) {
      if (lender === service || lenders.includes(lender) || lenders.length >= maxLenders) continue;
      lenders.push(lender);
      collect(lender);
    }
  };
  collect(service);
  if (lenders.length === 0) return { map: service, lenders };
  const map = new YAMLMap();
  const taken = new Set<string>();
  for (const { items } of [service, ...lenders]) {
    for (const pair of items) {
      const name = textOf(pair.key);
      if (name === undefined || name === '<<' || taken.has(name)) continue;
      taken.add(name);
      map.items.push(pair);
    }
  }
  map.range = service.range ?? null;
  return { map, lenders };
}

function lendersOf(map: YAMLMap, root: unknown): YAMLMap[] {
  const merged = map.items.flatMap(({ key, value }) => {
    if (textOf(key) !== '<<') return [];
    return isSeq(value) ? value.items : [value];
  });
  const found = merged.flatMap((node) =>
    isAlias(node) ? anchored(node.source, root) : isMap(node) ? node : [],
  );
  const extended = childOf(map, 'extends');
  const file = textBelow(extended, 'file');
  const name = textOf(extended) ?? (file === undefined ? textBelow(extended, 'service') : undefined);
  const service = name === undefined ? undefined : childOf(childOf(root, 'services'), name);
  return isMap(service) ? [...found, service] : found;
}

/** The map of an anchor. */
function anchored(name: string, root: unknown): YAMLMap[] {
  const found: YAMLMap[] = [];
  if (isMap(root))
    visit(root, {
      Map: (_, map) => {
        if (map.anchor === name) found.push(map);
      },
    });
  return found.slice(-1);
}
