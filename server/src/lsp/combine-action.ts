import {
  CodeActionKind,
  DiagnosticSeverity,
  type CodeAction,
  type CodeActionParams,
} from 'vscode-languageserver';
import type { CompletePemParams } from '../protocol.ts';
import type { Analysis } from './analysis.ts';
import { incompleteFiles } from './complete-pem-request.ts';
import { toSpan } from './convert.ts';

/**
 * On the path of a file that has a certificate but no private key, or that of another certificate, or the reverse: combine it with
 * what lies elsewhere. Only for a client that has the commands of the extension.
 */
export function combineActions(
  analysis: Analysis,
  { textDocument, range, context: { only, diagnostics: reported } }: CodeActionParams,
): CodeAction[] {
  if (only && !only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix)) return [];
  const [start, end] = toSpan(analysis.document, range);
  return incompleteFiles(analysis).flatMap(({ role, setting, missing }): CodeAction[] => {
    const [from, to] = setting.valueSpan;
    if (from > end || to < start) return [];
    const title =
      missing === 'private key'
        ? 'Find the private key and combine it with the certificate'
        : 'Find the certificate and combine it with the private key';
    const params: CompletePemParams = { textDocument: { uri: textDocument.uri }, role };
    const command = { title, command: 'mongodbTls.completePem', arguments: [params] };
    // an editor puts what mends an error first
    const diagnostics = reported.filter(
      ({ severity, range: { start: at } }) =>
        severity === DiagnosticSeverity.Error && analysis.document.offsetAt(at) === from,
    );
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
  });
}
