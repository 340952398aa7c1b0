import type { Rules } from '../core/linting/lint.ts';
import type { Rule } from '../core/linting/rule.ts';
import { rules, subjects } from '../generated/rules.ts';
import { repositoryUrl } from '../version.ts';

/** All rules by id, as generated from the folders beside this file. */
export const allRules: Rules = new Map(Object.entries(rules as Record<string, Rule>));

/** The address of a rule's page: editors and SARIF viewers link to it. */
export function rulePageUrl(id: string): string {
  const subject = subjects[id];
  const page = subject === undefined ? 'README.md' : `${subject}/${id}.md`;
  return `${repositoryUrl}/blob/main/server/src/rules/${page}`;
}
