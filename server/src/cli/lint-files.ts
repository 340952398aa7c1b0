import { basename, resolve } from 'node:path';
import { encodingOf } from '../core/text/decode-text.ts';
import { deploymentPart } from '../core/deployment/deployment.ts';
import { type StartedServer } from '../core/deployment/started-server.ts';
import { detectKind, kindOfNamed, parseText } from '../core/documents/document.ts';
import type { DeploymentPart } from '../core/facts/deployment-part.ts';
import type { Facts, FileFact } from '../core/facts/facts.ts';
import type { FileDocument, FileKind } from '../core/embedded/host-file.ts';
import { withoutClients } from '../core/embedded/without-clients.ts';
import { reportedKind } from '../report/documents.ts';
import { HeldDocument } from './held-document.ts';
import type { Io } from './io.ts';
import { type LintOptions } from './lint-options.ts';
import { lintFacts, type Reader } from './lint-facts.ts';
import { isBinary, maxBytes, readInput } from './read-input.ts';
import { targets, type Target } from './targets.ts';
import { workspaceServers } from './workspace-servers.ts';
import type { Platform } from '../core/server/server-kind.ts';
import { decodeDocument } from '../core/documents/decode-document.ts';

/** A file that is to be linted, as it was read, with the facts about it. */
export interface Loaded {
  /** As the user named it, or below the folder the user named. */
  readonly path: string;
  readonly absolute: string;
  readonly held: HeldDocument;
  /** What other files are to know of it. */
  readonly part: DeploymentPart;
  readonly facts: Facts;
  /** Nothing of MongoDB was found in it. */
  readonly isNothing: boolean;
  /** What is mended; absent for standard input, and where nothing is. */
  readonly source?: { readonly target: Target; readonly fact: FileFact & { state: 'present' } };
}

/** A file that was read just now. */
interface Read extends Omit<Loaded, 'held' | 'part' | 'isNothing'> {
  readonly document: FileDocument;
  /** How its text is read again. */
  readonly again: Parameters<typeof parseText>[2];
}

const binary = 'is a binary file, no configuration, keyfile or PEM file; --kind lints it all the same';

export function held(read: Read, place: number, options: LintOptions): Loaded {
  const { document, again, ...rest } = read;
  const { kind, text } = document;
  return {
    ...rest,
    held: new HeldDocument(document, place, () => parse(options, kind, text, again)),
    part: deploymentPart(document, read.facts),
    isNothing: reportedKind(document) === 'none',
  };
}

export type Servers = ReadonlyMap<string, readonly StartedServer[]>;

/** The servers that the files start. What one of them reads as its configuration is one, whatever it is called: it joins the files. */
export async function withReadByServers(
  loaded: Loaded[],
  options: LintOptions,
  io: Io,
  named: Reader,
): Promise<Servers> {
  const servers = await serversOf(loaded, options, io);
  const known = new Set(loaded.filter(({ isNothing }) => !isNothing).map(({ absolute }) => absolute));
  const missing = new Set([...servers.keys()].filter((path) => !known.has(path)));
  if (missing.size === 0) return servers;
  const names = new Set([...missing].map((path) => basename(path)));
  const paths = options.paths.filter((path) => path !== '-');
  const ignore = () => undefined;
  let isMore = false;
  for await (const target of targets(paths, io, ignore, options.exclude, (name) => names.has(name))) {
    if (!missing.delete(target.absolute)) continue;
    const file = await loadTarget(target, { ...options, kind: 'config' }, io, named, ignore);
    if (!file) continue;
    const place = loaded.findIndex(({ absolute }) => absolute === target.absolute);
    loaded.splice(place < 0 ? loaded.length : place, 1, held(file, loaded.length, options));
    isMore = true;
  }
  return isMore ? serversOf(loaded, options, io) : servers;
}

async function serversOf(loaded: readonly Loaded[], options: LintOptions, io: Io): Promise<Servers> {
  return workspaceServers(
    loaded.map(({ absolute, held: each }) => ({
      location: absolute,
      kind: each.kind,
      get document() {
        return each.keep();
      },
    })),
    options,
    io,
  );
}

export function parse({ clients }: LintOptions, ...from: Parameters<typeof parseText>): FileDocument {
  const document = parseText(...from);
  return clients ? document : withoutClients(document);
}

export async function loadStdin(
  options: LintOptions,
  io: Io,
  named: Reader,
  onProblem: (path: string, reason: string) => void,
): Promise<Read | undefined> {
  const bytes = await readInput('-', io);
  if (typeof bytes === 'string') {
    onProblem('-', bytes);
    return undefined;
  }
  const absolute = resolve(io.cwd, options.stdinFileName);
  const text = decodeDocument(bytes, options.kind === 'auto' ? undefined : options.kind, options.platform);
  const kind = options.kind === 'auto' ? kindOfNamed(options.stdinFileName, text) : options.kind;
  if (options.kind === 'auto' && mayBeBinary(kind) && isBinary(bytes)) {
    onProblem('-', binary);
    return undefined;
  }
  const again = { fileName: basename(absolute), encoding: encodingOf(bytes).name };
  const document = parse(options, kind, text, again);
  const facts = await lintFacts(document, { absolute }, options, io, named);
  return { path: options.stdinFileName, absolute, document, again, facts };
}

export async function loadTarget(
  target: Target,
  options: LintOptions,
  io: Io,
  named: Reader,
  onProblem: (path: string, reason: string) => void,
): Promise<Read | undefined> {
  const fact = await io.host.read(target.absolute, maxBytes);
  if (fact.state !== 'present') {
    onProblem(target.path, fact.state === 'unreadable' ? fact.reason : 'was there a moment ago and is gone');
    return undefined;
  }
  const name = basename(target.path);
  const kind = options.kind === 'auto' ? kindOf(name, fact.bytes, target, options.platform) : options.kind;
  if (kind === undefined) return undefined;
  if (kind === 'binary') {
    onProblem(target.path, binary);
    return undefined;
  }
  const again = { fileName: basename(target.absolute), encoding: encodingOf(fact.bytes).name };
  const document = parse(options, kind, decodeDocument(fact.bytes, kind, options.platform), again);
  const facts = await lintFacts(document, { absolute: target.absolute, fact }, options, io, named);
  const { path, absolute } = target;
  return { path, absolute, document, again, facts, ...(options.fix ? { source: { target, fact } } : {}) };
}

/** What text is told by, and not by what no text has. */
function mayBeBinary(kind: FileKind | undefined): boolean {
  return kind === 'config' || kind === 'host';
}

function kindOf(
  name: string,
  bytes: Uint8Array,
  target: Target,
  platform: Platform,
): FileKind | 'binary' | undefined {
  const text = decodeDocument(bytes, undefined, platform);
  const kind = target.named ? kindOfNamed(name, text) : detectKind(name, text);
  return mayBeBinary(kind) && isBinary(bytes) ? 'binary' : kind;
}
