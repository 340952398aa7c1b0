import { basename, resolve } from 'node:path';
import { encodingOf } from '../core/text/decode-text.ts';
import { deploymentPart } from '../core/deployment/deployment.ts';
import { serversAfter, type StartedServer } from '../core/deployment/started-server.ts';
import { detectKind, documentsOf, kindOfNamed, parseText } from '../core/documents/document.ts';
import { secretTexts } from '../core/config/secret-texts.ts';
import type { DeploymentPart } from '../core/facts/deployment-part.ts';
import type { Facts, FileFact } from '../core/facts/facts.ts';
import { fixAll } from '../core/fixing/fix.ts';
import { lint, versionsOf } from '../core/linting/lint.ts';
import { allRules } from '../rules/all-rules.ts';
import type { FileDocument, FileKind } from '../core/embedded/host-file.ts';
import { withoutClients } from '../core/embedded/without-clients.ts';
import { newestVersion } from '../core/server/server-version.ts';
import { readingOnce } from '../host/named-files.ts';
import { counted, grouped } from '../report/counted.ts';
import { reaches, versionsInEffect, type FileResult } from '../report/lint-result.ts';
import { reportedDocuments, reportedKind } from '../report/documents.ts';
import { HeldDocument } from './held-document.ts';
import type { Command, ExitCode, Io } from './io.ts';
import { lintOptions, type LintOptions } from './lint-options.ts';
import { lintFacts, type Reader } from './lint-facts.ts';
import { writeReports } from './lint-report.ts';
import { isBinary, maxBytes, readInput } from './read-input.ts';
import { targets, type Target } from './targets.ts';
import { workspaceServers } from './workspace-servers.ts';
import type { Platform } from '../core/server/server-kind.ts';
import type { Finding } from '../core/findings/finding.ts';
import { decodeDocument } from '../core/documents/decode-document.ts';

