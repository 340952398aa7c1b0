import type { CommandLine } from '../command-lines/command-line.ts';
import type { Embedded, FileDocument, HostFile } from '../embedded/host-file.ts';
import { readHostYaml } from '../embedded/yaml-host.ts';
import { configPathOf, serverCommand } from './container-start.ts';
import { composeServers } from './compose-servers.ts';
import { generatedLiterals } from './generated-data.ts';
import { dockerfileMounts, makerAround } from './dockerfile-mounts.ts';
import type { Mounts } from './mounts.ts';
import { dataOf, podServers, resourcesIn } from './pod-servers.ts';
import { runServers } from './run-servers.ts';
import type { DataEntry, ServerStart, StartsOfFile } from './server-start.ts';

const none: StartsOfFile = { servers: [], data: [] };

/** A file is looked through once, however many ask. */
const known = new WeakMap<HostFile, StartsOfFile>();

/** What a file says of the servers that it starts, and of the texts that it gives to others. Never throws. */
export function startsOfFile(file: FileDocument): StartsOfFile {
  if (file.kind !== 'host' || !file.text.includes('mongo') || isProse.test(file.fileName)) return none;
  const found = known.get(file) ?? readStarts(file);
  known.set(file, found);
  return found;
}

const isProse = /\.(?:md|mdx|markdown|rst|adoc|txt)$/i;
const manifest = /^[ \t-]*["']?(?:services|kind|(?:configMap|secret)Generator)["']?[ \t]*:/m;

function readStarts(file: HostFile): StartsOfFile {
  const { text, documents, fileName } = file;
  const servers: ServerStart[] = [];
  const data: DataEntry[] = [];
  if (manifest.test(text)) {
    for (const root of readHostYaml(text)) {
      servers.push(...composeServers(root, documents, fileName));
      data.push(...generatedLiterals(root));
      for (const resource of resourcesIn(root)) {
        servers.push(...podServers(resource, documents));
        data.push(...dataOf(resource));
      }
    }
  }
  servers.push(...runServers(text, documents));
  const taken = new Set(servers.map(({ command }) => command?.span[0]));
  servers.push(...documents.flatMap((entry) => plainStart(file, entry, taken) ?? []));
  return { servers, data };
}

/** A server that a unit, a script or a Dockerfile starts. */
function plainStart(
  file: HostFile,
  entry: Embedded,
  taken: ReadonlySet<number | undefined>,
): ServerStart | undefined {
  const found = serverCommand(entry);
  if (!found || taken.has(found.document.span[0])) return undefined;
  const { document, flags, version } = found;
  const mounts = mountsAround(file, document);
  const maker = mounts?.ofImage === true ? makerAround(file.text, document.span[0]) : undefined;
  return {
    name: document.program,
    program: document.program,
    span: document.span,
    ...(version ? { version } : {}),
    ...(maker ? { maker } : {}),
    command: document,
    flags,
    ...configPathOf(document),
    ...(mounts ? { mounts } : {}),
  };
}

/** What a container around a command has; undefined where it runs without one. */
function mountsAround(
  { text, fileName, documents }: HostFile,
  { span, isElsewhere }: CommandLine,
): Mounts | undefined {
  if (/(?:^|[-_.])(?:docker|container)file(?:[-_.]|$)/i.test(fileName) || /^FROM\s+\S/m.test(text))
    return dockerfileMounts(text, span[0], documents);
  return isElsewhere === true || manifest.test(text) ? { list: [], isComplete: false } : undefined;
}
