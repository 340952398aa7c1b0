import type { Facts } from '../facts/facts.ts';
import type { Finding, Report } from '../findings/finding.ts';
import { withTexts } from '../findings/with-texts.ts';
import { inRange } from '../server/server-version.ts';
import { withShortWords } from '../text/quoted.ts';
import type { LintOptions, Rules } from './lint-options.ts';
import type { Rule, RuleSubject } from './rule.ts';
import { forRelease } from './unread-release.ts';

/** Runs every rule that fits a document and the server version on it, and returns what they find in no order. Never throws. */
export function judgeDocument(
  document: RuleSubject,
  facts: Facts,
  options: LintOptions,
  rules: Rules,
): Finding[] {
  const findings: Finding[] = [];
  for (const [id, rule] of rules) {
    const level = options.levels?.[id];
    if (level === 'off' || !applies(rule, document, facts)) continue;
    for (const finding of run(id, rule, document, facts)) {
      findings.push(level === undefined ? finding : { ...finding, severity: level });
    }
  }
  return findings;
}

function applies(rule: Rule, document: RuleSubject, facts: Facts): boolean {
  if (rule.kind !== document.kind) return false;
  if (document.kind === 'config') {
    if (!(rule.programs ?? ['mongod', 'mongos']).includes(document.program)) return false;
    if (!(rule.formats ?? ['yaml', 'ini']).includes(document.format)) return false;
  }
  return inRange(facts.serverVersion, rule.since, rule.until);
}

function* run(id: string, rule: Rule, document: RuleSubject, facts: Facts): Iterable<Finding> {
  try {
    // the kind was compared in applies(); TypeScript cannot follow that through the generic
    const check = rule.check as (document: RuleSubject, facts: Facts) => Iterable<Report>;
    for (const report of check(document, facts)) {
      yield {
        rule: id,
        severity: rule.severity,
        // whatever a rule puts into a sentence, no word of it goes on and on
        ...withTexts(forRelease(report, facts.serverVersion), withShortWords),
        ...(rule.tags ? { tags: rule.tags } : {}),
      };
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield {
      rule: 'internal-error',
      severity: 'info',
      span: [0, 0],
      message: `The check ${id} failed on this file: ${reason}`,
    };
  }
}
