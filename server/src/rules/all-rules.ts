import type { Rules } from '../core/linting/lint.ts';
import type { Rule, RuleKind } from '../core/linting/rule.ts';
import { once } from '../core/text/once.ts';
import { kinds, rulesOfKind, subjects } from '../generated/rules.ts';
import { repositoryUrl } from '../version.ts';

/** As generated from the folders beside this file. */
class AllRules implements Rules {
  readonly size = Object.keys(kinds).length;
  readonly #all = once(
    () =>
      new Map(
        Object.keys(kinds).flatMap((id): [string, Rule][] => {
          const rule = this.get(id);
          return rule ? [[id, rule]] : [];
        }),
      ),
  );
  readonly #ofKind = new Map<RuleKind, ReadonlyMap<string, Rule>>();

  ofKind(kind: RuleKind): ReadonlyMap<string, Rule> {
    const known = this.#ofKind.get(kind);
    if (known) return known;
    const made = new Map(Object.entries(rulesOfKind[kind]() as Record<string, Rule>));
    this.#ofKind.set(kind, made);
    return made;
  }

  get(id: string): Rule | undefined {
    const kind = this.has(id) ? kinds[id] : undefined;
    return kind && this.ofKind(kind).get(id);
  }

  has(id: string): boolean {
    return Object.hasOwn(kinds, id);
  }

  keys(): MapIterator<string> {
    return this.#all().keys();
  }

  values(): MapIterator<Rule> {
    return this.#all().values();
  }

  entries(): MapIterator<[string, Rule]> {
    return this.#all().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Rule]> {
    return this.entries();
  }

  forEach(call: (rule: Rule, id: string, rules: Rules) => void): void {
    this.#all().forEach((rule, id) => {
      call(rule, id, this);
    });
  }
}

/** All rules by id. */
export const allRules: Rules = new AllRules();

/** The address of a rule's page: editors and SARIF viewers link to it. */
export function rulePageUrl(id: string): string {
  const subject = subjects[id];
  const page = subject === undefined ? 'README.md' : `${subject}/${id}.md`;
  return `${repositoryUrl}/blob/main/server/src/rules/${page}`;
}
