import type { ServerVersion } from '../server/server-version.ts';
import type { Span } from '../text/span.ts';
import { filledIn, readFlags } from './command-flags.ts';
import { databaseTools, isDatabaseTool, isServer, type CommandProgram, type Flag } from './command-line.ts';
import {
  headStart,
  isContainerRun,
  isProseLine,
  isRun,
  isStarted,
  placeOf,
  runsElsewhere,
} from './command-place.ts';
import { programVariables } from './command-variables.ts';
import { readWords, type Word, type Words } from './command-words.ts';
import { baseImages, imageVersion } from './container.ts';
import { versionOfImage } from './image.ts';
import type { Run } from './command-run.ts';

/** A program's name, or that of an image with a tag; `mongod.conf` is none. */
const nameOrImage =
  String.raw`(mongod|mongos|mongosh|mongo|${databaseTools.join('|')}|mongodb_exporter|percona-server-mongodb|mongodb-(?:community|enterprise)-server)` +
  String.raw`(?:\.exe|(:(?!\d{3,5}\b)(?:\$\{[^}\s]{1,100}\}|[\w.$-])+|@sha256:\w+))?`;
const nameEnds = String.raw`(?=\\?["']|[\s,\]]|$)`;
const programName = new RegExp(`${nameOrImage}${nameEnds}`, 'g');
/** The same, or a variable. */
const programOrVariable = new RegExp(String.raw`(?:${nameOrImage}|\$\{?(\w+)\}?)${nameEnds}`, 'g');

/** More names than any script has: a text that repeats them for ever is none. */
const maxNames = 1000;
/** Images whose names are not those of a program. */
const serverImages = /-server(?:-mongodb)?$/;

/** The programs that a text runs by their names, or by variables that hold their paths. */
export function runsOf(text: string, isShown: (offset: number) => boolean): Run[] {
  const images = baseImages(text);
  const variables = programVariables(text);
  const runs: Run[] = [];
  let end = 0;
  let count = 0;
  for (const match of text.matchAll(variables.size === 0 ? programName : programOrVariable)) {
    const [, named, tag, variable] = match;
    const name = named ?? variables.get(variable ?? '');
    if (name === undefined) continue;
    const nameEnd = match.index + match[0].length;
    if (!/--|\$|[\s"']-f\b/.test(text.slice(nameEnd, nameEnd + 4000))) continue;
    const start = pathStart(text, match.index);
    if (start === undefined || start < end || isShown(start)) continue;
    const span: Span = [start, nameEnd];
    if (++count > maxNames) break;
    const head = text.slice(headStart(text, start), start);
    if (isProseLine(head)) continue;
    const place = placeOf(text, span);
    const { before } = place;
    if ((isFilledTag(tag) || serverImages.test(name)) && !isContainerRun(before)) continue;
    const read = ownWords(readWords(text, place.from, place.layout), before);
    const flags = readFlags(read.words, name === 'mongod' || name === 'mongos');
    if (
      (!isDatabaseTool(name) && isImageName(read.words)) ||
      !(flags.length > 0 || read.words.some(({ text: word }) => word.startsWith('$')))
    )
      continue;
    const program = programOf(entrypointOf(before) ?? name, flags, tag !== undefined);
    if (program === undefined || place.told || isProse(program, read.words) || !isRun(program, before))
      continue;
    const runEnd = read.words.at(-1)?.span[1] ?? span[1];
    if (flags.length > 0) end = runEnd;
    runs.push({
      program,
      span: [start, runEnd],
      flags,
      read,
      isElsewhere: runsElsewhere(before),
      open: place.open || isFilledTag(tag),
      version:
        imageVersion(` ${before.join(' ')} ${text.slice(start, runEnd)}`) ??
        runImageVersion(before, text.slice(start, nameEnd)) ??
        images.find((image) => image.index < start)?.version,
    });
  }
  return runs;
}

/** What a container is run of without a tag: the program's own name, or the word before the program. */
function runImageVersion(before: readonly string[], name: string): ServerVersion | undefined {
  if (!isContainerRun(before)) return undefined;
  const isProgram = /(?:^|[\\/])mongo[ds](?:\.exe)?$/.test(name);
  return versionOfImage(isProgram ? (before.at(-1) ?? '') : name);
}

/** `mongo:$TAG` is an image where one is run; `mongo:$PORT` is a host. */
function isFilledTag(tag: string | undefined): boolean {
  return tag?.includes('$') === true && !/port/i.test(tag);
}

/** The words of the program itself: in front of `--` start-stop-daemon takes them for its own. */
function ownWords(read: Words, before: readonly string[]): Words {
  if (!isStarted(before)) return read;
  const at = read.words.findIndex(({ text }) => text === '--');
  return { ...read, words: at < 0 ? [] : read.words.slice(at + 1) };
}

/** Where the path before a program's name begins; undefined where the name is the end of another word, or a host of a URI. */
function pathStart(text: string, at: number): number | undefined {
  if (/[\w.$%@-]/.test(text.charAt(at - 1))) return undefined;
  let start = at;
  while (start > at - 300 && /[\w./~\\:-]/.test(text.charAt(start - 1))) start--;
  const path = text.slice(start, at);
  if (path.includes('://')) return undefined;
  return /[/\\]$/.test(path) ? start : at;
}

/** The servers take no plain arguments, so a word behind the name is prose; a plain word behind a tool mostly is. */
function isProse(program: CommandProgram, words: readonly Word[]): boolean {
  const first = words[0]?.text ?? '';
  if (isServer(program)) return !first.startsWith('-') && !filledIn.test(first);
  return isDatabaseTool(program) && program !== 'mongofiles' && /^[A-Za-z,]+$/.test(first);
}

/** `docker run mongo mongod --auth`: the first name is the image, the program comes after it. */
function isImageName(words: readonly Word[]): boolean {
  const first = words.find(({ text }) => !text.startsWith('-'));
  return (
    first !== undefined &&
    /^(?:.*\/)?(?:mongo(?:d|s|sh|dump|restore|export|import|stat|top|files|sqld|drdl)?|bsondump|(?:ba|da)?sh|sleep|env|timeout|gosu|exec)$/.test(
      first.text,
    )
  );
}

const serverFlag = /^(tlsMode|sslMode|replSet|bind_ip|bind_ip_all|dbpath|keyFile|config|auth)$/;

/** What `docker run --entrypoint` puts in the place of the image's own program. */
function entrypointOf(before: readonly string[]): string | undefined {
  const at = before.findIndex((word) => word.startsWith('--entrypoint'));
  const value = before[at]?.includes('=') === true ? before[at].replace(/^.*=/, '') : before[at + 1];
  return at < 0 ? undefined : value?.replace(/^.*\//, '');
}

/** The image `mongo` starts mongod with the flags behind it; the shell of that name has none of these. */
function programOf(name: string, flags: readonly Flag[], isImage: boolean): CommandProgram | undefined {
  switch (name) {
    case 'mongo':
      return isImage || flags.some((flag) => serverFlag.test(flag.name)) ? 'mongod' : 'mongo';
    case 'mongod':
    case 'mongos':
    case 'mongosh':
    case 'mongodb_exporter':
      return name;
    default:
      if (isDatabaseTool(name)) return name;
      return serverImages.test(name) ? 'mongod' : undefined;
  }
}
