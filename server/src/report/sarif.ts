import { LineIndex } from '../core/text/line-index.ts';
import { benchmarkOf } from '../core/linting/benchmarks.ts';
import { allRules, rulePageUrl } from '../rules/all-rules.ts';
import { textAt } from '../core/deployment/related-text.ts';
import type { Rule } from '../core/linting/rule.ts';
import type { Span } from '../core/text/span.ts';
import { fingerprints } from './fingerprint.ts';
import type { FileResult, LintResult } from './lint-result.ts';
import { repositoryUrl } from '../version.ts';
import type { Finding, Fix, Related, Severity } from '../core/findings/finding.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
/** What code scanning services sort by, on the scale of CVSS. */
const securitySeverities: Readonly<Record<Severity, string>> = { error: '7.5', warning: '5.0', info: '2.0' };

/** SARIF 2.1.0, as code scanning services take it. */
export function sarifReport(result: LintResult, version: string): string {
  const used = new Set(result.files.flatMap((file) => file.findings.map((finding) => finding.rule)));
  const ids = [...used].sort();
  const report = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'mongodb-tls',
            semanticVersion: version,
            informationUri: repositoryUrl,
            rules: ids.map((id) => describeRule(id, allRules.get(id))),
          },
        },
        taxonomies: taxonomiesOf(ids),
        columnKind: 'utf16CodeUnits',
        properties: { mongodbVersion: result.mongodbVersion },
        results: result.files.flatMap((file) => fileResults(file, ids)),
      },
    ],
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function describeRule(id: string, rule: Rule | undefined): object {
  return {
    id,
    helpUri: rulePageUrl(id),
    ...(rule && {
      shortDescription: { text: rule.summary },
      fullDescription: { text: `${rule.summary}. Source: ${rule.citation}` },
      defaultConfiguration: { level: levels[rule.severity] },
      help: {
        text: `${rule.summary}. Source: ${rule.citation}. See ${rulePageUrl(id)}`,
        markdown: `${rule.summary}.\n\nSource: ${rule.citation}.\n\n[What is wrong, why, and how to mend it](${rulePageUrl(id)})`,
      },
      properties: {
        tags: ['security', ...(rule.benchmarks ?? [])],
        'security-severity': securitySeverities[rule.severity],
      },
      ...(rule.benchmarks && { relationships: rule.benchmarks.flatMap(relationship) }),
    }),
  };
}

/** The rule bears on an item of a benchmark. */
function relationship(text: string): object[] {
  const item = benchmarkOf(text);
  return item ? [{ target: { id: item.id, toolComponent: { name: item.name } }, kinds: ['relevant'] }] : [];
}

/** The benchmarks that the rules of a report bear on, each with its version and the items concerned. */
function taxonomiesOf(ids: readonly string[]): object[] {
  const items = ids
    .flatMap((id) => allRules.get(id)?.benchmarks ?? [])
    .flatMap((text) => benchmarkOf(text) ?? []);
  return [...new Set(items.map(({ name }) => name))].sort().map((name) => {
    const own = items.filter((item) => item.name === name);
    const taxa = [...new Set(own.map(({ id }) => id))].sort().map((id) => ({ id }));
    return { name, version: own[0]?.version, isComprehensive: false, taxa };
  });
}

function fileResults(file: FileResult, ids: readonly string[]): object[] {
  const index = new LineIndex(file.text);
  const artifactLocation = { uri: toUri(file.path) };
  const marks = fingerprints(file);
  return file.findings.map((finding: Finding, at) => ({
    ruleId: finding.rule,
    ruleIndex: ids.indexOf(finding.rule),
    level: levels[finding.severity],
    message: { text: finding.message },
    partialFingerprints: { 'mongodbTls/v1': marks[at] },
    locations: [{ physicalLocation: { artifactLocation, region: region(index, finding.span) } }],
    ...(finding.related?.length && {
      relatedLocations: finding.related.map((related) => describeRelated(related, file, index)),
    }),
    ...(finding.fix &&
      !repeats(finding.fix, file.secrets) && { fixes: [describeFix(finding.fix, index, artifactLocation)] }),
  }));
}

function describeRelated({ span, message, location }: Related, file: FileResult, own: LineIndex): object {
  const index = location === undefined ? own : new LineIndex(textAt(file.named, location, file.servers));
  const artifactLocation = { uri: toUri(location ?? file.path) };
  return {
    physicalLocation: { artifactLocation, region: region(index, span) },
    message: { text: message },
  };
}

/** A report is uploaded and kept; `lint --fix` makes the same edit on the spot. */
function repeats({ edits }: Fix, secrets: readonly string[]): boolean {
  return edits.some(({ text }) => secrets.some((secret) => text.includes(secret)));
}

function describeFix(fix: Fix, index: LineIndex, artifactLocation: object): object {
  const replacements = fix.edits.map(({ span, text }) => ({
    deletedRegion: region(index, span),
    ...(text === '' ? {} : { insertedContent: { text } }),
  }));
  return { description: { text: fix.title }, artifactChanges: [{ artifactLocation, replacements }] };
}

function region(index: LineIndex, [start, end]: Span): object {
  const from = index.at(start);
  const to = index.at(end);
  return {
    startLine: from.line + 1,
    startColumn: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}

function toUri(path: string): string {
  const segments = path.replace(/\\/g, '/').split('/').map(encodeURIComponent);
  return path.startsWith('/') ? `file://${segments.join('/')}` : segments.join('/');
}