/** A file that is to be linted, as it was read, with the facts about it. */
interface Loaded {
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

const nothingFound =
  'holds nothing of MongoDB that could be checked; --kind config reads it as a configuration';
const emptyFolder =
  'nothing of MongoDB was found in this folder and those below it, but for .git, node_modules and what mongodbTls.exclude and --exclude name, which were left out';
const binary = 'is a binary file, no configuration, keyfile or PEM file; --kind lints it all the same';

/** `mongodb-tls lint`: judges files and folders, prints one report, mends what is safe with `--fix`. */
export const run: Command = async (args, given) => {
  const options = lintOptions(args);
  const io = withoutProgress(given, options);
  const named = readingOnce(io.host);
  const loaded: Loaded[] = [];
  let unreadable = false;
  const onProblem = (path: string, reason: string) => {
    unreadable = true;
    io.err(`mongodb-tls lint: ${path}: ${reason}`);
  };
  for (const path of options.paths) {
    if (path === '-') {
      const input = await loadStdin(options, io, named, onProblem);
      if (input) loaded.push(held(input, loaded.length, options));
      continue;
    }
    const before = loaded.length;
    const isFolder = (await io.host.stat(resolve(io.cwd, path))) === 'folder';
    for await (const target of targets([path], io, onProblem, options.exclude)) {
      const file = await loadTarget(target, options, io, named, onProblem);
      if (file) loaded.push(held(file, loaded.length, options));
      io.progress?.tell(() => `Read ${counted(loaded.length, 'file')}`);
    }
    if (isFolder && loaded.length === before) io.err(`mongodb-tls lint: ${path}: ${emptyFolder}`);
  }
  for (const { path, isNothing } of loaded) {
    if (isNothing) io.err(`mongodb-tls lint: ${path}: ${nothingFound}`);
  }
  const files = await lintAll(loaded, options, io, onProblem);
  const mongodbVersion = versionsInEffect(files, options.serverVersion ?? newestVersion);
  if (!(await writeReports({ mongodbVersion, files }, options, io))) unreadable = true;
  return exitCode(files, options, unreadable);
};

function held(read: Read, place: number, options: LintOptions): Loaded {
  const { document, again, ...rest } = read;
  const { kind, text } = document;
  return {
    ...rest,
    held: new HeldDocument(document, place, () => parse(options, kind, text, again)),
    part: deploymentPart(document, read.facts),
    isNothing: reportedKind(document) === 'none',
  };
}

/** Judges the files, and forgets each where it is done: there may be thousands. */
async function lintAll(
  loaded: Loaded[],
  options: LintOptions,
  io: Io,
  onProblem: (path: string, reason: string) => void,
): Promise<FileResult[]> {
  // what one file says of the deployment counts for all
  const deployment = new Map(loaded.map(({ path, part }) => [path, part]));
  const servers = await workspaceServers(
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
  const files: FileResult[] = [];
  const all = counted(loaded.length, 'file');
  loaded.reverse();
  for (let file = loaded.pop(); file; file = loaded.pop()) {
    const facts = { ...file.facts, deployment };
    const own = servers.get(file.absolute) ?? [];
    files.push(await lintLoaded({ ...file, facts }, own, options, io, onProblem));
    io.progress?.tell(() => `Checked ${grouped(files.length)} of ${all}`);
  }
  return files;
}

/** Progress is for a person who waits for the findings: not with --quiet, nor where a program reads them. */
function withoutProgress({ progress, ...io }: Io, { quiet, outputs }: LintOptions): Io {
  const isWatched = !quiet && outputs.every(({ format }) => ['text', 'unix', 'json'].includes(format));
  return isWatched && progress ? { ...io, progress } : io;
}

function exitCode(files: readonly FileResult[], options: LintOptions, unreadable: boolean): ExitCode {
  if (unreadable) return 2;
  const failed = files.some((file) =>
    file.findings.some(({ severity }) => reaches(severity, options.failOn)),
  );
  return failed ? 1 : 0;
}

function parse({ clients }: LintOptions, ...from: Parameters<typeof parseText>): FileDocument {
  const document = parseText(...from);
  return clients ? document : withoutClients(document);
}

async function loadStdin(
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

async function loadTarget(
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

async function lintLoaded(
  { path, held: { document }, facts, source }: Loaded,
  servers: readonly StartedServer[],
  options: LintOptions,
  io: Io,
  onProblem: (path: string, reason: string) => void,
): Promise<FileResult> {
  const { kind, text } = document;
  const lintText = (next: string): FileResult => {
    const current = next === text ? document : parse(options, kind, next, { fileName: basename(path) });
    const own = serversAfter(servers, document, current);
    const findings = lint(current, facts, { levels: options.levels, servers: own }, allRules);
    return fileResult(path, current, findings, facts, own);
  };
  const result = lintText(text);
  if (!source) return result;
  const fixed = fixAll(text, (next) => lintText(next).findings);
  if (fixed === text) return result;
  const written = await write(source.target, text, fixed, source.fact, io);
  if (written === undefined) return lintText(fixed);
  onProblem(path, written);
  return result;
}

/** Writes the mended text; answers with what kept it from doing so. */
async function write(
  target: Target,
  before: string,
  after: string,
  fact: FileFact & { state: 'present' },
  io: Io,
): Promise<string | undefined> {
  // bytes that are not UTF-8 would be lost on the way back
  const same = Buffer.from(before, 'utf8').equals(fact.bytes);
  if (!same) return 'is not UTF-8, so it was left as it is';
  return io.host.replace(target.absolute, Buffer.from(after, 'utf8'), { before: fact.bytes });
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

function fileResult(
  path: string,
  document: FileDocument,
  findings: readonly Finding[],
  facts: Facts,
  servers: readonly StartedServer[],
): FileResult {
  return {
    path,
    text: document.text,
    kind: reportedKind(document),
    ...(document.kind === 'config' ? { program: document.program, format: document.format } : {}),
    ...(document.kind === 'host' ? { documents: reportedDocuments(document, facts, servers) } : {}),
    findings,
    versions: versionsOf(document, facts, servers),
    secrets:
      findings.length > 0
        ? documentsOf(document).flatMap((each) => (each.kind === 'config' ? secretTexts(each) : []))
        : [],
    named: facts.files,
    servers,
  };
}
