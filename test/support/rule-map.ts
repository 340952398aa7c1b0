import type { DocumentKind, Rule } from '../../server/src/core/rule.ts';

/** Rules by id; TypeScript cannot see that the framework gives each rule only its own kind. */
export function ruleMap<K extends DocumentKind>(rules: Record<string, Rule<K>>): ReadonlyMap<string, Rule> {
  return new Map(Object.entries(rules)) as unknown as ReadonlyMap<string, Rule>;
}
