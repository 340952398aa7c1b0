import { baseName } from '../core/text/words.ts';
import { namedFiles, parseConfig } from '../core/config/config.ts';
import { composeNames, composeServices, overrideNames } from '../core/deployment/compose-servers.ts';
import { completedStart } from '../core/deployment/completed-start.ts';
import { variablesInEnvFile } from '../core/deployment/env-file.ts';
import { generatedFiles, kustomizationNames } from '../core/deployment/generated-data.ts';
import { plainPath, sourceAt, type Source } from '../core/deployment/mounts.ts';
import type { ComposeService, ServerStart } from '../core/deployment/server-start.ts';
import {
  configsOf,
  settingsOfServer,
  started,
  type ReadConfiguration,
  type StartedServer,
} from '../core/deployment/started-server.ts';
import { startsOfFile } from '../core/deployment/starts-of-file.ts';
import { decodeDocument } from '../core/documents/decode-document.ts';
import type { FileDocument } from '../core/embedded/host-file.ts';
import type { FileFact } from '../core/facts/facts.ts';
import type { Platform } from '../core/server/server-kind.ts';
import { decodeText } from '../core/text/decode-text.ts';
import { overlaps, type Span } from '../core/text/span.ts';
import { limits } from './host.ts';
import { localPath, mappedPath, type Lookup } from './named-files.ts';

/** A file of the workspace as it is known: saved, or changed in an editor. */
export interface KnownFile {
  /** Its path, absolute. */
  readonly location: string;
  readonly document: FileDocument;
}

/** What is known beside the file that starts servers. */
export interface ServerWorld {
  /** Where the files that it names are looked for. */
  readonly lookup: Lookup;
  readonly platform: Platform;
  read(path: string, maxBytes: number): Promise<FileFact>;
  /** A file that is known already. */
  known(path: string): FileDocument | undefined;
  /** The known files of its folder. */
  beside(): Iterable<KnownFile>;
}

/** The servers that a file starts, or those that are wanted, each with the files that it reads. */
export async function startedServers(
  file: KnownFile,
  world: ServerWorld,
  isWanted: (start: ServerStart) => boolean = () => true,
): Promise<StartedServer[]> {
  const { servers } = startsOfFile(file.document);
  return Promise.all(servers.filter(isWanted).map((start) => startedServer(start, file, world)));
}

/** The path on this machine of the configuration that a server reads; `beside` where that stands in some file of the folder. */
export function configurationPlace(
  start: ServerStart,
  lookup: Lookup,
): { readonly path: string } | 'beside' | undefined {
  const { configPath, mounts } = start;
  if (configPath === undefined) return undefined;
  const mapped = mappedPath(configPath, lookup);
  if (mapped !== undefined) return { path: tidy(mapped) };
  if (!mounts) return { path: configPath };
  const source = sourceAt(mounts, configPath);
  if (source?.kind === 'file') return { path: tidy(localPath(source.path, lookup)) };
  return source?.kind === 'data' ? 'beside' : undefined;
}

async function startedServer(
  written: ServerStart,
  file: KnownFile,
  world: ServerWorld,
): Promise<StartedServer> {
  const { location, document } = file;
  const whole = started(written, await completion(written, file, world));
  const { start } = whole;
  const configuration =
    start.configPath === undefined ? undefined : await configurationAt(start.configPath, start, file, world);
  const server: StartedServer = {
    ...whole,
    location,
    text: document.text,
    ...(configuration ? { configuration } : {}),
    files: new Map(),
  };
  const config = settingsOfServer(server)?.config;
  const paths = config ? namedFiles(config).map(({ text }) => text ?? '') : [];
  const keyFile = config?.textOf('security.keyFile');
  const limitOf = (path: string): number => (path === keyFile ? limits.keyFile : limits.pem);
  return { ...server, files: await filesAt([...new Set(paths)], limitOf, start, world) };
}

/** What other files add to a server that a compose file starts; undefined where they add nothing. */
async function completion(
  { service }: ServerStart,
  { location }: KnownFile,
  world: ServerWorld,
): Promise<StartedServer['complete']> {
  if (!service) return undefined;
  const other = await otherService(service, location, world);
  const isFilledIn = [service, other].some((each) => each?.image?.includes('$'));
  const dotEnv = isFilledIn ? await variablesAt('.env', world) : new Map<string, string>();
  const read = service.envFiles.map(async ({ path, span }) =>
    [...(await variablesAt(path, world)).keys()].map((name) => ({ name, span })),
  );
  const variables = (await Promise.all(read)).flat();
  if (!other && dotEnv.size === 0 && variables.length === 0) return undefined;
  const added = { ...(other ? { other } : {}), dotEnv, variables };
  return (written) => (written.service ? completedStart(written, written.service, added) : written);
}

/** What the overriding file of the folder says of a service, or the one that is overridden by this; not where its command goes before. */
async function otherService(
  { name, isOverride }: ComposeService,
  location: string,
  world: ServerWorld,
): Promise<ComposeService | undefined> {
  const base = baseName(location);
  if (!isOverride && !composeNames.includes(base)) return undefined;
  for (const fileName of isOverride ? composeNames : overrideNames) {
    const text = await textOfBeside(fileName, world);
    if (text === undefined) continue;
    // compose takes the first
    const found = composeServices(text, fileName).find((service) => service.name === name);
    return found?.hasCommand === true && !isOverride ? undefined : found;
  }
  return undefined;
}

