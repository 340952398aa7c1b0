import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { LiveConnection } from '../probe/live.ts';
import type { ConnectionSecrets, LiveConnectionParams, Sealed } from '../protocol.ts';
import type { Workspace } from './workspace.ts';

/** What decides whether a connection may be made. */
export interface OpenContext {
  readonly open: (sealed: Sealed) => string | undefined;
  readonly workspace: Workspace;
}

/** What a connection is made with. Throws a ResponseError where none may be made, or its secrets cannot be read. */
export function openConnection(
  { connection, timeoutMs }: LiveConnectionParams,
  { open, workspace }: OpenContext,
): LiveConnection {
  if (!workspace.trusted) throw refused('No connection is made from a workspace that is not trusted.');
  const secrets = readSecrets(open(connection));
  if (!secrets) {
    throw refused('The connection string did not reach the language server. Restart it and try again.');
  }
  const [baseFolder] = workspace.folders;
  return { ...secrets, timeoutMs, ...(baseFolder === undefined ? {} : { baseFolder }) };
}

/** Does something that ends when the client takes its request back. */
export async function untilCancelled<T>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const subscription = token.onCancellationRequested(() => {
    abort.abort();
  });
  try {
    return await work(abort.signal);
  } finally {
    subscription.dispose();
  }
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

/** What the client shows as it is. */
export function refused(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
