import type { FileDocument } from '../../server/src/core/embedded/host-file.ts';
import type { LintDocument } from '../../server/src/core/embedded/lint-document.ts';
import type { Facts } from '../../server/src/core/facts/facts.ts';
import type { Finding } from '../../server/src/core/findings/finding.ts';
import { lint as lintWith, type LintOptions, type Rules } from '../../server/src/core/linting/lint.ts';
import { allRules } from '../../server/src/rules/all-rules.ts';

export { allRules };

/** `lint` with all rules, unless others are given. */
export function lint(
  document: FileDocument | LintDocument,
  facts: Facts,
  options: LintOptions = {},
  rules: Rules = allRules,
): Finding[] {
  return lintWith(document, facts, options, rules);
}
