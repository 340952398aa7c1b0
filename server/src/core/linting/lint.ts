import { serversAfter, versionsOfReaders, type StartedServer } from '../deployment/started-server.ts';
import { factsFor } from '../embedded/embedded-facts.ts';
import { findingInHost } from '../embedded/host-finding.ts';
import type { Embedded, FileDocument, HostFile } from '../embedded/host-file.ts';
import type { Facts } from '../facts/facts.ts';
import type { Rule } from './rule.ts';
import { trustedRules, withoutConsequences, type Judged } from './consequences.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { silencedBy } from '../documents/silence.ts';
import { asExample } from './as-example.ts';
import { discreet } from './discreet.ts';
import { judgeDocument } from './judge-document.ts';
import { judgeForReaders, judgeStarts } from './judge-servers.ts';
import type { LintOptions, Rules } from './lint-options.ts';
import { reads } from './server-findings.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { LintDocument } from '../embedded/lint-document.ts';

export type { LintOptions, RuleLevel, Rules } from './lint-options.ts';

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
      asExample(entry, found, rules).map((finding) =>
        withOwnPlaces(findingInHost(finding, entry.place), entry, options),
      ),
      silenced,
    );
  });
  const found = [...inside, ...lintCommands(file, facts, options, rules)];
  const rankOf = ranks(rules);
  return onceInFile(
    found.sort((a, b) => rankOf(a) - rankOf(b) || bySpanAndRule(a, b)),
    rules,
  );
}

/** A finding that names the file that it stands in as the place of something else only says where in it. */
function withOwnPlaces(finding: Finding, { document }: Embedded, { servers = [] }: LintOptions): Finding {
  const own = servers.find((server) => reads(server, document))?.configuration?.location;
  if (!finding.related || own === undefined) return finding;
  const related = finding.related.map(({ location, ...rest }) =>
    location === undefined || location === own ? rest : { ...rest, location },
  );
  return { ...finding, related };
}

/** The findings of one document, in offsets of its text. */
function lintDocument(document: LintDocument, facts: Facts, options: LintOptions, rules: Rules): Finding[] {
  const readers = (options.servers ?? []).filter((server) => reads(server, document));
  const judge = (judged: Judged, ids?: ReadonlySet<string>): Finding[] => {
    if (judged.kind === 'host') return [];
    const own = judgeDocument(judged, facts, options, only(rules, ids));
    const found =
      judged.kind === 'config' && readers.length > 0
        ? judgeForReaders(judged, readers, own, { facts, options, rules: only(rules, ids) })
        : own;
    return unsilenced(found, silencedBy(judged.text));
  };
  return settled(document, judge, options, rules);
}

/** The findings of the documents that stand in the text of the file as they are, its command lines, and of the servers that it starts. */
function lintCommands(file: HostFile, facts: Facts, options: LintOptions, rules: Rules): Finding[] {
  const judge = (judged: Judged, ids?: ReadonlySet<string>): Finding[] => {
    if (judged.kind !== 'host') return [];
    const texts = new Set(textsIn(judged));
    const entries = judged.documents.filter((entry) => !texts.has(entry));
    const servers = serversAfter(options.servers ?? [], file, judged);
    const found = judgeStarts(judged, entries, servers, { facts, options, rules: only(rules, ids) });
    return unsilenced(found, silencedIn(judged));
  };
  return settled(file, judge, options, rules);
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
      : withoutConsequences(file, found, trustedRules(rules, options), judge);
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

function only(rules: Rules, ids: ReadonlySet<string> | undefined): Rules {
  if (!ids) return rules;
  return new Map(
    [...ids].flatMap((id): [string, Rule][] => {
      const rule = rules.get(id);
      return rule ? [[id, rule]] : [];
    }),
  );
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

/** Of several at one place the gravest goes first. */
function bySpanAndRule(a: Finding, b: Finding): number {
  return bySpan(a, b) || gravity[a.severity] - gravity[b.severity] || a.rule.localeCompare(b.rule);
}

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The releases that a file is judged for: several where it holds several servers. */
export function versionsOf(
  file: FileDocument,
  facts: Facts,
  servers: readonly StartedServer[] = [],
): ServerVersion[] {
  const of = (document: LintDocument, own: Facts): ServerVersion[] => {
    const found = versionsOfReaders(document, servers, own);
    return found.length > 0 ? found : [own.serverVersion];
  };
  if (file.kind !== 'host') return of(file, facts);
  return file.documents.flatMap((entry) => of(entry.document, factsFor(entry, facts)));
}
