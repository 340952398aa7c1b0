import { basename, dirname, join, resolve } from 'node:path';
import { startsOfFile } from '../core/deployment/starts-of-file.ts';
import type { StartedServer } from '../core/deployment/started-server.ts';
import { detectKind, parseText } from '../core/documents/document.ts';
import type { KnownFile } from '../host/started-servers.ts';
import type { Io } from './io.ts';
import { decodeConfig } from '../core/documents/decode-document.ts';
import { limits } from '../host/host.ts';
import { workspaceServers } from './workspace-servers.ts';

/** Names of files that start servers. */
const startingNames = /compose|\.(?:ya?ml|json|service|sh)$|dockerfile/i;
/** More files than anybody keeps beside a configuration. */
const mostNames = 300;

/** A file as it is given: a configuration, or what starts servers. */
export function knownFile(location: string, text: string): KnownFile {
  const fileName = basename(location);
  const isHost = detectKind(fileName, text) === 'host';
  const host = isHost ? parseText('host', text, { fileName }) : undefined;
  const document =
    host && startsOfFile(host).servers.length > 0 ? host : parseText('config', text, { fileName });
  return { location, document };
}

/** The servers of given files, by path: also those that a file beside a given configuration starts. */
export async function serversOfSettings(
  given: readonly KnownFile[],
  io: Pick<Io, 'host' | 'cwd'>,
): Promise<ReadonlyMap<string, readonly StartedServer[]>> {
  const known = new Map(given.map((file) => [file.location, file]));
  const folders = new Set(given.map(({ location }) => dirname(location)));
  for (const folder of folders) {
    for (const name of await io.host.namesIn(folder, mostNames)) {
      const path = join(folder, name);
      if (known.has(path) || !startingNames.test(name)) continue;
      const fact = await io.host.read(path, limits.keyFile);
      const text = fact.state === 'present' ? decodeConfig(fact.bytes, 'linux') : '';
      if (text.includes('mongo')) known.set(path, knownFile(path, text));
    }
  }
  return workspaceServers([...known.values()], { pathMap: {}, platform: 'linux' }, io);
}

/** The path of a given file on this machine. */
export function locationOf(path: string, { cwd }: Pick<Io, 'cwd'>): string {
  return resolve(cwd, path);
}
