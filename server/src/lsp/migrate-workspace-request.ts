import type { CancellationToken } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { decodeDocument } from '../core/documents/decode-document.ts';
import { mayBeKnown } from '../core/documents/file-names.ts';
import { serverFacts } from '../core/documents/server-facts.ts';
import type { FileDocument } from '../core/embedded/host-file.ts';
import type { ServerVersion } from '../core/server/server-version.ts';
import type { Edit } from '../core/text/span.ts';
import type { MigrateWorkspaceParams, MigrateWorkspaceResult, WorkspaceMigration } from '../protocol.ts';
import { maxLength } from './analysis.ts';
import { baseName } from './file-kind.ts';
import { toTextEdits } from './convert.ts';
import { planOf } from './migrate-request.ts';
import type { Session } from './session.ts';
import { uriOfPath } from './workspace.ts';
import { workspaceFiles } from './workspace-files.ts';

/** What every file with an ssl name holds; most of a workspace need not be parsed. */
const trace = /ssl|PEMKey/i;

/** The answer where something of ours failed. */
export const workspaceMigrationFailed: MigrateWorkspaceResult = {
  error: 'The workspace could not be searched. The log of MongoDB TLS says why.',
};

/**
 * Answers `mongodbTls/migrateWorkspace`: what brings each saved file of the workspace from the ssl names to the tls names, and which
 * files with ssl names are left as they are, and why.
 */
export async function migrateWorkspace(
  { unsaved }: MigrateWorkspaceParams,
  session: Session,
  token: CancellationToken,
): Promise<WorkspaceMigration> {
  const files: WorkspaceMigration['files'][number][] = [];
  const skipped: WorkspaceMigration['skipped'][number][] = [];
  const { host, workspace, settings } = session;
  for await (const path of workspaceFiles({ host, workspace, settingsOf: (uri) => settings.of(uri) })) {
    if (token.isCancellationRequested) break;
    const uri = uriOfPath(path);
    if (!mayBeKnown(baseName(uri))) continue;
    const plan = await planOfFile(path, uri, session);
    if (!plan) continue;
    if ('skip' in plan) skipped.push({ uri, reason: plan.skip });
    else if (unsaved.includes(uri)) skipped.push({ uri, reason: 'It has changes that are not saved.' });
    else {
      const { edits, document, notes } = plan;
      if (edits.length > 0) files.push({ uri, edits: toTextEdits(document, edits), notes });
      else skipped.push({ uri, reason: notes.join(' ') });
    }
  }
  return { files, skipped };
}

type FilePlan =
  | { readonly skip: string }
  | { readonly document: TextDocument; readonly edits: readonly Edit[]; readonly notes: readonly string[] };

/** undefined for a file in which there is nothing to do. */
async function planOfFile(path: string, uri: string, session: Session): Promise<FilePlan | undefined> {
  const { host, analyses, settings } = session;
  const fact = await host.read(path, maxLength);
  // of others nobody expects that they are migrated
  if (fact.state === 'unreadable' && /mongo/i.test(baseName(uri))) return { skip: `It ${fact.reason}.` };
  if (fact.state !== 'present') return undefined;
  const { platform, serverVersion } = await settings.of(uri);
  const text = decodeDocument(fact.bytes, undefined, platform).replace(/^\uFEFF/, '');
  if (!trace.test(text)) return undefined;
  const document = TextDocument.create(uri, '', 0, text);
  const model = analyses.parse(document);
  if (!model) return undefined;
  const { edits, notes } = planOfModel(model, serverFacts(model, serverVersion).serverVersion);
  return edits.length + notes.length === 0 ? undefined : { document, edits, notes };
}

/** The edits for all documents of a file, and what to know of those that cannot be migrated or are to be checked by hand. */
function planOfModel(
  file: FileDocument,
  serverVersion: ServerVersion,
): { edits: readonly Edit[]; notes: readonly string[] } {
  if (file.kind !== 'host') {
    const plan = planOf({ model: file, facts: { serverVersion } });
    return { edits: plan?.edits ?? [], notes: plan?.note === undefined ? [] : [plan.note] };
  }
  const edits: Edit[] = [];
  const notes = new Set<string>();
  for (const { document: model, version, place, isExample } of file.documents) {
    const plan = isExample
      ? undefined
      : planOf({ model, facts: { serverVersion: version ?? serverVersion } });
    if (plan?.note !== undefined) notes.add(plan.note);
    if (!plan?.edits) continue;
    const written = place.edits(plan.edits);
    if (written) edits.push(...written);
    else
      notes.add(
        'A configuration in it is written in a way that cannot hold the new names; rename them by hand.',
      );
  }
  return { edits, notes: [...notes] };
}
