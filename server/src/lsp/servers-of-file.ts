import type { StartedServer } from '../core/deployment/started-server.ts';
import { startsOfFile } from '../core/deployment/starts-of-file.ts';
import type { FileAnalysis } from './analysis.ts';

/** The servers that a file starts, in its order. */
export function serversStartedIn({ document, model }: FileAnalysis): readonly StartedServer[] {
  const { uri } = document;
  return startsOfFile(model).servers.map((start) => ({
    start,
    location: uri,
    text: model.text,
    files: new Map(),
  }));
}