/** The text of a file of the folder; undefined where there is none, or it cannot be read. */
async function textOfBeside(name: string, world: ServerWorld): Promise<string | undefined> {
  const path = tidy(localPath(name, world.lookup));
  const present = world.known(path);
  if (present) return present.text;
  const fact = world.lookup.mayRead(path) ? await world.read(path, limits.text) : undefined;
  return fact?.state === 'present' ? decodeText(fact.bytes) : undefined;
}

/** The variables that a file of the folder names; none where it cannot be read. */
async function variablesAt(path: string, world: ServerWorld): Promise<ReadonlyMap<string, string>> {
  return variablesInEnvFile((await textOfBeside(path, world)) ?? '');
}

/** Where this machine may have a path of a server; undefined where that is not known. */
function localOf(path: string, { mounts }: ServerStart, { lookup }: ServerWorld): string | undefined {
  const mapped = mappedPath(path, lookup);
  if (mapped !== undefined) return mapped;
  const source = mounts && sourceAt(mounts, path);
  return source?.kind === 'file' ? tidy(localPath(source.path, lookup)) : undefined;
}

/** Without `..` in the middle, so that two ways to one file are the same. */
function tidy(path: string): string {
  return path.startsWith('/') ? plainPath(path) : path;
}

async function filesAt(
  paths: readonly string[],
  limitOf: (path: string) => number,
  start: ServerStart,
  world: ServerWorld,
): Promise<Map<string, FileFact>> {
  const read = paths.map(async (path): Promise<[string, FileFact][]> => {
    const local = localOf(path, start, world);
    if (local === undefined) return [];
    return [
      [path, world.lookup.mayRead(local) ? await world.read(local, limitOf(path)) : { state: 'skipped' }],
    ];
  });
  return new Map((await Promise.all(read)).flat());
}

async function configurationAt(
  path: string,
  start: ServerStart,
  file: KnownFile,
  world: ServerWorld,
): Promise<ReadConfiguration | undefined> {
  const mapped = mappedPath(path, world.lookup);
  if (mapped !== undefined) return fileAt(tidy(mapped), world);
  const { mounts } = start;
  if (!mounts) return becoming(path, file) ?? knownAt(path, world);
  const source = sourceAt(mounts, path);
  return source && configurationFrom(source, file, world);
}

function configurationFrom(
  source: Source,
  file: KnownFile,
  world: ServerWorld,
): Promise<ReadConfiguration | undefined> | ReadConfiguration | undefined {
  switch (source.kind) {
    case 'file':
      return fileAt(tidy(localPath(source.path, world.lookup)), world);
    case 'text':
      return textAt(source.span, file);
    case 'data':
      return dataAt(source, file, world);
    case 'hidden':
      return undefined;
  }
}

async function fileAt(path: string, world: ServerWorld): Promise<ReadConfiguration | undefined> {
  const known = knownAt(path, world);
  if (known) return known;
  if (!world.lookup.mayRead(path)) return undefined;
  const fact = await world.read(path, limits.text);
  if (fact.state !== 'present') return undefined;
  const text = decodeDocument(fact.bytes, 'config', world.platform);
  return { config: parseConfig(text, { fileName: baseName(path) }), location: path, text };
}

function knownAt(path: string, world: ServerWorld): ReadConfiguration | undefined {
  const known = world.known(path);
  return known?.kind === 'config' ? { config: known, location: path, text: known.text } : undefined;
}

/** The configuration that the file itself writes to a path. */
function becoming(path: string, { location, document }: KnownFile): ReadConfiguration | undefined {
  if (document.kind !== 'host') return undefined;
  const entry = document.documents.find(
    ({ target }) => target !== undefined && plainPath(target) === plainPath(path),
  );
  return entry && textAt(entry.span, { location, document });
}

/** The configuration that stands at a place of a file. */
function textAt(span: Span, { location, document }: KnownFile): ReadConfiguration | undefined {
  if (document.kind !== 'host') return undefined;
  const entry = document.documents.find(
    (each) => each.document.kind === 'config' && overlaps(each.span, span),
  );
  const found = configsOf(document).find(({ config }) => config === entry?.document);
  return found && { ...found, location, text: document.text };
}

async function dataAt(
  source: Source & { kind: 'data' },
  file: KnownFile,
  world: ServerWorld,
): Promise<ReadConfiguration | undefined> {
  for (const each of [file, ...world.beside()]) {
    const entry = startsOfFile(each.document).data.find((data) => isOf(data, source));
    const found = entry && textAt(entry.span, each);
    if (found) return found;
  }
  return generatedAt(source, world);
}

/** The configuration that Kustomize puts into a ConfigMap or Secret from a file, as the folder's kustomization says. */
async function generatedAt(
  source: Source & { kind: 'data' },
  world: ServerWorld,
): Promise<ReadConfiguration | undefined> {
  for (const name of kustomizationNames) {
    const text = await textOfBeside(name, world);
    if (text === undefined) continue;
    const found = generatedFiles(text).find((data) => isOf(data, source));
    return found && fileAt(tidy(localPath(found.path, world.lookup)), world);
  }
  return undefined;
}

type DataPlace = Pick<Source & { kind: 'data' }, 'resource' | 'name' | 'key'>;

function isOf(data: DataPlace, { resource, name, key }: DataPlace): boolean {
  return data.resource === resource && data.name === name && data.key === key;
}
