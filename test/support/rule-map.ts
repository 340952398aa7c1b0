import type { Rule } from '../../server/src/core/linting/rule.ts';
import type { DocumentKind } from '../../server/src/core/embedded/lint-document.ts';

/** Rules by id; TypeScript cannot see that the framework gives each rule only its own kind. */
export function ruleMap<K extends DocumentKind>(rules: Record<string, Rule<K>>): ReadonlyMap<string, Rule> {
  return new Map(Object.entries(rules)) as unknown as ReadonlyMap<string, Rule>;
}
