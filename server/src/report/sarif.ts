import { LineIndex } from '../core/text/line-index.ts';
import { allRules, rulePageUrl } from '../rules/all-rules.ts';
import { textAt } from '../core/deployment/related-text.ts';
import type { Rule } from '../core/linting/rule.ts';
import type { Span } from '../core/text/span.ts';
import type { FileResult, LintResult } from './lint-result.ts';
import { repositoryUrl } from '../version.ts';
import type { Finding, Fix, Related, Severity } from '../core/findings/finding.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

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
      ...(rule.benchmarks && { properties: { tags: rule.benchmarks } }),
    }),
  };
}

function fileResults(file: FileResult, ids: readonly string[]): object[] {
  const index = new LineIndex(file.text);
  const artifactLocation = { uri: toUri(file.path) };
  return file.findings.map((finding: Finding) => ({
    ruleId: finding.rule,
    ruleIndex: ids.indexOf(finding.rule),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation, region: region(index, finding.span) } }],
    ...(finding.related?.length && {
      relatedLocations: finding.related.map((related) => describeRelated(related, file, index)),
    }),
    ...(finding.fix &&
      !repeats(finding.fix, file.secrets) && { fixes: [describeFix(finding.fix, index, artifactLocation)] }),
  }));
}

function describeRelated({ span, message, location }: Related, file: FileResult, own: LineIndex): object {
  const index = location === undefined ? own : new LineIndex(textAt(file.named, location));
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
