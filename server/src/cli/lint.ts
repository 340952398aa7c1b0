import { basename, resolve } from 'node:path';
import { serversAfter, type StartedServer } from '../core/deployment/started-server.ts';
import { documentsOf } from '../core/documents/document.ts';
import { secretTexts } from '../core/config/secret-texts.ts';
import type { Facts, FileFact } from '../core/facts/facts.ts';
import { fixAll } from '../core/fixing/fix.ts';
import { lint, versionsOf } from '../core/linting/lint.ts';
import { allRules } from '../rules/all-rules.ts';
import type { FileDocument } from '../core/embedded/host-file.ts';
import { newestVersion } from '../core/server/server-version.ts';
import { readingOnce } from '../host/named-files.ts';
import { counted, grouped } from '../report/counted.ts';
import { reaches, versionsInEffect, type FileResult } from '../report/lint-result.ts';
import { reportedDocuments, reportedKind } from '../report/documents.ts';
import type { Command, ExitCode, Io } from './io.ts';
import { lintOptions, type LintOptions } from './lint-options.ts';
import { writeReports } from './lint-report.ts';
import { targets, type Target } from './targets.ts';
import type { Finding } from '../core/findings/finding.ts';
import {
  held,
  loadStdin,
  loadTarget,
  parse,
  withReadByServers,
  type Loaded,
  type Servers,
} from './lint-files.ts';

const nothingFound =
  'holds nothing of MongoDB that could be checked; --kind config reads it as a configuration';

const emptyFolder =
  'nothing of MongoDB was found in this folder and those below it, but for .git, node_modules and what mongodbTls.exclude and --exclude name, which were left out';

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
  const servers = await withReadByServers(loaded, options, io, named);
  for (const { path, isNothing } of loaded) {
    if (isNothing) io.err(`mongodb-tls lint: ${path}: ${nothingFound}`);
  }
  const files = await lintAll(loaded, servers, options, io, onProblem);
  const mongodbVersion = versionsInEffect(files, options.serverVersion ?? newestVersion);
  if (!(await writeReports({ mongodbVersion, files }, options, io))) unreadable = true;
  return exitCode(files, options, unreadable);
};

/** Judges the files, and forgets each where it is done: there may be thousands. */
async function lintAll(
  loaded: Loaded[],
  servers: Servers,
  options: LintOptions,
  io: Io,
  onProblem: (path: string, reason: string) => void,
): Promise<FileResult[]> {
  // what one file says of the deployment counts for all
  const deployment = new Map(loaded.map(({ path, part }) => [path, part]));
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
