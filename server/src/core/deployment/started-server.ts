import type { Config } from '../config/config.ts';
import type { FileDocument } from '../embedded/host-file.ts';
import { hostSpan, type Place } from '../embedded/place.ts';
import type { Facts, FileFact } from '../facts/facts.ts';
import type { ServerFact } from '../facts/server-fact.ts';
import type { ServerVersion } from '../server/server-version.ts';
import type { Span } from '../text/span.ts';
import { mergedConfig, type MergedConfig } from './merged-config.ts';
import { sourceAt } from './mounts.ts';
import type { ServerStart } from './server-start.ts';
import { startsOfFile } from './starts-of-file.ts';

/** A server as it is started, with all its parts. */
export interface StartedServer {
  readonly start: ServerStart;
  /** The start as its own file says it, where other files add to that. */
  readonly written?: ServerStart;
  /** What other files add to a start of its file. */
  readonly complete?: (written: ServerStart) => ServerStart;
  /** The file that starts it, as a path or URI to show and to open, and its text. */
  readonly location: string;
  readonly text: string;
  /** The file that its `--config` names; absent where none is named or that is not known here. */
  readonly configuration?: ReadConfiguration;
  /** What this machine has of the files that it reads, by the path that the server sees. */
  readonly files: ReadonlyMap<string, FileFact>;
}

/** Whether a server is the one of a start in its own file. */
export function isStartedBy({ start, written }: StartedServer, own: ServerStart | undefined): boolean {
  return (written ?? start) === own;
}

/** A configuration that servers read, wherever it stands. */
export interface ReadConfiguration {
  readonly config: Config;
  /** The file that it stands in, and the text of that. */
  readonly location: string;
  readonly text: string;
  /** Absent where the configuration is the whole file. */
  readonly place?: Place;
}

/** A place of a configuration in the file that it stands in. */
export function spanInFile({ place }: ReadConfiguration, span: Span): Span {
  return place ? hostSpan(place, span) : span;
}

/** The settings of a server, merged; undefined where it has neither flags nor a file that is known. */
export function settingsOfServer({ start, configuration }: StartedServer): MergedConfig | undefined {
  if (configuration) return mergedConfig(configuration.config, start);
  return start.flags && { config: start.flags, base: 0 };
}

/** The facts for judging a document as a part of a server; what a comment in its configuration says of the version goes first. */
export function factsOfServer(server: StartedServer, facts: Facts, stated?: Config['version']): Facts {
  const { start, files } = server;
  const version = stated ?? start.version;
  return {
    ...facts,
    ...(version ? { serverVersion: version, versionIsAssumed: false } : {}),
    ...(start.mounts ? { files } : {}),
    server: serverFact(start),
  };
}

function serverFact({ name, maker, mounts }: ServerStart): ServerFact {
  return {
    name,
    ...(maker ? { maker } : {}),
    sourceOf: (path) => {
      const source = mounts ? sourceAt(mounts, path) : { kind: 'hidden' };
      return source === undefined ? 'missing' : source.kind === 'file' ? 'bound' : 'hidden';
    },
  };
}

/** The versions of the servers that read a configuration, each once, as its own comment or they say; none where nobody reads it. */
export function versionsOfReaders(
  document: unknown,
  servers: readonly StartedServer[],
  facts: Facts,
): ServerVersion[] {
  const found = new Map<string, ServerVersion>();
  for (const server of servers) {
    if (!server.configuration || server.configuration.config !== document) continue;
    const { serverVersion } = factsOfServer(server, facts, server.configuration.config.version);
    found.set(serverVersion.join('.'), serverVersion);
  }
  return [...found.values()];
}

/** The facts about a configuration for those that ask of no single server: it is for the version of its servers, where that is one. */
export function factsOfReaders(document: unknown, servers: readonly StartedServer[], facts: Facts): Facts {
  const [version, ...others] = versionsOfReaders(document, servers, facts);
  if (!version || others.length > 0) return facts;
  return { ...facts, serverVersion: version, versionIsAssumed: false };
}

/** The same servers after a file of theirs was changed: what `before` was in them is `after` now. */
export function serversAfter(
  servers: readonly StartedServer[],
  before: FileDocument,
  after: FileDocument,
): readonly StartedServer[] {
  if (before === after || servers.length === 0) return servers;
  const starts = startsOfFile(before).servers;
  const nextStarts = startsOfFile(after).servers;
  const configs = configsOf(before);
  const nextConfigs = configsOf(after);
  const isSame = starts.length === nextStarts.length && configs.length === nextConfigs.length;
  return servers.flatMap((server) => {
    const { start, configuration, complete, written = start } = server;
    const startAt = starts.indexOf(written);
    const configAt = configuration ? configs.findIndex(({ config }) => config === configuration.config) : -1;
    if (!isSame) return startAt < 0 && configAt < 0 ? [server] : [];
    const nextStart = nextStarts[startAt];
    const nextConfig = nextConfigs[configAt];
    return [
      {
        ...server,
        ...(nextStart ? { ...started(nextStart, complete), text: after.text } : {}),
        ...(configuration && nextConfig
          ? { configuration: { ...configuration, ...nextConfig, text: after.text } }
          : {}),
      },
    ];
  });
}

/** A start with what other files add to it. */
export function started(
  written: ServerStart,
  complete: StartedServer['complete'],
): Pick<StartedServer, 'start' | 'written' | 'complete'> {
  return complete ? { start: complete(written), written, complete } : { start: written };
}

/** The configurations in a file, each with its place. */
export function configsOf(file: FileDocument): readonly Pick<ReadConfiguration, 'config' | 'place'>[] {
  if (file.kind === 'config') return [{ config: file }];
  if (file.kind !== 'host') return [];
  return file.documents.flatMap(({ document, place }) =>
    document.kind === 'config' ? [{ config: document, place }] : [],
  );
}
