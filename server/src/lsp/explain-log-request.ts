import type { NamedConfig } from '../core/logs/log-places.ts';
import { LogExplainer } from '../core/logs/explain-log.ts';
import { fileChunks } from '../host/file-chunks.ts';
import type {
  ExplainLogLineParams,
  ExplainLogLineResult,
  ExplainLogParams,
  ExplainLogResult,
} from '../protocol.ts';
import { logLineMarkdown, logMarkdown } from '../report/log-markdown.ts';
import type { Session } from './session.ts';
import { localPathOf } from './workspace.ts';

/** Answers `mongodbTls/explainLog`. The settings are looked for in the open configurations. */
export async function explainLog(
  { text, uri }: ExplainLogParams,
  session: Session,
): Promise<ExplainLogResult> {
  const explainer = new LogExplainer();
  if (text !== undefined) explainer.push(latin1(text));
  else {
    const problem = await readInto(explainer, uri ?? '');
    if (problem !== undefined) return { error: problem };
  }
  return { markdown: logMarkdown(explainer.finish(), await openConfigs(session)) };
}

/** The answer where something of ours failed. */
export const explainLogFailed: ExplainLogResult = {
  error: 'The log could not be explained. The log of MongoDB TLS says why.',
};

/** Answers `mongodbTls/explainLogLine`: what a hover over one line shows. */
export function explainLogLine({ line }: ExplainLogLineParams): ExplainLogLineResult {
  const explainer = new LogExplainer();
  explainer.push(latin1(line));
  const [entry] = explainer.finish().entries;
  return entry ? { markdown: logLineMarkdown(entry) } : null;
}

async function readInto(explainer: LogExplainer, uri: string): Promise<string | undefined> {
  const path = localPathOf(uri);
  if (path === undefined)
    return 'Only logs on a disk can be explained; open the log, or paste it into an editor.';
  const chunks = await fileChunks(path);
  if (typeof chunks === 'string') return `${path}: ${chunks}.`;
  try {
    for await (const { buffer, byteOffset, byteLength } of chunks) {
      explainer.push(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'));
    }
  } catch (error) {
    return `${path} could not be read to its end: ${error instanceof Error ? error.message : String(error)}.`;
  }
  return undefined;
}

/** The explainer takes bytes. */
function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

async function openConfigs(session: Session): Promise<NamedConfig[]> {
  const analyses = await Promise.all(session.documents.keys().map((uri) => session.analysisOf(uri)));
  return analyses.flatMap((analysis) =>
    analysis?.model.kind === 'config' ? [{ file: analysis.document.uri, config: analysis.model }] : [],
  );
}
