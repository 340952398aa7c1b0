import type { Facts } from '../facts/facts.ts';
import type { FileDocument } from '../embedded/host-file.ts';
import { newestVersion, type ServerVersion } from '../server/server-version.ts';

/**
 * The facts about the server that a document is for: what its own comments say goes before the version that the user gave. With
 * neither, the newest version is assumed.
 */
export function serverFacts(
  document: FileDocument,
  given: ServerVersion | undefined,
): Pick<Facts, 'serverVersion' | 'versionIsAssumed' | 'configExpand'> {
  const stated = document.kind === 'config' ? document : undefined;
  const version = stated?.version ?? given;
  return {
    serverVersion: version ?? newestVersion,
    ...(version ? {} : { versionIsAssumed: true }),
    ...(stated?.configExpand ? { configExpand: stated.configExpand } : {}),
  };
}
