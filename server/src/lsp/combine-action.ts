import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import { identityRoles, roleFile } from '../core/role-files.ts';
import type { Analysis } from './analysis.ts';
import { toSpan } from './convert.ts';
import { uriOfPath } from './workspace.ts';

/**
 * On the path of a file that has a certificate but no private key: combine it with the key that lies elsewhere. Only for a client
 * that has the commands of the extension.
 */
export function combineActions(
  { document, model, facts }: Analysis,
  { range, context: { only } }: CodeActionParams,
): CodeAction[] {
  if (model.kind !== 'config') return [];
  if (only && !only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix)) return [];
  const [start, end] = toSpan(document, range);
  return identityRoles.flatMap((role): CodeAction[] => {
    const file = roleFile(model, facts, role);
    if (!file || file.pem.keys.length > 0 || file.pem.certificates.length === 0) return [];
    const [from, to] = file.setting.valueSpan;
    if (from > end || to < start) return [];
    const title = 'Combine the certificate with its private key…';
    const command = { title, command: 'mongodbTls.combinePem', arguments: [uriOfPath(file.location)] };
    return [{ title, kind: CodeActionKind.QuickFix, command }];
  });
}
