import type { Facts } from '../facts/facts.ts';
import type { Finding, Report, Severity } from '../findings/finding.ts';
import { withTexts } from '../findings/with-texts.ts';
import { formatVersion, inRange, type ServerVersion } from '../server/server-version.ts';
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
  const isFileHere = [...facts.files.values()].some(({ state }) => state === 'present');
  for (const { id, rule } of rulesFor(document, facts.serverVersion, rules)) {
    const level = options.levels?.[id];
    if (level !== 'off' && mayFind(rule, document, isFileHere))
      run(id, rule, { document, facts, level }, findings);
  }
  return findings;
}

type RuleList = readonly { readonly id: string; readonly rule: Rule }[];

const lists = new WeakMap<Rules, Map<string, RuleList>>();

/** The rules that fit a document's kind, program and format and the version of the server; listed once for each. */
function rulesFor(document: RuleSubject, serverVersion: ServerVersion, rules: Rules): RuleList {
  const { program, format } = document.kind === 'config' ? document : { program: '', format: '' };
  const key = `${document.kind} ${program} ${format} ${formatVersion(serverVersion)}`;
  let known = lists.get(rules);
  // every version a user types would stay for ever
  if (!known || known.size > 50) lists.set(rules, (known = new Map<string, RuleList>()));
  let list = known.get(key);
  if (!list) {
    const ofKind = rules.ofKind?.(document.kind) ?? rules;
    list = [...ofKind].flatMap(([id, rule]) =>
      applies(rule, document, serverVersion) ? [{ id, rule }] : [],
    );
    known.set(key, list);
  }
  return list;
}

function applies(rule: Rule, document: RuleSubject, serverVersion: ServerVersion): boolean {
  if (rule.kind !== document.kind) return false;
  if (document.kind === 'config') {
    if (!(rule.programs ?? ['mongod', 'mongos']).includes(document.program)) return false;
    if (!(rule.formats ?? ['yaml', 'ini']).includes(document.format)) return false;
  }
  return inRange(serverVersion, rule.since, rule.until);
}

/** Whether what a rule is about is in a document at all: most of the rules are about a setting that is not. */
function mayFind(
  { needs, needsFile }: Pick<Rule, 'needs' | 'needsFile'>,
  document: RuleSubject,
  isFileHere: boolean,
): boolean {
  if (document.kind !== 'config') return true;
  if (needsFile && !isFileHere) return false;
  return !needs || needs.some((name) => document.get(name) !== undefined);
}

interface Judging {
  readonly document: RuleSubject;
  readonly facts: Facts;
  /** As the user has set it. */
  readonly level: Severity | undefined;
}

/** Adds what a rule finds to the findings. */
function run(id: string, rule: Rule, { document, facts, level }: Judging, findings: Finding[]): void {
  try {
    // the kind was compared in applies(); TypeScript cannot follow that through the generic
    const check = rule.check as (document: RuleSubject, facts: Facts) => Iterable<Report>;
    for (const report of check(document, facts)) {
      findings.push({
        rule: id,
        severity: rule.severity,
        // whatever a rule puts into a sentence, no word of it goes on and on
        ...withTexts(forRelease(report, facts.serverVersion), withShortWords),
        ...(rule.tags ? { tags: rule.tags } : {}),
        ...(level === undefined ? {} : { severity: level }),
      });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    findings.push({
      rule: 'internal-error',
      severity: level ?? 'info',
      span: [0, 0],
      message: `The check ${id} failed on this file: ${reason}`,
    });
  }
}
