import type { KeyFile } from '../core/models/key-file.ts';
import type { Key } from '../core/models/key-text.ts';

/** The three steps of a rotation, each followed by a restart of every member. */
export const rotationSteps = ['add', 'switch', 'drop'] as const;
export type RotationStep = (typeof rotationSteps)[number];

export type Rotation =
  | {
      readonly done: true;
      /** What every member's keyfile becomes. */
      readonly text: string;
      /** What holds after it and what to do before the next step. */
      readonly advice: string;
    }
  | { readonly done: false; readonly reason: string };

const restart =
  'Copy the file to every member and restart them one at a time: secondaries first, then the primary after a step-down';

/**
 * One step of exchanging the key of a running cluster (4.2 and later; rules.md K7): `add` makes [old] into [old, new], `switch`
 * makes [old, new] into [new, old], `drop` leaves [new]. At every moment each member accepts what the others send. All files
 * must hold the same keys, blanks aside. `newKey` is used by `add` only.
 */
export function rotate(files: readonly KeyFile[], step: RotationStep, newKey: string): Rotation {
  const [first, ...others] = files;
  const wrong = files.findIndex(
    ({ yaml }) => yaml.obstacle !== undefined || yaml.keys.some((key) => !isUsable(key)),
  );
  if (!first || wrong >= 0)
    return refuse(`file ${wrong + 1} is no keyfile that a server would take; "keyfile check" says why`);
  const { keys } = first.yaml;
  if (!others.every(({ yaml }) => sameKeys(yaml.keys, keys))) {
    return refuse(
      'the files do not hold the same keys in the same order; bring all members to the same step first',
    );
  }
  const [one, two] = keys;
  const needed = step === 'add' ? 1 : 2;
  if (!one || keys.length !== needed) {
    return refuse(
      `"${step}" needs keyfiles with ${needed === 1 ? 'one key' : 'two keys'}; these have ${keys.length}`,
    );
  }
  if (step === 'add') {
    return {
      done: true,
      text: listOf([one.reveal(), newKey]),
      advice: `Members go on with the old key and accept the new one too. ${restart}. When all have it, go on with "keyfile rotate switch".`,
    };
  }
  if (!two) return refuse('the second key is missing');
  if (one.equals(two))
    return refuse('both keys are the same one to the server, so there is nothing to exchange');
  if (step === 'switch') {
    return {
      done: true,
      text: listOf([two.reveal(), one.reveal()]),
      advice: `Members send the new key and still accept the old one. ${restart}. When all have it, go on with "keyfile rotate drop".`,
    };
  }
  return {
    done: true,
    text: listOf([one.reveal()]),
    advice: `Only the new key, the first of the two, is left. ${restart}. Then the rotation is done.`,
  };
}

function isUsable(key: Key): boolean {
  return key.badRuns.length === 0 && key.length >= 6 && key.length <= 1024;
}

function sameKeys(a: readonly Key[], b: readonly Key[]): boolean {
  return a.length === b.length && a.every((key, at) => b[at]?.equals(key) === true);
}

/** A YAML list; a key of the allowed characters needs quotes, because `=` or `+` may mean something at its beginning. */
function listOf(keys: readonly string[]): string {
  return keys.map((key) => `- "${key}"\n`).join('');
}

function refuse(reason: string): Rotation {
  return { done: false, reason };
}
