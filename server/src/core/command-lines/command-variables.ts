import { firstBeyond } from '../text/sorted.ts';
import type { Span } from '../text/span.ts';
import { readFlags } from './command-flags.ts';
import type { CommandLine } from './command-line.ts';
import { headStart, isProseLine } from './command-place.ts';
import { readWords, type Words } from './command-words.ts';
import type { Run } from './command-run.ts';

/** `DAEMON=/usr/bin/mongod`, `mongod=${MONGOD-/usr/bin/mongod}`, `MONGOS="$BIN/mongos"`. */
const programPath =
  /^(?:\$\{\w{1,100}:?-)?["']?(?:\$\{?\w{1,100}\}?\/)?(?:[\w./-]{0,300}\/)?(mongod|mongos)["'}]{0,3}[ \t]*(?:[;#].*)?$/;

/** The variables of a script that hold the path of a server and nothing else, each with that server. */
export function programVariables(text: string): ReadonlyMap<string, 'mongod' | 'mongos'> {
  const found = new Map<string, 'mongod' | 'mongos' | undefined>();
  for (const { 1: name = '', 2: value = '' } of text.matchAll(
    /^[ \t]*(?:export |local |readonly )?(\w+)=([^\r\n]*)/gm,
  )) {
    const program = programPath.exec(value.trimEnd())?.[1] as 'mongod' | 'mongos' | undefined;
    found.set(name, found.has(name) && found.get(name) !== program ? undefined : program);
  }
  return new Map([...found].flatMap(([name, program]) => (program === undefined ? [] : [[name, program]])));
}

/**
 * The flags that a script or a unit keeps in a variable, `OPTS="--sslMode requireSSL"` or `Environment="OPTS=--auth"`, where the
 * same text starts a server with it and uses it for nothing else. Each assignment is a command line that is not complete.
 */
export function variableCommands(
  text: string,
  runs: readonly Run[],
  isShown: (offset: number) => boolean,
): CommandLine[] {
  const users = new Map<string, Run>();
  for (const run of runs) {
    for (const { text: word } of run.read.words) {
      const name = /^\$(?:(\w+)|\{(\w+)\})$/.exec(word);
      const variable = name?.[1] ?? name?.[2];
      if (variable !== undefined && isServer(run) && !users.has(variable)) users.set(variable, run);
    }
  }
  if (users.size === 0) return [];
  const values = assignments(text, users).filter(({ span }) => !isShown(span[0]));
  const known = [...runs.filter(isServer), ...values].map(({ span }) => span);
  for (const name of usedElsewhere(text, users, known)) users.delete(name);
  return values.flatMap(({ name, read, span }): CommandLine[] => {
    const run = users.get(name);
    const flags = readFlags(read.words, true);
    if (!run || flags.length === 0) return [];
    const { program, version } = run;
    const { conditional } = read;
    return [{ program, span, flags, complete: false, conditional, ...(version ? { version } : {}) }];
  });
}

function isServer({ program }: Run): boolean {
  return program === 'mongod' || program === 'mongos';
}

/** More than any script has of them. */
const maxAssignments = 100;
const maxLooks = 1000;

interface Assignment {
  readonly name: string;
  readonly read: Words;
  readonly span: Span;
}

/** The variables that are given flags, whether the value is in quotes, or name and value as in a unit, or neither. */
function assignments(text: string, wanted: ReadonlyMap<string, unknown>): Assignment[] {
  const found: Assignment[] = [];
  for (const { 0: head, 1: around = '', 2: name = '', 3: inside = '', index } of text.matchAll(
    /(?<![\w$.{-])(["']?)(\w+)\+?=(["']?)(?=[ \t]*[-$"'])/g,
  )) {
    if (!wanted.has(name) || found.length >= maxAssignments) continue;
    if (isProseLine(text.slice(headStart(text, index), index))) continue;
    const outer = inside === '' ? around : inside;
    const read = readWords(text, index + head.length, { kind: 'shell', ...(outer === '' ? {} : { outer }) });
    const words = outer === '' ? read.words.slice(0, 1) : read.words;
    const end = words.at(-1)?.span[1] ?? index;
    if (/^[-$]/.test(words[0]?.text ?? ''))
      found.push({ name, read: { ...read, words }, span: [index + head.length, end] });
  }
  return found;
}

const onlyLooks =
  /^\s*(?:(?:if|elif|then|else|while|do|!)\s+)*(?:\[\[?|test|echo|printf|log\w*|unset|export)\s/;

/** The variables that are read outside some places, other than to look at them. */
function* usedElsewhere(
  text: string,
  wanted: ReadonlyMap<string, unknown>,
  places: readonly Span[],
): Iterable<string> {
  let count = 0;
  const inOrder = [...places].sort((a, b) => a[1] - b[1]);
  for (const { 1: name = '', index } of text.matchAll(/\$[({]?(\w+)/g)) {
    if (!wanted.has(name)) continue;
    const place = inOrder[firstBeyond(inOrder, ([, end]) => end > index)];
    if (place && place[0] <= index) continue;
    const head = text.slice(headStart(text, index), index);
    const isRead = !onlyLooks.test(head.split(/[;|&`]/).at(-1) ?? '') && !/^\s*#/.test(head);
    if (isRead || ++count > maxLooks) yield name;
  }
}
