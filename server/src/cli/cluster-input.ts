import { mayTellOfClusters, isScript } from '../core/documents/file-names.ts';
import { basename, dirname, resolve, sep } from 'node:path';
import { newPool } from '../core/cluster/read-state.ts';
import { clustersOf, type HostSource } from '../core/cluster/clusters.ts';
import type { Cluster } from '../core/cluster/member.ts';
import { ofVersion, readServerFile, type ServerDocument } from '../core/cluster/server-documents.ts';
import { startedMembers } from '../core/cluster/started-members.ts';
import { factsOfServer } from '../core/deployment/started-server.ts';
import type { KnownFile } from '../host/started-servers.ts';
import { workspaceServers } from './workspace-servers.ts';
import type { ServerSource } from '../core/cluster/server-source.ts';
import { initiatedSets } from '../core/deployment/initiated-sets.ts';
import { decodeDocument } from '../core/documents/decode-document.ts';
import { keyFilesNamedBy, pathsNamedBy } from '../core/documents/document.ts';
import { serverFacts } from '../core/documents/server-facts.ts';
import type { Platform } from '../core/server/server-kind.ts';
import type { ServerVersion } from '../core/server/server-version.ts';
import type { Host } from '../host/host.ts';
import { readNamedFiles, readingOnce } from '../host/named-files.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { counted } from '../report/counted.ts';
import type { Io } from './io.ts';
import { isBinary, maxBytes } from './read-input.ts';
import { targets, type Target } from './targets.ts';

/** How the servers of a folder are to be read. */
export interface ClusterInput {
  readonly paths: readonly string[];
  /** undefined: not given, and the newest is assumed. */
  readonly serverVersion: ServerVersion | undefined;
  readonly platform: Platform;
  /** Server path prefix to local folder, as the user wrote it. */
  readonly pathMap: Readonly<Record<string, string>>;
  readonly memberHosts: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly expiryWarningDays: number;
}

/** Scripts of the shell, which name the members of sets. */
const mostScriptBytes = 512 * 1024;

/**
 * Reads all servers below the paths, and groups them. Each file is read once, however many configurations name it. What could not
 * be read goes to `onProblem`.
 */
export async function readClusters(
  input: ClusterInput,
  io: Io,
  onProblem: (path: string, reason: string) => void,
): Promise<Cluster[]> {
  const host = readingOnce(io.host);
  const found: Found[] = [];
  const starting: KnownFile[] = [];
  const shownAs = new Map<string, Shown>();
  const hostSources: HostSource[] = [];
  for (const path of input.paths) {
    const given = partsOf(resolve(io.cwd, path)).length;
    for await (const target of targets([path], io, onProblem, [], mayTellOfClusters)) {
      const text = await textOf(target, input, host, onProblem);
      if (text === undefined) continue;
      const parts = partsOf(target.absolute);
      // a file that was named stands in a folder that was not
      const below = target.named ? parts.length - 1 : given;
      const lists = initiatedSets(text);
      if (lists.length > 0) hostSources.push({ path: parts, given: below, lists });
      if (isScript(target.path)) continue;
      shownAs.set(target.absolute, { file: target.path, path: parts, given: below });
      io.progress?.tell(() => `Read ${counted(shownAs.size, 'file')}`);
      const file = readServerFile(basename(target.path), text, target.named);
      found.push(...file.servers.map((server) => ({ ...server, at: target.absolute })));
      if (file.starting) starting.push({ location: target.absolute, document: file.starting });
    }
  }
  const started = [
    ...(await workspaceServers(starting, input, { host: { ...io.host, ...host }, cwd: io.cwd })).values(),
  ];
  const { members, read, configs } = startedMembers([...new Set(started.flat())]);
  const sources: ServerSource[] = [];
  for (const { at, config, version, ...around } of found) {
    const shown = shownAs.get(at);
    if (!shown || configs.has(config) || (!around.within && read.has(at))) continue;
    const facts = ofVersion(version, await factsOf(config, at, input, io, host));
    sources.push({ ...shown, config, facts, ...around });
  }
  for (const { server, location, config, ...around } of members) {
    const shown = shownAs.get(location);
    if (!shown) continue;
    const facts = factsOfServer(server, await factsOf(config, location, input, io, host), config.version);
    sources.push({ ...shown, config, facts, ...around });
  }
  return clustersOf(sources, hostSources, { memberHosts: input.memberHosts, pool: newPool() });
}

type Shown = Pick<ServerSource, 'file' | 'path' | 'given'>;

/** A configuration that is a file, by its path. */
interface Found extends ServerDocument {
  readonly at: string;
}

async function textOf(
  target: Target,
  { platform }: ClusterInput,
  host: Pick<Host, 'read'>,
  onProblem: (path: string, reason: string) => void,
): Promise<string | undefined> {
  const isOfShell = isScript(target.path);
  const fact = await host.read(target.absolute, isOfShell ? mostScriptBytes : maxBytes);
  if (fact.state !== 'present') {
    const reason = fact.state === 'unreadable' ? fact.reason : 'was there a moment ago and is gone';
    // a bundle of somebody's program is no script for a deployment
    if (!isOfShell || target.named) onProblem(target.path, reason);
    return undefined;
  }
  if (isBinary(fact.bytes)) return undefined;
  return decodeDocument(fact.bytes, undefined, platform);
}

async function factsOf(
  config: ServerSource['config'],
  absolute: string,
  { pathMap, serverVersion, platform, now, expiryWarningDays, memberHosts }: ClusterInput,
  io: Io,
  host: Pick<Host, 'read'>,
): Promise<ServerSource['facts']> {
  const mapped = Object.fromEntries(
    Object.entries(pathMap).map(([prefix, folder]) => [prefix, resolve(io.cwd, folder)]),
  );
  const lookup = { baseFolder: dirname(absolute), pathMap: mapped, mayRead: () => true };
  return {
    now,
    ...serverFacts(config, serverVersion),
    platform,
    edition: 'any',
    files: await readNamedFiles(pathsNamedBy(config), lookup, host, keyFilesNamedBy(config)),
    expiryWarningDays,
    memberHosts,
    crypto: nodeCrypto,
  };
}

function partsOf(path: string): string[] {
  return path.split(sep);
}
