import { factsFor } from '../embedded/embedded-facts.ts';
import { findingInHost } from '../embedded/host-finding.ts';
import type { Embedded, FileDocument, HostFile } from '../embedded/host-file.ts';
import type { Facts } from '../facts/facts.ts';
import type { Rule } from './rule.ts';
import { withoutConsequences, type Judged } from './consequences.ts';
import { inRange, type ServerVersion } from '../server/server-version.ts';
import type { Config } from '../config/config.ts';
import { withoutSecrets } from '../config/secret-texts.ts';
import { silencedBy } from '../documents/silence.ts';
import { forRelease } from './unread-release.ts';
import type { Finding, Report, Severity, ShellCommand } from '../findings/finding.ts';
import { withTexts } from '../findings/with-texts.ts';
import type { LintDocument } from '../embedded/lint-document.ts';
import { withShortWords } from '../text/quoted.ts';

/** What a user may set a rule to. */
export type RuleLevel = Severity | 'off';

export interface LintOptions {
  /** Rule id to level; a rule not named keeps its own severity. */
  readonly levels?: Readonly<Record<string, RuleLevel>>;
  /** Says everything, also what only follows from another finding. */
  readonly keepConsequences?: true;
}

/** Rules by id. */
export type Rules = ReadonlyMap<string, Rule>;

/**
 * Runs every rule that fits a document's kind, program, format and the server version, on all documents of a file, and returns the
 * findings in offsets of the file: first what explains others, then what else is in the file, then what is missing, each sorted by
 * position. What only follows from another finding is left out. Pure: the same file and facts give the same findings. A rule that
 * throws becomes one `internal-error` finding; the others still run.
 */
export function lint(file: Judged, facts: Facts, options: LintOptions, rules: Rules): Finding[] {
  if (file.kind !== 'host') return lintDocument(file, facts, options, rules);
  const silenced = silencedIn(file);
  const inside = textsIn(file).flatMap((entry) => {
    const found = lintDocument(entry.document, factsFor(entry, facts), options, rules);
    return unsilenced(
      asExample(entry, found, rules).map((finding) => findingInHost(finding, entry.place)),
      silenced,
    );
  });
  const found = [...inside, ...lintCommands(file, facts, options, rules)];
  const rankOf = ranks(rules);
  return onceInFile(
    found.sort((a, b) => rankOf(a) - rankOf(b) || bySpan(a, b)),
    rules,
  );
}

/** The findings of one document, in offsets of its text. */
function lintDocument(document: LintDocument, facts: Facts, options: LintOptions, rules: Rules): Finding[] {
  const judge = (judged: Judged, ids?: ReadonlySet<string>): Finding[] =>
    judged.kind === 'host'
      ? []
      : unsilenced(judgeDocument(judged, facts, options, only(rules, ids)), silencedBy(judged.text));
  return settled(document, judge, options, rules);
}

/** The findings of the documents that stand in the text of the file as they are: its command lines. */
function lintCommands(file: HostFile, facts: Facts, options: LintOptions, rules: Rules): Finding[] {
  const judge = (judged: Judged, ids?: ReadonlySet<string>): Finding[] => {
    if (judged.kind !== 'host') return [];
    const texts = new Set(textsIn(judged));
    const found = judged.documents
      .filter((entry) => !texts.has(entry))
      .flatMap((entry) =>
        asExample(
          entry,
          entry.judged.flatMap((document) =>
            judgeDocument(document, factsFor(entry, facts), options, only(rules, ids)),
          ),
          rules,
        ),
      );
    return unsilenced(found, silencedIn(judged));
  };
  return settled(file, judge, options, rules);
}

/** What is found in a text that nobody runs is told as information; what is missing in it need not be in an example. */
function asExample({ isExample }: Embedded, findings: readonly Finding[], rules: Rules): readonly Finding[] {
  if (!isExample) return findings;
  return findings
    .filter(({ rule }) => rules.get(rule)?.absence !== true)
    .map(({ fix, ...finding }) => ({
      ...finding,
      severity: 'info',
      ...(fix ? { fix: { ...fix, safe: false } } : {}),
    }));
}

function unsilenced(findings: readonly Finding[], silenced: ReturnType<typeof silencedBy>): Finding[] {
  return findings
    .filter(({ rule, span }) => !silenced(rule, span[0]))
    .map((finding) =>
      finding.hints
        ? { ...finding, hints: finding.hints.filter(({ span }) => !silenced(finding.rule, span[0])) }
        : finding,
    );
}

