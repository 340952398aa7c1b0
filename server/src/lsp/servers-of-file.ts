import { isStartedBy, type StartedServer } from '../core/deployment/started-server.ts';
import { startsOfFile } from '../core/deployment/starts-of-file.ts';
import type { FileAnalysis } from './analysis.ts';

/** The servers that a file starts, in its order. */
export function serversStartedIn({ document, model, servers }: FileAnalysis): readonly StartedServer[] {
  return startsOfFile(model).servers.map(
    (start) =>
      servers.find((server) => isStartedBy(server, start)) ?? {
        start,
        location: document.uri,
        text: model.text,
        files: new Map(),
      },
  );
}
