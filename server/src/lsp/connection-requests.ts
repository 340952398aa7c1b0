import type { CancellationToken } from 'vscode-languageserver';
import { withoutSecrets } from '../core/client-options/without-secrets.ts';
import {
  connectionOfString,
  suggestConnection,
  type SuggestedConnection,
} from '../core/editing/suggest-connection.ts';
import { localPath } from '../host/named-files.ts';
import type {
  SuggestConnectionParams,
  SuggestConnectionResult,
  TestConnectionParams,
  TestConnectionResult,
} from '../protocol.ts';
import type { ConnectReport, ServerMode } from '../probe/report.ts';
import { connectMarkdown } from '../report/connect-markdown.ts';
import { partAt, type Analysis, type FileAnalysis } from './analysis.ts';
import { openConnection, untilCancelled } from './open-connection.ts';
import { obstacleFiles, obstaclePlaces } from './obstacle-places.ts';
import type { Session } from './session.ts';

/** Answers `mongodbTls/suggestConnection`. */
export async function suggest(
  { textDocument, position }: SuggestConnectionParams,
  session: Session,
): Promise<SuggestConnectionResult> {
  // the command may be what woke the extension up
  await session.othersTold;
  const analysis = await session.analysisOf(textDocument.uri);
  if (!analysis) return null;
  const here = position && partAt(analysis, position);
  const { parts } = analysis;
  const configs = parts.filter(({ model }) => model.kind === 'config');
  for (const part of [...(here ? [here] : []), ...configs, ...parts]) {
    const suggested = suggestionOf(part);
    if (suggested) return suggested;
  }
  return null;
}

function suggestionOf({ model, settings, lookup }: Analysis): SuggestedConnection | undefined {
  if (model.kind === 'uri') return connectionOfString(model);
  if (model.kind !== 'config') return undefined;
  const { memberHosts } = settings;
  return suggestConnection(model, { memberHosts, localPath: (path) => localPath(path, lookup) });
}

/** The connection string as it stands in a file, with the secrets that were left out of it. */
function withSecretsOf(uri: string, { parts }: FileAnalysis): string {
  for (const { model } of parts)
    if (model.kind === 'uri' && connectionOfString(model)?.hasSecrets && withoutSecrets(model) === uri)
      return model.text;
  return uri;
}

/** Answers `mongodbTls/testConnection`; cancelling the request ends the attempt. */
export async function test(
  { connection, timeoutMs, details = false, textDocument }: TestConnectionParams,
  session: Session,
  token: CancellationToken,
): Promise<TestConnectionResult> {
  const { testConnection } = session;
  const opened = openConnection({ connection, timeoutMs }, session);
  return untilCancelled(token, async (signal) => {
    const analysis = textDocument && (await session.analysisOf(textDocument.uri));
    const uri = analysis ? withSecretsOf(opened.uri, analysis) : opened.uri;
    const report = await testConnection({ ...opened, uri, details }, signal);
    return { ...resultOf(report), places: analysis ? obstaclePlaces(report, analysis) : [] };
  });
}

const modes: Readonly<Record<ServerMode, string>> = {
  disabled: 'The server takes connections without TLS only.',
  'allowTLS or preferTLS': 'The server takes connections with and without TLS (allowTLS or preferTLS).',
  requireTLS: 'The server takes connections with TLS only (requireTLS).',
};

const withAnyHost = {
  title: 'Test Without Host Name Check',
  options: { tlsAllowInvalidHostnames: 'true' },
} as const;

/** The answer where something of ours failed; the log says what. */
export const testFailed: TestConnectionResult = resultOf({
  version: 1,
  ok: false,
  library: '',
  notes: [],
  steps: [],
  diagnosis: {
    code: 'unknown',
    title: 'The connection could not be tested',
    explanation: 'The language server itself failed. Its log says where.',
    fixes: ['Run the command "MongoDB TLS: Show Log", and try again.'],
    raw: { code: '', message: '' },
  },
});

function resultOf(report: ConnectReport): TestConnectionResult {
  const { mode, diagnosis } = report;
  return {
    report,
    markdown: connectMarkdown(report),
    places: [],
    files: obstacleFiles(report),
    ...(mode === undefined ? {} : { modeText: modes[mode] }),
    retries: diagnosis?.code === 'hostname-mismatch' ? [withAnyHost] : [],
  };
}
