import { parseKeyFile, type KeyFile } from '../core/keyfile/key-file.ts';
import { Key, longestKey, shortestKey } from '../core/keyfile/key-text.ts';
import { formatVersion, hasReached, type ServerVersion } from '../core/server/server-version.ts';
import { lineBreakOf } from '../core/yaml/layout.ts';
import { withKeys } from './key-file-layout.ts';

/** The three steps of a rotation, each followed by a restart of every member. */
export const rotationSteps = ['add', 'switch', 'drop'] as const;
export type RotationStep = (typeof rotationSteps)[number];

/** A member's keyfile, and what users call it. */
export interface MemberKeyFile {
  readonly name: string;
  readonly keyFile: KeyFile;
}

/** What a step makes of one keyfile. */
interface RotatedKeyFile {
  readonly before: readonly Key[];
  readonly after: readonly Key[];
  /** What the file becomes. A secret. Absent where it has been taken to this step already. */
  readonly text?: string;
}

export type Rotation =
  | {
      readonly done: true;
      readonly title: string;
      /** In the order of the files given. */
      readonly files: readonly RotatedKeyFile[];
      /** Whether it is known which key is the new one: from two keys alone nobody can tell. */
      readonly isNewKnown: boolean;
      /** The step for which the members have to be restarted; absent after the last. */
      readonly next?: RotationStep;
    }
  /** A sentence. */
  | { readonly done: false; readonly reason: string };

const titles = {
  add: 'Step 1 of 3: add a new key',
  switch: 'Step 2 of 3: send the new key',
  drop: 'Step 3 of 3: drop the old key',
} as const;

/** Where nothing tells which of two keys is the new one. */
const plainTitles = {
  ...titles,
  switch: 'Step 2 of 3: send the second key',
  drop: 'Step 3 of 3: drop the second key',
} as const;

/** Keyfiles are YAML from 4.2 on, so a comment may tell the next step which key is the new one. */
const notes = {
  add: '# Key rotation, step 1 of 3: members accept the second key, the new one.',
  switch: '# Key rotation, step 2 of 3: members send the first key, the new one.',
} as const;
const anyNote = /^# Key rotation, step [12] of 3: .*\r?\n?/gm;

const noCommonStep =
  'The files do not hold the same keys in the same order, nor are they a step apart; give all of them the keys of one first.';

/** Why a version of the server cannot rotate keys, as a sentence. */
export function versionObstacle(version: ServerVersion): string | undefined {
  if (hasReached(version, '4.2')) return undefined;
  return `MongoDB ${formatVersion(version)} takes one key only; a rotation needs 4.2 or later.`;
}

/**
 * The steps that files of the same cluster can take. From two keys alone nobody can tell which one is new; the note that a step
 * leaves in the file can.
 */
export function possibleSteps(files: readonly MemberKeyFile[]): RotationStep[] {
  if (unusable(files) !== undefined) return [];
  return rotationSteps.filter((step) => typeof keysAfter(files, step, Key.ofRaw('')) !== 'string');
}

/** Why these files cannot be taken to a next step together, as a sentence. */
export function rotationObstacle(files: readonly MemberKeyFile[]): string | undefined {
  return unusable(files) ?? (possibleSteps(files).length === 0 ? noCommonStep : undefined);
}

/**
 * One step of exchanging the key of a running cluster (4.2 and later; server-behaviour.md K7): `add` makes [old] into [old, new], `switch`
 * makes [old, new] into [new, old], `drop` leaves [new]. At every moment each member accepts what the others send. All files
 * must hold the same keys, blanks aside, or some of them those that the step leads to: a step that was not taken on all members
 * is completed. `newKey` is used by `add` only.
 */
export function rotate(files: readonly MemberKeyFile[], step: RotationStep, newKey: string): Rotation {
  const obstacle = unusable(files);
  if (obstacle !== undefined) return { done: false, reason: obstacle };
  const after = keysAfter(files, step, Key.ofRaw(newKey));
  if (typeof after === 'string') return { done: false, reason: after };
  const next = step === 'add' ? 'switch' : step === 'switch' ? 'drop' : undefined;
  const isNewKnown =
    step === 'add' ||
    files.some(({ keyFile: { text } }) => text.includes(notes.add) || text.includes(notes.switch));
  return {
    done: true,
    title: (isNewKnown ? titles : plainTitles)[step],
    isNewKnown,
    files: files.map(({ keyFile }): RotatedKeyFile => {
      const before = keyFile.yaml.keys;
      return sameKeys(before, after)
        ? { before, after }
        : { before, after, text: write(keyFile, after, step) };
    }),
    ...(next ? { next } : {}),
  };
}

