import { dirname, resolve } from 'node:path';
import type { FileKind } from '../core/embedded/host-file.ts';
import type { StartedServer } from '../core/deployment/started-server.ts';
import { startsOfFile } from '../core/deployment/starts-of-file.ts';
import { addToList } from '../core/text/once.ts';
import { startedServers, type KnownFile } from '../host/started-servers.ts';
import type { Io } from './io.ts';
import type { Platform } from '../core/server/server-kind.ts';

/** The servers that files start, by the paths of the files that start them and of those that hold their configurations. */
export async function workspaceServers(
  files: readonly (KnownFile & { readonly kind?: FileKind })[],
  { pathMap, platform }: { readonly pathMap: Readonly<Record<string, string>>; readonly platform: Platform },
  { host, cwd }: Pick<Io, 'host' | 'cwd'>,
): Promise<ReadonlyMap<string, readonly StartedServer[]>> {
  const byPath = new Map(files.map((file) => [file.location, file]));
  const mapped = Object.fromEntries(
    Object.entries(pathMap).map(([prefix, folder]) => [prefix, resolve(cwd, folder)]),
  );
  const byFolder = new Map<string, KnownFile[]>();
  for (const file of files) addToList(byFolder, dirname(file.location), file);
  const found = new Map<string, StartedServer[]>();
  for (const file of files) {
    if ((file.kind ?? 'host') !== 'host' || startsOfFile(file.document).servers.length === 0) continue;
    const folder = dirname(file.location);
    const servers = await startedServers(file, {
      lookup: { baseFolder: folder, pathMap: mapped, mayRead: () => true },
      platform,
      read: (path, maxBytes) => host.read(path, maxBytes),
      known: (path) => byPath.get(resolve(path))?.document,
      beside: () => (byFolder.get(folder) ?? []).filter(({ location }) => location !== file.location),
    });
    for (const server of servers) {
      for (const path of new Set([file.location, server.configuration?.location ?? file.location]))
        addToList(found, path, server);
    }
  }
  return found;
}
