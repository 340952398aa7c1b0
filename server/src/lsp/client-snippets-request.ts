import {
  snippetsForConfig,
  snippetsForConnection,
  snippetsForString,
  type ClientSnippet,
} from '../core/editing/suggest-snippets.ts';
import type { ClientSnippetsParams, ClientSnippetsResult } from '../protocol.ts';
import { partAt, type Analysis, type FileAnalysis } from './analysis.ts';
import type { Session } from './session.ts';

/** Answers `mongodbTls/clientSnippets`. */
export async function clientSnippets(
  { connection, textDocument, position }: ClientSnippetsParams,
  session: Session,
): Promise<ClientSnippetsResult> {
  if (connection) return { snippets: snippetsForConnection(connection) };
  const analysis = textDocument && (await session.analysisOf(textDocument.uri));
  if (!analysis) return { snippets: [] };
  const here = position && partAt(analysis, position);
  return { snippets: (here && snippetsOf(here)) ?? snippetsOfFile(analysis) };
}

/** Those of the first document that says how to connect. */
function snippetsOfFile({ parts }: FileAnalysis): readonly ClientSnippet[] {
  for (const part of parts) {
    const snippets = snippetsOf(part);
    if (snippets) return snippets;
  }
  return [];
}

function snippetsOf({ model, settings }: Analysis): readonly ClientSnippet[] | undefined {
  if (model.kind === 'uri') return snippetsForString(model);
  const snippets = model.kind === 'config' ? snippetsForConfig(model, settings.memberHosts) : [];
  return snippets.length > 0 ? snippets : undefined;
}
