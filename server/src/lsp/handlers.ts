import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Position,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import { partAt, type Analysis, type FileAnalysis } from './analysis.ts';
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
  /** A feature that works from the analysis of one file. */
  const feature = <P extends { textDocument: TextDocumentIdentifier }, R>(
    name: string,
    fallback: R,
    handle: (analysis: FileAnalysis, params: P, token: CancellationToken) => R | Promise<R>,
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
  /** A feature that works from the document in which a position lies. */
  const featureAt = <P extends { textDocument: TextDocumentIdentifier; position: Position }, R>(
    name: string,
    fallback: R,
    handle: (analysis: Analysis, params: P) => R | Promise<R>,
  ) =>
    feature(name, fallback, (file, params: P) => {
      const part = partAt(file, params.position);
      return part ? handle(part, params) : fallback;
    });
  /** A feature that answers for each document of a file. */
  const featureOfAll = <P extends { textDocument: TextDocumentIdentifier }, T>(
    name: string,
    handle: (analysis: Analysis, params: P) => readonly T[],
  ) => feature<P, T[]>(name, [], ({ parts }, params) => parts.flatMap((part) => handle(part, params)));
  return { request, notified, feature, featureAt, featureOfAll };
}
