import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { suggestConnection } from '../core/editing/suggest-connection.ts';
import { localPath } from '../host/named-files.ts';
import type {
  ConnectionSecrets,
  SuggestConnectionResult,
  TestConnectionParams,
  TestConnectionResult,
} from '../protocol.ts';
import type { ConnectReport, ServerMode } from '../probe/report.ts';
import { connectMarkdown } from '../report/connect-markdown.ts';
import type { FileAnalysis } from './analysis.ts';
import { obstacleFiles, obstaclePlaces } from './obstacle-places.ts';
import type { Session } from './session.ts';

/** Answers `mongodbTls/suggestConnection`. */
export function suggest({ parts, settings, lookup }: FileAnalysis): SuggestConnectionResult {
  const model = parts.map((part) => part.model).find(({ kind }) => kind === 'config');
  if (model?.kind !== 'config') return null;
  const { memberHosts } = settings;
  return suggestConnection(model, { memberHosts, localPath: (path) => localPath(path, lookup) }) ?? null;
}

/** Answers `mongodbTls/testConnection`; cancelling the request ends the attempt. */
export async function test(
  { connection, timeoutMs, details = false, textDocument }: TestConnectionParams,
  session: Session,
  token: CancellationToken,
): Promise<TestConnectionResult> {
  const { open, testConnection, workspace } = session;
  if (!workspace.trusted) throw refused('No connection is made from a workspace that is not trusted.');
  const secrets = readSecrets(open(connection));
  if (!secrets) {
    throw refused('The connection string did not reach the language server. Restart it and try again.');
  }
  const [baseFolder] = workspace.folders;
  const abort = new AbortController();
  const subscription = token.onCancellationRequested(() => {
    abort.abort();
  });
  try {
    const report = await testConnection(
      { ...secrets, timeoutMs, details, ...(baseFolder === undefined ? {} : { baseFolder }) },
      abort.signal,
    );
    const analysis = textDocument && (await session.analysisOf(textDocument.uri));
    return { ...resultOf(report), places: analysis ? obstaclePlaces(report, analysis) : [] };
  } finally {
    subscription.dispose();
  }
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

/** What was sealed; undefined for anything else. Nothing of it may reach a message, so the parser's error is not passed on. */
function readSecrets(text: string | undefined): ConnectionSecrets | undefined {
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || !('uri' in parsed) || !('options' in parsed))
    return undefined;
  const { uri, options } = parsed;
  if (typeof uri !== 'string' || typeof options !== 'object' || options === null) return undefined;
  const entries = Object.entries(options).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { uri, options: Object.fromEntries(entries) };
}

function refused(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