/** The keys that every file has after a step, or why it cannot be taken. */
function keysAfter(
  files: readonly MemberKeyFile[],
  step: RotationStep,
  newKey: Key,
): readonly Key[] | string {
  const keys = files.map(({ keyFile }) => keyFile.yaml.keys);
  const single = keys.find(({ length }) => length === 1);
  const pairs = files.filter(({ keyFile }) => keyFile.yaml.keys.length === 2);
  const pair = pairs[0]?.keyFile.yaml.keys;
  const noted = (note: string): readonly Key[] | undefined =>
    pairs.find(({ keyFile }) => keyFile.text.includes(note))?.keyFile.yaml.keys;
  const [added, switched] = [noted(notes.add), noted(notes.switch)];
  const reachable = (
    wanted: readonly Key[],
    allowed: readonly (readonly Key[] | undefined)[],
  ): readonly Key[] | string =>
    keys.every((own) => allowed.some((known) => known && sameKeys(own, known))) ? wanted : noCommonStep;
  switch (step) {
    case 'add': {
      if (!single) return needs(files, step, 1);
      if (switched) return notedReason('first', 'drop');
      const wanted = [...single, pair?.[1] ?? newKey];
      return reachable(wanted, [single, wanted]);
    }
    case 'switch': {
      if (single || !pair) return needs(files, step, 2);
      const from = added ?? switched?.toReversed() ?? pair;
      const wanted = from.toReversed();
      if (keys.every((own) => sameKeys(own, wanted))) return notedReason('first', 'drop');
      // without a note nothing tells which of two orders is the old one
      return reachable(wanted, added || switched ? [from, wanted] : [from]);
    }
    case 'drop': {
      if (!pair) return needs(files, step, 2);
      if (added) return notedReason('second', 'switch');
      const wanted = pair.slice(0, 1);
      return reachable(wanted, [pair, wanted]);
    }
  }
}

function needs(files: readonly MemberKeyFile[], step: RotationStep, count: 1 | 2): string {
  const other = files.find(({ keyFile }) => keyFile.yaml.keys.length !== count);
  const needed = count === 1 ? 'one key' : 'two keys';
  return `The step "${step}" needs keyfiles with ${needed}; ${other?.name ?? 'one'} has ${String(other?.keyFile.yaml.keys.length)}.`;
}

function notedReason(which: string, step: RotationStep): string {
  return `By their comment "Key rotation", the ${which} key of these files is the new one, so the step is "${step}".`;
}

/** Why a server would not take all of these files as keyfiles, or nothing can be exchanged in them. */
function unusable(files: readonly MemberKeyFile[]): string | undefined {
  const wrong = files.find(
    ({ keyFile: { yaml } }) =>
      // what the server does not read would be lost
      yaml.obstacle !== undefined || yaml.unread !== undefined || yaml.keys.some((key) => !isUsable(key)),
  );
  if (wrong)
    return `${wrong.name} is no keyfile that a server would take and read to its end; its diagnostics say why.`;
  if (files.length === 0) return 'There is no keyfile.';
  for (const { name, keyFile } of files) {
    const [one, two, ...more] = keyFile.yaml.keys;
    if (more.length > 0) return `${name} holds ${String(more.length + 2)} keys; a server takes two at most.`;
    if (one && two && one.equals(two))
      return `Both keys of ${name} are the same one to the server, so there is nothing to exchange.`;
  }
  return undefined;
}

function isUsable(key: Key): boolean {
  return key.badRuns.length === 0 && key.length >= shortestKey && key.length <= longestKey;
}

function sameKeys(a: readonly Key[], b: readonly Key[]): boolean {
  return a.length === b.length && a.every((key, at) => b[at]?.equals(key) === true);
}

function write({ text }: KeyFile, keys: readonly Key[], step: RotationStep): string {
  const rest = withKeys(parseKeyFile(text.replaceAll(anyNote, '')), keys);
  return step === 'drop' ? rest : `${notes[step]}${lineBreakOf(rest)}${rest}`;
}
