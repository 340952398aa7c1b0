import { resolve } from 'node:path';
import { limits } from '../host/host.ts';
import { formatMode, quote } from '../core/keyfile/key-file-access.ts';
import { parseKeyFileBytes } from '../core/keyfile/key-file.ts';
import type { Key } from '../core/keyfile/key-text.ts';
import { newestVersion } from '../core/server/server-version.ts';
import { newFingerprints } from '../make/key-fingerprint.ts';
import {
  rotate,
  rotationSteps,
  versionObstacle,
  type Rotation,
  type RotationStep,
} from '../make/key-rotation.ts';
import { newKey } from '../make/new-key.ts';
import { effectOf, isMade, restartOrder } from '../make/rotation-review.ts';
import { replaceAll, type OldFile } from '../make/write-files.ts';
import { parseArguments } from './arguments.ts';
import { UsageError, type ExitCode, type Io } from './io.ts';
import { versionOf } from './target-options.ts';
import { oneLine } from '../core/text/visible.ts';

type Done = Extract<Rotation, { done: true }>;

interface NamedFile extends OldFile {
  /** As it was given. */
  readonly name: string;
  readonly mode: number | undefined;
}

/**
 * `mongodb-tls keyfile rotate`: takes one step on the keyfiles of all members, in all of them or in none. With `--dry-run` it
 * only tells what each becomes. 0: done, or it could be done; 2: nothing was changed. Keys are named by fingerprints.
 */
export async function rotateFiles(args: readonly string[], io: Io): Promise<ExitCode> {
  const { step, names, format, dryRun } = rotateOptions(args);
  const refuse = (reason: string): ExitCode => {
    io.err(`mongodb-tls keyfile rotate: ${reason}`);
    return 2;
  };
  const files = await readAll(names, io);
  if (typeof files === 'string') return refuse(`${files}. Nothing was changed.`);
  const members = files.map(({ name, bytes }) => ({ name, keyFile: parseKeyFileBytes(bytes) }));
  const rotation = rotate(members, step, newKey());
  if (!rotation.done) return refuse(`${rotation.reason} Nothing was changed.`);
  const changed = files.flatMap((file, at) => {
    const text = rotation.files[at]?.text;
    return text === undefined ? [] : { ...file, text };
  });
  const problem = dryRun ? undefined : await replaceAll(io.host, changed);
  if (problem !== undefined) return refuse(problem);
  const report = reportOf(step, files, rotation, dryRun);
  if (format === 'json') io.out(`${JSON.stringify(report, null, 2)}\n`);
  else if (dryRun) io.out(textOf(report));
  else {
    io.out(changed.map(({ name }) => `${oneLine(name)}\n`).join(''));
    io.err([report.effect, ...report.then].join(' '));
  }
  return 0;
}

const optionTypes = {
  'dry-run': { type: 'boolean' },
  format: { type: 'string' },
  'mongodb-version': { type: 'string' },
} as const;

function rotateOptions(args: readonly string[]): {
  readonly step: RotationStep;
  readonly names: readonly string[];
  readonly format: 'text' | 'json';
  readonly dryRun: boolean;
} {
  const { values, positionals } = parseArguments(args, optionTypes);
  const [word, ...names] = positionals;
  const step = rotationSteps.find((known) => known === word);
  if (!step || names.length === 0) {
    throw new UsageError(
      `keyfile rotate takes one of ${rotationSteps.join(', ')}, then the keyfile of each member`,
    );
  }
  const { format = 'text', 'mongodb-version': given } = values;
  if (format !== 'text' && format !== 'json') throw new UsageError('--format takes text or json');
  const obstacle = versionObstacle(versionOf(given) ?? newestVersion);
  if (obstacle !== undefined) throw new UsageError(obstacle);
  return { step, names, format, dryRun: values['dry-run'] ?? false };
}

/** Each file once, however many names lead to it; or what kept one from being read. */
async function readAll(names: readonly string[], io: Io): Promise<NamedFile[] | string> {
  const files = new Map<string, NamedFile>();
  for (const name of names) {
    const path = resolve(io.cwd, name);
    const fact = await io.host.read(path, limits.keyFile);
    if (fact.state !== 'present')
      return `${name}: ${fact.state === 'unreadable' ? fact.reason : 'no such file'}`;
    const realPath = (await io.host.realPath(path)) ?? path;
    if (!files.has(realPath)) files.set(realPath, { name, path, bytes: fact.bytes, mode: fact.mode });
  }
  return [...files.values()];
}

/** What `--format json` prints. `after` is the same in all files; a key that the step makes has no fingerprint before it is written. */
function reportOf(step: RotationStep, files: readonly NamedFile[], rotation: Done, dryRun: boolean) {
  const fingerprint = newFingerprints();
  const known = (key: Key): string => (isMade(key, rotation) ? '' : fingerprint(key));
  const describe = (key: Key) => ({ fingerprint: known(key) || 'new key', length: key.length });
  const names = files.map((file) => quote(file.name)).join(' ');
  return {
    version: 1,
    dryRun,
    step,
    title: rotation.title,
    effect: effectOf(rotation, known),
    files: rotation.files.map(({ before, after, text }, at) => {
      const mode = files[at]?.mode;
      return {
        path: files[at]?.name ?? '',
        mode: mode === undefined ? null : formatMode(mode),
        changes: text !== undefined,
        before: before.map(describe),
        after: after.map(describe),
      };
    }),
    then: restartOrder(rotation.next, (next) => `go on with "mongodb-tls keyfile rotate ${next} ${names}"`),
    next: rotation.next ?? null,
  };
}

function textOf({ title, effect, files, then }: ReturnType<typeof reportOf>): string {
  const list = (keys: readonly { fingerprint: string; length: number }[]): string =>
    keys.map(({ fingerprint, length }) => `${fingerprint} (${String(length)} characters)`).join(', ');
  return [
    `${title} (dry run: nothing was written)`,
    effect,
    '',
    ...files.flatMap(({ path, mode, changes, before, after }) => [
      `${path}${mode === null ? '' : ` (mode ${mode})`}${changes ? '' : ': has been taken to this step already'}`,
      `  now    ${list(before)}`,
      `  after  ${list(after)}`,
    ]),
    '',
    ...then.map((sentence, at) => `${String(at + 1)}. ${sentence}`),
    '',
  ]
    .map(oneLine)
    .join('\n');
}