/** The documents of a file that have a text of their own. */
function textsIn(file: HostFile): Embedded[] {
  return file.documents.filter(({ place }) => place.text !== file.text);
}

/** What the comments of a file silence; those inside a document hold there only. */
function silencedIn(file: HostFile): ReturnType<typeof silencedBy> {
  return silencedBy(file.text, (offset) =>
    textsIn(file).some(({ span }) => offset >= span[0] && offset < span[1]),
  );
}

/** Judges a file, leaves out what only follows from something else, and puts the rest in order. */
function settled(
  file: Judged,
  judge: (file: Judged, ids?: ReadonlySet<string>) => Finding[],
  options: LintOptions,
  rules: Rules,
): Finding[] {
  const found = judge(file).sort(bySpanAndRule);
  const left =
    options.keepConsequences === true
      ? found
      : withoutConsequences(file, found, trusted(rules, options), judge);
  const shown = file.kind === 'config' ? left.map((finding) => discreet(finding, file)) : left;
  const rankOf = ranks(rules);
  return onceInFile(
    shown.sort((a, b) => rankOf(a) - rankOf(b) || bySpanAndRule(a, b)),
    rules,
  );
}

/** First what explains others, then what else is there, then what is missing. */
function ranks(rules: Rules): (finding: Finding) => number {
  return ({ rule, severity }) => {
    const { cause, absence } = rules.get(rule) ?? {};
    return absence
      ? 2
      : cause === 'writing' || cause === 'reading' || (cause && severity === 'error')
        ? 0
        : 1;
  };
}

/** A finding that repeats no secret of the file. Edits stay in the file; a command would go elsewhere. */
function discreet(finding: Finding, config: Config): Finding {
  const quiet = (text: string): string => withoutSecrets(text, config);
  const { command, ...others } = withTexts(finding, quiet);
  const isQuiet = ({ text }: ShellCommand): boolean => quiet(text) === text;
  return { ...others, ...(command && isQuiet(command) ? { command } : {}) };
}

/** A rule whose level the user has set explains no others: what he hears of the cause is his choice, of the rest it is ours. */
function trusted(rules: Rules, { levels }: LintOptions): (id: string) => Rule | undefined {
  return (id) => (levels?.[id] === undefined || levels[id] === 'error' ? rules.get(id) : undefined);
}

function only(rules: Rules, ids: ReadonlySet<string> | undefined): Rules {
  return ids ? new Map([...rules].filter(([id]) => ids.has(id))) : rules;
}

function onceInFile(findings: readonly Finding[], rules: Rules): Finding[] {
  const once = new Set<string>();
  return findings.filter(({ rule }) => {
    if (rules.get(rule)?.oncePerFile !== true) return true;
    const isFirst = !once.has(rule);
    once.add(rule);
    return isFirst;
  });
}

function bySpan(a: Finding, b: Finding): number {
  return a.span[0] - b.span[0] || a.span[1] - b.span[1];
}

function bySpanAndRule(a: Finding, b: Finding): number {
  return bySpan(a, b) || a.rule.localeCompare(b.rule);
}

/** The releases that a file is judged for: several where it holds several servers. */
export function versionsOf(file: FileDocument, facts: Facts): ServerVersion[] {
  if (file.kind !== 'host') return [facts.serverVersion];
  return file.documents.map((entry) => factsFor(entry, facts).serverVersion);
}

function judgeDocument(document: LintDocument, facts: Facts, options: LintOptions, rules: Rules): Finding[] {
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

function applies(rule: Rule, document: LintDocument, facts: Facts): boolean {
  if (rule.kind !== document.kind) return false;
  if (document.kind === 'config') {
    if (!(rule.programs ?? ['mongod', 'mongos']).includes(document.program)) return false;
    if (!(rule.formats ?? ['yaml', 'ini']).includes(document.format)) return false;
  }
  return inRange(facts.serverVersion, rule.since, rule.until);
}

function* run(id: string, rule: Rule, document: LintDocument, facts: Facts): Iterable<Finding> {
  try {
    // the kind was compared in applies(); TypeScript cannot follow that through the generic
    const check = rule.check as (document: LintDocument, facts: Facts) => Iterable<Report>;
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
