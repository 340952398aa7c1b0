import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';

type Answer<R, E> = R | ResponseError<E>;

/** Where the faults of handlers go. */
export type Log = (message: string) => void;

/**
 * Wraps the handler of a request: a cancelled request stops, before and after the work; what the handler throws is logged with
 * the document's URI and answered with `fallback`, so that nothing throws out of a handler. A thrown ResponseError is the
 * handler's answer.
 */
export function guardRequest<P, R, E = void>(
  log: Log,
  name: string,
  fallback: R,
  handle: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<Answer<R, E>> {
  return async (params, token) => {
    if (isCancelled(token)) return cancelled();
    try {
      const answer = await handle(params, token);
      return isCancelled(token) ? cancelled() : answer;
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<E>;
      log(failure(name, params, error));
      return fallback;
    }
  };
}

/** Wraps the handler of a notification: what it throws is logged. */
export function guardNotification<P>(
  log: Log,
  name: string,
  handle: (params: P) => void | Promise<void>,
): (params: P) => Promise<void> {
  return async (params) => {
    try {
      await handle(params);
    } catch (error) {
      log(failure(name, params, error));
    }
  };
}

function cancelled<E>(): ResponseError<E> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}

/** A function, so that TypeScript knows the answer to change. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function failure(name: string, params: unknown, error: unknown): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const uri = uriOf(params);
  return `${name} failed${uri === undefined ? '' : ` for ${uri}`}: ${what}`;
}

function uriOf(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined;
  if ('uri' in params && typeof params.uri === 'string') return params.uri;
  return 'textDocument' in params ? uriOf(params.textDocument) : undefined;
}
