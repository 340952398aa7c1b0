import { LineIndex } from '../core/text/line-index.ts';
import type { Span } from '../core/text/span.ts';
import { listOfVersions, summarize, type LintResult } from './lint-result.ts';
import type { Finding } from '../core/findings/finding.ts';

/** The report other programs read; its shape is stable and versioned. */
export function jsonReport(result: LintResult): string {
  const report = {
    version: 1,
    mongodbVersion: result.mongodbVersion,
    files: result.files.map(({ path, kind, program, format, documents, text, versions, findings }) => {
      const index = new LineIndex(text);
      return {
        path,
        kind,
        program,
        format,
        mongodbVersion: listOfVersions(versions),
        documents: documents?.map(({ span, ...rest }) => ({ ...rest, range: rangeOf(span, index) })),
        findings: findings.map((finding) => toJson(finding, index)),
      };
    }),
    summary: summarize(result),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function rangeOf([start, end]: Span, index: LineIndex): object {
  return { start: index.at(start), end: index.at(end) };
}

function toJson({ rule, severity, message, span, fix }: Finding, index: LineIndex): object {
  return {
    rule,
    severity,
    message,
    range: rangeOf(span, index),
    ...(fix ? { fix: { title: fix.title, safe: fix.safe } } : {}),
  };
}
