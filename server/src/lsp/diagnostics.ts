import {
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { textAt } from '../core/deployment/related-text.ts';
import { rulePageUrl } from '../rules/all-rules.ts';
import { maxLength, type FileAnalysis } from './analysis.ts';
import { toRange } from './convert.ts';
import { uriOfPath } from './workspace.ts';
import type { Finding, Related, Severity } from '../core/findings/finding.ts';
import { oneLine } from '../core/text/visible.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

const tags = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

/** The answer for a document without findings that nobody remembers. */
export const noDiagnostics: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** The answer to a pull that was overtaken by a change. */
export function retrigger(): ResponseError<DiagnosticServerCancellationData> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has changed.', {
    retriggerRequest: true,
  });
}

/** Answers a pull: unchanged where the client still holds this very analysis. */
export function documentReport(analysis: FileAnalysis, previousResultId?: string): DocumentDiagnosticReport {
  const resultId = String(analysis.id);
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  const items = analysis.findings.flatMap((finding) => toDiagnostics(finding, analysis));
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** The one finding of a document that is too long to be looked at. */
export function tooLongReport(document: TextDocument): DocumentDiagnosticReport {
  const megabytes = (length: number) => (length / 1024 / 1024).toFixed(1);
  const message =
    `This file has ${megabytes(document.getText().length)} million characters; above ` +
    `${megabytes(maxLength)} million it is not checked. No configuration, keyfile or PEM file comes near that.`;
  const item: Diagnostic = {
    range: toRange(document, [0, 0]),
    severity: DiagnosticSeverity.Information,
    source: 'mongodb-tls',
    message,
  };
  return { kind: DocumentDiagnosticReportKind.Full, items: [item] };
}

/** A finding in the protocol's shape: its diagnostic, and hints, which lists do not show, where it has further places. */
export function toDiagnostics(finding: Finding, analysis: FileAnalysis): Diagnostic[] {
  const { document } = analysis;
  const shared = {
    source: 'mongodb-tls',
    code: finding.rule,
    codeDescription: { href: rulePageUrl(finding.rule) },
    ...(finding.tags ? { tags: finding.tags.map((tag) => tags[tag]) } : {}),
  };
  const main: Diagnostic = {
    ...shared,
    range: toRange(document, finding.span),
    severity: severities[finding.severity],
    message: oneLine(finding.message),
    ...(finding.related
      ? { relatedInformation: finding.related.map((related) => toRelatedInformation(related, analysis)) }
      : {}),
  };
  const hints = (finding.hints ?? []).map(({ span, message }): Diagnostic => {
    const range = toRange(document, span);
    return { ...shared, range, severity: DiagnosticSeverity.Hint, message: oneLine(message) };
  });
  return [main, ...hints];
}

function toRelatedInformation(
  related: Related,
  { document, facts, servers }: FileAnalysis,
): DiagnosticRelatedInformation {
  const { location, span, message } = related;
  if (location === undefined)
    return { location: { uri: document.uri, range: toRange(document, span) }, message: oneLine(message) };
  const text = textAt(facts.files, location, servers);
  const other = TextDocument.create(uriOfPath(location), 'plaintext', 0, text);
  return { location: { uri: other.uri, range: toRange(other, span) }, message: oneLine(message) };
}
