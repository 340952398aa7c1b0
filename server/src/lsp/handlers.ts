import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { Analysis } from './analysis.ts';
import { guardNotification, guardRequest } from './guard.ts';
import type { Session } from './session.ts';

/** What makes handlers of a session; see {@link handlersOf}. */
export type Handlers = ReturnType<typeof handlersOf>;

/** What makes handlers from which nothing throws; a request that fails is answered with its `fallback`. */
export function handlersOf(session: Session) {
  const { log } = session;
  const request = <P, R, E = void>(
    name: string,
    fallback: R,
    handle: (params: P, token: CancellationToken) => R | Promise<R>,
  ) => guardRequest<P, R, E>(log, name, fallback, handle);
  const notified = <P>(name: string, handle: (params: P) => void | Promise<void>) =>
    guardNotification(log, name, handle);
  /** A feature that works from the analysis of one document. */
  const feature = <P extends { textDocument: TextDocumentIdentifier }, R>(
    name: string,
    fallback: R,
    handle: (analysis: Analysis, params: P, token: CancellationToken) => R | Promise<R>,
  ) =>
    request(name, fallback, async (params: P, token) => {
      const analysis = await session.analysisOf(params.textDocument.uri);
      if (!analysis) return fallback;
      const answer = await handle(analysis, params, token);
      // positions in an older text would be wrong ones
      if (session.isStale(analysis))
        throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');
      return answer;
    });
  return { request, notified, feature };
}
