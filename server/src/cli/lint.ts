import { basename, dirname, resolve } from 'node:path';
import { decodeText } from '../core/decode-text.ts';
import { detectKind, parseText, pathsNamedBy } from '../core/document.ts';
import type { Facts, FileFact } from '../core/facts.ts';
import { fixAll } from '../core/fix.ts';
import { lint } from '../core/lint.ts';
import type { DocumentKind, Finding, LintDocument } from '../core/rule.ts';
import { serverFacts } from '../core/server-facts.ts';
import { formatVersion, newestVersion } from '../core/server-version.ts';
import { readNamedFiles } from '../host/named-files.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { githubReport } from '../report/github.ts';
import { jsonReport } from '../report/json.ts';
import { reaches, type FileResult, type LintResult } from '../report/lint-result.ts';
import { sarifReport } from '../report/sarif.ts';
import { textReport } from '../report/text.ts';
import { version } from '../version.ts';
import type { Command, ExitCode, Io } from './io.ts';
import { lintOptions, type LintOptions } from './lint-options.ts';
import { configText, isBinary, maxBytes } from './read-input.ts';
import { targets, type Target } from './targets.ts';

/** `mongodb-tls lint`: judges files and folders, prints one report, mends what is safe with `--fix`. */
export const run: Command = async (args, io) => {
  const options = lintOptions(args);
  const files: FileResult[] = [];
  let unreadable = false;
  const onProblem = (path: string, reason: string) => {
    unreadable = true;
    io.err(`mongodb-tls lint: ${path}: ${reason}`);
  };
  for (const path of options.paths) {
    if (path === '-') {
      files.push(await lintStdin(options, io));
      continue;
    }
    for await (const target of targets([path], io, onProblem)) {
      const result = await lintTarget(target, options, io, onProblem);
      if (result) files.push(result);
    }
  }
  io.out(report({ mongodbVersion: formatVersion(options.serverVersion ?? newestVersion), files }, options));
  return exitCode(files, options, unreadable);
};

function exitCode(files: readonly FileResult[], options: LintOptions, unreadable: boolean): ExitCode {
  if (unreadable) return 2;
  const failed = files.some((file) =>
    file.findings.some(({ severity }) => reaches(severity, options.failOn)),
  );
  return failed ? 1 : 0;
}

function report(result: LintResult, { format }: LintOptions): string {
  switch (format) {
    case 'text':
      return textReport(result);
    case 'json':
      return jsonReport(result);
    case 'sarif':
      return sarifReport(result, version);
    case 'github':
      return githubReport(result);
  }
}

async function lintStdin(options: LintOptions, io: Io): Promise<FileResult> {
  const bytes = await io.stdin();
  const absolute = resolve(io.cwd, options.stdinFileName);
  const text = textOf(bytes, options.kind === 'keyfile');
  const kind = options.kind === 'auto' ? (detectKind(options.stdinFileName, text) ?? 'config') : options.kind;
  const lintText = await linter(kind, text, { absolute }, options, io);
  return lintText(options.stdinFileName, text);
}

async function lintTarget(
  target: Target,
  options: LintOptions,
  io: Io,
  onProblem: (path: string, reason: string) => void,
): Promise<FileResult | undefined> {
  const fact = await io.host.read(target.absolute, maxBytes);
  if (fact.state !== 'present') {
    onProblem(target.path, fact.state === 'unreadable' ? fact.reason : 'was there a moment ago and is gone');
    return undefined;
  }
  const name = basename(target.path);
  const kind = options.kind === 'auto' ? kindOf(name, fact.bytes, target) : options.kind;
  if (kind === undefined) return undefined;
  if (kind === 'binary') {
    onProblem(
      target.path,
      'is a binary file, no configuration, keyfile or PEM file; --kind lints it all the same',
    );
    return undefined;
  }
  const text = textOf(fact.bytes, kind === 'keyfile');
  const lintText = await linter(kind, text, { absolute: target.absolute, fact }, options, io);
  const result = lintText(target.path, text);
  if (!options.fix) return result;
  const fixed = fixAll(text, (next) => lintText(target.path, next).findings);
  if (fixed === text) return result;
  const written = await write(target, text, fixed, fact, io);
  if (written === undefined) return lintText(target.path, fixed);
  onProblem(target.path, written);
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
  return io.host.replace(target.absolute, Buffer.from(after, 'utf8'));
}

function kindOf(name: string, bytes: Uint8Array, target: Target): DocumentKind | 'binary' | undefined {
  const known = detectKind(name, textOf(bytes, false));
  if (known !== undefined || !target.named) return known;
  return isBinary(bytes) ? 'binary' : 'config';
}

function textOf(bytes: Uint8Array, asKeyFile: boolean): string {
  return asKeyFile ? decodeText(bytes) : configText(bytes);
}

/** Collects the facts of a file once and gives the function that lints texts of it. */
async function linter(
  kind: DocumentKind,
  text: string,
  file: { absolute: string; fact?: FileFact & { state: 'present' } },
  options: LintOptions,
  io: Io,
): Promise<(path: string, text: string) => FileResult> {
  const fileName = basename(file.absolute);
  const document = parseText(kind, text, { fileName });
  const lookup = { baseFolder: dirname(file.absolute), pathMap: {}, mayRead: () => true };
  const facts: Facts = {
    now: io.host.now(),
    ...serverFacts(document, options.serverVersion),
    platform: options.platform,
    edition: options.edition,
    files: await readNamedFiles(pathsNamedBy(document), lookup, io.host),
    expiryWarningDays: 30,
    memberHosts: [],
    crypto: nodeCrypto,
    ...(file.fact?.mode === undefined ? {} : { fileMode: file.fact.mode }),
  };
  return (path, next) => {
    const current = next === text ? document : parseText(kind, next, { fileName });
    return fileResult(path, current, lint(current, facts, { levels: options.levels }));
  };
}

function fileResult(path: string, document: LintDocument, findings: readonly Finding[]): FileResult {
  return {
    path,
    text: document.text,
    kind: document.kind,
    ...(document.kind === 'config' ? { program: document.program, format: document.format } : {}),
    findings,
  };
}
