import { dirname, resolve } from 'node:path';
import type { StartedServer } from '../core/deployment/started-server.ts';
import { startsOfFile } from '../core/deployment/starts-of-file.ts';
import { startedServers, type KnownFile } from '../host/started-servers.ts';
import type { Io } from './io.ts';
import type { Platform } from '../core/server/server-kind.ts';

/** The servers that files start, by the paths of the files that start them and of those that hold their configurations. */
export async function workspaceServers(
  files: readonly KnownFile[],
  { pathMap, platform }: { readonly pathMap: Readonly<Record<string, string>>; readonly platform: Platform },
  { host, cwd }: Pick<Io, 'host' | 'cwd'>,
): Promise<ReadonlyMap<string, readonly StartedServer[]>> {
  const byPath = new Map(files.map(({ location, document }) => [location, document]));
  const mapped = Object.fromEntries(
    Object.entries(pathMap).map(([prefix, folder]) => [prefix, resolve(cwd, folder)]),
  );
  const found = new Map<string, StartedServer[]>();
  for (const file of files) {
    if (startsOfFile(file.document).servers.length === 0) continue;
    const folder = dirname(file.location);
    const servers = await startedServers(file, {
      lookup: { baseFolder: folder, pathMap: mapped, mayRead: () => true },
      platform,
      read: (path, maxBytes) => host.read(path, maxBytes),
      known: (path) => byPath.get(resolve(path)),
      beside: () =>
        files.filter(({ location }) => location !== file.location && dirname(location) === folder),
    });
    for (const server of servers) {
      for (const path of new Set([file.location, server.configuration?.location ?? file.location]))
        found.set(path, [...(found.get(path) ?? []), server]);
    }
  }
  return found;
}
