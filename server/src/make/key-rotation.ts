import type { KeyFile } from '../core/models/key-file.ts';
import { longestKey, shortestKey, type Key } from '../core/models/key-text.ts';

/** The three steps of a rotation, each followed by a restart of every member. */
export const rotationSteps = ['add', 'switch', 'drop'] as const;
export type RotationStep = (typeof rotationSteps)[number];

/** A member's keyfile, and what users call it. */
export interface MemberKeyFile {
  readonly name: string;
  readonly keyFile: KeyFile;
}

export type Rotation =
  | {
      readonly done: true;
      /** What every member's keyfile becomes. A secret. */
      readonly text: string;
      /** What holds after it, and how to restart the members. */
      readonly advice: string;
      /** The step for which they have to be restarted; absent after the last. */
      readonly next?: RotationStep;
    }
  /** A sentence. */
  | { readonly done: false; readonly reason: string };

const restart =
  'Copy the file to every member and restart them one at a time: in a replica set the secondaries first, then the primary after a step-down; in a sharded cluster the config servers, then the shards, then every mongos';

/** Keyfiles are YAML from 4.2 on, so a comment may tell the next step which key is the new one. */
const notes = {
  add: '# Key rotation, step 1 of 3: members accept the second key, the new one.',
  switch: '# Key rotation, step 2 of 3: members send the first key, the new one.',
} as const;

/**
 * The steps that files of the same keys can take, the likely one first. From two keys alone nobody can tell which one is new; the
 * note that a step leaves in the file can.
 */
export function possibleSteps(files: readonly MemberKeyFile[]): RotationStep[] {
  const [file] = files;
  if (!file || rotationObstacle(files) !== undefined) return [];
  if (file.keyFile.yaml.keys.length === 1) return ['add'];
  const noted = notedStep(files);
  return noted ? [noted] : ['switch', 'drop'];
}

/** The step that comes next by the notes in files of two keys. */
function notedStep(files: readonly MemberKeyFile[]): 'switch' | 'drop' | undefined {
  if (files.some(({ keyFile }) => keyFile.text.includes(notes.switch))) return 'drop';
  return files.some(({ keyFile }) => keyFile.text.includes(notes.add)) ? 'switch' : undefined;
}

/**
 * One step of exchanging the key of a running cluster (4.2 and later; rules.md K7): `add` makes [old] into [old, new], `switch`
 * makes [old, new] into [new, old], `drop` leaves [new]. At every moment each member accepts what the others send. All files
 * must hold the same keys, blanks aside. `newKey` is used by `add` only.
 */
export function rotate(files: readonly MemberKeyFile[], step: RotationStep, newKey: string): Rotation {
  const obstacle = rotationObstacle(files);
  if (obstacle !== undefined) return { done: false, reason: obstacle };
  const keys = files[0]?.keyFile.yaml.keys ?? [];
  const [one, two] = keys;
  const needed = step === 'add' ? 1 : 2;
  if (!one || keys.length !== needed) {
    const reason = `The step "${step}" needs keyfiles with ${needed === 1 ? 'one key' : 'two keys'}; these have ${keys.length}.`;
    return { done: false, reason };
  }
  const noted = two && notedStep(files);
  if (noted && noted !== step) {
    const reason = `By their comment "Key rotation", the ${noted === 'drop' ? 'first' : 'second'} key of these files is the new one, so the step is "${noted}".`;
    return { done: false, reason };
  }
  switch (step) {
    case 'add':
      return {
        done: true,
        text: `${notes.add}\n${listOf([one.reveal(), newKey])}`,
        advice: `Members go on with the old key and accept the new one too. ${restart}.`,
        next: 'switch',
      };
    case 'switch':
      return {
        done: true,
        text: `${notes.switch}\n${listOf([two?.reveal() ?? '', one.reveal()])}`,
        advice: `Members send the new key and still accept the old one. ${restart}.`,
        next: 'drop',
      };
    case 'drop':
      return {
        done: true,
        text: listOf([one.reveal()]),
        advice: `Only the new key, the first of the two, is left. ${restart}. Then the rotation is done.`,
      };
  }
}

/** Why these files cannot be taken to a next step together, as a sentence. */
export function rotationObstacle(files: readonly MemberKeyFile[]): string | undefined {
  const wrong = files.find(
    ({ keyFile: { yaml } }) =>
      // what the server does not read would be lost
      yaml.obstacle !== undefined || yaml.unread !== undefined || yaml.keys.some((key) => !isUsable(key)),
  );
  if (wrong)
    return `${wrong.name} is no keyfile that a server would take and read to its end; its diagnostics say why.`;
  const [first, ...others] = files;
  if (!first) return 'There is no keyfile.';
  const { keys } = first.keyFile.yaml;
  if (!others.every(({ keyFile }) => sameKeys(keyFile.yaml.keys, keys)))
    return 'The files do not hold the same keys in the same order; bring all members to the same step first.';
  const [one, two, ...more] = keys;
  if (more.length > 0) return `The files hold ${keys.length} keys; a server takes two at most.`;
  if (one && two && one.equals(two))
    return 'Both keys are the same one to the server, so there is nothing to exchange.';
  return undefined;
}

function isUsable(key: Key): boolean {
  return key.badRuns.length === 0 && key.length >= shortestKey && key.length <= longestKey;
}

function sameKeys(a: readonly Key[], b: readonly Key[]): boolean {
  return a.length === b.length && a.every((key, at) => b[at]?.equals(key) === true);
}

/** A YAML list; a key of the allowed characters needs quotes, because `=` or `+` may mean something at its beginning. */
function listOf(keys: readonly string[]): string {
  return keys.map((key) => `- "${key}"\n`).join('');
}
