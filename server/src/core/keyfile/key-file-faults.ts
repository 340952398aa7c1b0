import { characterName, longestKey, shortestKey, type Key } from './key-text.ts';
import type { KeyFile, KeyObstacle } from './key-file.ts';
import { hasReached, type ServerVersion } from '../server/server-version.ts';
import type { Span } from '../text/span.ts';

/** What can be wrong with a keyfile's text. */
export type KeyFileFaultKind =
  'not-yaml' | 'no-key' | 'pem' | 'character' | 'length' | 'too-many' | 'unread' | 'same-twice' | 'two-keys';

/** One fault, at its place in the keyfile. The message holds no part of a key. */
export interface KeyFileFault {
  readonly kind: KeyFileFaultKind;
  readonly span: Span;
  /** A sentence that can follow the file's name, such as `key file: …`. */
  readonly message: string;
}

/** More marks help nobody. */
const mostCharacters = 50;

/** The faults for which the server does not start. */
export function isFatal({ kind }: KeyFileFault): boolean {
  return kind !== 'unread' && kind !== 'same-twice' && kind !== 'two-keys';
}

/** The keys a server of this version reads. */
export function keysOf(file: KeyFile, version: ServerVersion): readonly Key[] {
  if (file.isTooLong) return [];
  return hasReached(version, '4.2') ? file.yaml.keys : [file.raw];
}

/** What is wrong with a keyfile for a server of this version (server-behaviour.md K3 to K12, W5), in the order of the text. */
export function keyFileFaults(file: KeyFile, version: ServerVersion): KeyFileFault[] {
  const armour = /-----BEGIN [A-Z0-9 ]+-----/.exec(file.text);
  if (armour) {
    return [
      {
        kind: 'pem',
        span: [armour.index, armour.index + armour[0].length],
        message: 'This is a PEM file, and a keyfile holds only a shared secret of A-Z, a-z, 0-9, +, / and =.',
      },
    ];
  }
  if (file.isTooLong) return tooLongFaults(file.text);
  const isYaml = hasReached(version, '4.2');
  if (!isYaml && file.encoding !== 'UTF-8') {
    const firstLine = /^.*/.exec(file.text)?.[0].length ?? 0;
    return [
      {
        kind: 'character',
        span: [0, firstLine],
        message: `The file is text in ${file.encoding}. Only MongoDB 4.2 and later read that; save it as UTF-8 without a byte order mark.`,
      },
    ];
  }
  const faults = keysOf(file, version).flatMap(keyFaults);
  if (!isYaml) return faults;
  const { obstacle, keys, unread } = file.yaml;
  if (obstacle) faults.push(obstacleFault(obstacle, file.text));
  if (unread) faults.push(unreadFault(file.text, unread));
  if (!obstacle) faults.push(...countFaults(keys));
  return faults.sort((a, b) => a.span[0] - b.span[0]);
}

function tooLongFaults(text: string): KeyFileFault[] {
  const { length } = text.replace(/[\t-\r ]+/g, '');
  // what is nearly all spaces may be one all the same
  if (length <= 2 * longestKey) return [];
  const firstLine = /^.{0,200}/.exec(text)?.[0].length ?? 0;
  return [
    {
      kind: 'length',
      span: [0, firstLine],
      message: `This text has ${length} characters without its spaces, and a keyfile at most two keys of ${longestKey}; it was not read further.`,
    },
  ];
}

function keyFaults(key: Key): KeyFileFault[] {
  if (key.badRuns.length > 0) {
    return key.badRuns.slice(0, mostCharacters).map(({ span, name }) => ({
      kind: 'character',
      span,
      message: `${name} may not stand in a key; only A-Z, a-z, 0-9, +, / and = may, and spaces, which do not count.`,
    }));
  }
  if (key.length >= shortestKey && key.length <= longestKey) return [];
  const bound = key.length < shortestKey ? `at least ${shortestKey}` : `at most ${longestKey}`;
  return [
    {
      kind: 'length',
      span: key.span,
      message: `The key has ${key.length} ${key.length === 1 ? 'character' : 'characters'} without its blanks; it must have ${bound}.`,
    },
  ];
}

const obstacles: Readonly<Record<Exclude<KeyObstacle['reason'], 'not-yaml'>, string>> = {
  nothing: 'There is no key in this file',
  map: 'A name and a colon make this a YAML map; a keyfile is a key or a list of keys',
  'empty-list': 'This list of keys is empty',
  'null-item': 'An entry of this list is empty; each must be a key',
  'map-item': 'A name and a colon make this entry a YAML map; each entry must be a key',
};

function obstacleFault({ reason, span }: KeyObstacle, text: string): KeyFileFault {
  if (reason !== 'not-yaml') return { kind: 'no-key', span, message: `${obstacles[reason]}.` };
  // the place of the fault is where YAML gives up, which may be long after the character that misled it
  const character = yamlSigns.exec(text.slice(span[0]))?.[0] ?? yamlSigns.exec(text)?.[0];
  const what = character === undefined ? 'something in it' : lowerFirst(characterName(character));
  return {
    kind: 'not-yaml',
    span,
    message: `Since MongoDB 4.2 a keyfile is read as YAML, which this is not: ${what} begins something else there.`,
  };
}

/** What begins something other than plain text in YAML. */
const yamlSigns = /[*&!|>%@`[\]{}"'\t:?#,-]/;

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function unreadFault(text: string, span: Span): KeyFileFault {
  const isNextDocument = /(^|\n)(---|\.\.\.)\s[^]*$/.test(text.slice(0, span[0]));
  return {
    kind: 'unread',
    span,
    message: isNextDocument
      ? 'The server reads only the first YAML document; what follows is no part of a key.'
      : 'The server silently reads nothing from here on, because a comment or a change of indentation ended the key above; the key is shorter than it looks.',
  };
}

function countFaults(keys: readonly Key[]): KeyFileFault[] {
  const [first, second, third] = keys;
  if (third) {
    return [
      {
        kind: 'too-many',
        span: third.span,
        message: `There are ${keys.length} keys; a server takes two at most, the present one and the one to change to.`,
      },
    ];
  }
  if (!first || !second) return [];
  return first.equals(second)
    ? [
        {
          kind: 'same-twice',
          span: second.span,
          message:
            'Both keys are the same once their blanks are dropped, so this file does not help to change the key.',
        },
      ]
    : [
        {
          kind: 'two-keys',
          span: second.span,
          message:
            'Two keys: this member shows the first and accepts both. That is right while keys are changed; the server warns of it at each start.',
        },
      ];
}
