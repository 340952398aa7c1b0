import type { Facts } from '../facts/facts.ts';
import type { Rule } from './rule.ts';
import { configOfCommand } from '../command-lines/command-config.ts';
import { withoutConsequences } from './consequences.ts';
import { inRange, type ServerVersion } from '../server/server-version.ts';
import type { Config } from '../config/config.ts';
import { withoutSecrets } from '../config/secret-texts.ts';
import { silencedBy } from '../documents/silence.ts';
import { forRelease } from './unread-release.ts';
import type { Finding, Fix, Report, Severity } from '../findings/finding.ts';
import type { LintDocument } from '../documents/lint-document.ts';

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
 * Runs every rule that fits the document's kind, program, format and the server version, and returns the findings: first what
 * explains others, then what else is in the file, then what is missing, each sorted by position. What only follows from another
 * finding is left out. Pure: the same document and facts give the same findings. A rule that throws becomes one `internal-error`
 * finding; the others still run.
 */
export function lint(document: LintDocument, facts: Facts, options: LintOptions, rules: Rules): Finding[] {
  const judge = (judged: LintDocument, ids?: ReadonlySet<string>): Finding[] =>
    judgeAll(judged, facts, options, ids ? new Map([...rules].filter(([id]) => ids.has(id))) : rules);
  const found = judge(document);
  const left =
    options.keepConsequences === true
      ? found
      : withoutConsequences(document, found, trusted(rules, options), judge);
  const rankOf = ({ rule, severity }: Finding): number => {
    const { cause, absence } = rules.get(rule) ?? {};
    return absence
      ? 2
      : cause === 'writing' || cause === 'reading' || (cause && severity === 'error')
        ? 0
        : 1;
  };
  const shown = document.kind === 'config' ? left.map((finding) => discreet(finding, document)) : left;
  return shown.sort(
    (a, b) =>
      rankOf(a) - rankOf(b) || a.span[0] - b.span[0] || a.span[1] - b.span[1] || a.rule.localeCompare(b.rule),
  );
}

/** A finding that repeats no secret of the file. Edits stay in the file; a command would go elsewhere. */
function discreet(finding: Finding, config: Config): Finding {
  const quiet = (text: string): string => withoutSecrets(text, config);
  // several findings may share one fix, which is taken once
  const quietFix = (fix: Fix): Fix => {
    const title = quiet(fix.title);
    return title === fix.title ? fix : { ...fix, title };
  };
  const { message, fix, alternatives, command, related, ...others } = finding;
  return {
    ...others,
    message: quiet(message),
    ...(fix && { fix: quietFix(fix) }),
    ...(alternatives && { alternatives: alternatives.map(quietFix) }),
    ...(command && quiet(command.text) === command.text && { command }),
    ...(related && { related: related.map((each) => ({ ...each, message: quiet(each.message) })) }),
  };
}

/** A rule whose level the user has set explains no others: what he hears of the cause is his choice, of the rest it is ours. */
function trusted(rules: Rules, { levels }: LintOptions): Rules {
  return new Map([...rules].filter(([id]) => levels?.[id] === undefined || levels[id] === 'error'));
}

function judgeAll(document: LintDocument, facts: Facts, { levels }: LintOptions, rules: Rules): Finding[] {
  const silenced = silencedBy(document.text);
  const findings: Finding[] = [];
  for (const [part, about] of partsOf(document, facts)) {
    for (const [id, rule] of rules) {
      const level = levels?.[id];
      if (level === 'off' || !applies(rule, part, about)) continue;
      for (const finding of run(id, rule, part, about)) {
        if (silenced(id, finding.span[0])) continue;
        if (rule.oncePerFile === true && findings.some((earlier) => earlier.rule === id)) continue;
        findings.push(level === undefined ? finding : { ...finding, severity: level });
      }
    }
  }
  return findings;
}

/**
 * What is judged by itself: each command line is a server of its own, of the version that its image says, and a configuration as
 * well as a row of flags. Any other document is judged as it is.
 */
function partsOf(document: LintDocument, facts: Facts): (readonly [LintDocument, Facts])[] {
  if (document.kind !== 'commandline') return [[document, facts]];
  return document.commands.flatMap((command) => {
    const { version } = command;
    const about = version ? { ...facts, serverVersion: version, versionIsAssumed: false } : facts;
    const config = configOfCommand(document, command);
    const flags = { ...document, commands: [command] };
    return config
      ? [
          [flags, about],
          [config, about],
        ]
      : [[flags, about]];
  });
}

/** The releases that a document is judged for: several where its command lines run several servers. */
export function versionsOf(document: LintDocument, facts: Facts): ServerVersion[] {
  return partsOf(document, facts).map(([, about]) => about.serverVersion);
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
        ...forRelease(report, facts.serverVersion),
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
