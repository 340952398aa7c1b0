import type { ServerVersion } from '../server-version.ts';
import type { Span } from '../span.ts';
import { headStart, isRun, placeOf, type Place } from './command-place.ts';
import { readWords, type Layout, type Word, type Words } from './command-words.ts';
import { versionComment } from './config.ts';
import { shownTexts } from './here-text.ts';
import {
  baseImages,
  commandKeys,
  containerOf,
  imageVersion,
  owningKey,
  type CommandKey,
} from './container.ts';

/** The programs whose flags are judged; the database tools and mongosqld keep their ssl names and are left alone. */
export type CommandProgram = 'mongod' | 'mongos' | 'mongosh' | 'mongo';

/** One flag of a command line, with its value if it has one. */
export interface Flag {
  /** Without dashes: `sslMode`. */
  readonly name: string;
  /** The flag's name with its dashes, without an equals sign. */
  readonly span: Span;
  /** undefined where there is none, or where the shell or a template fills it in. */
  readonly value: string | undefined;
  /** The value as written, without quotes around it; absent where there is none. */
  readonly valueSpan?: Span;
}

export interface CommandLine {
  readonly program: CommandProgram;
  readonly span: Span;
  readonly flags: readonly Flag[];
  /** All that the program is told is here: no file, variable, template or other key of a manifest may add to it. */
  readonly complete: boolean;
  /** Some of it stands under a template's condition. */
  readonly conditional: boolean;
  /** What a comment in the file or the image that runs the command says of the server's version. */
  readonly version?: ServerVersion;
}

/** A text of another language (shell, Dockerfile, compose file, unit, manifest) with MongoDB command lines in it. */
export interface CommandLines {
  readonly kind: 'commandline';
  readonly text: string;
  readonly commands: readonly CommandLine[];
  /** What begins a comment in it; absent where it has none. */
  readonly comment?: string;
}

/** A program's name, or that of the image `mongo` with a tag; `mongodump` and `mongod.conf` are none. */
const programName = /(mongod|mongos|mongosh|mongo)(?:\.exe|(:(?!\d{3,5}\b)v?[\w.-]+))?(?=\\?["']|[\s,\]]|$)/g;

/** More names than any script has: a text that repeats them for ever is none. */
const maxNames = 1000;

/**
 * Finds the command lines of a text: shell words with `\` at line ends, JSON arrays, YAML lists in either style and folded
 * text, and the arguments alone where a manifest gives them to an image of MongoDB. A program without a `--flag` behind it is
 * prose, and so is a line that is a comment or is only shown to the user. Never throws.
 */
export function parseCommandLines(text: string, fileName = ''): CommandLines {
  const commands: CommandLine[] = [];
  // the cost of a file that has nothing to do with MongoDB
  if (text.includes('mongo') && text.includes('--')) {
    const stated = versionComment(text);
    const isShown = shownTexts(text);
    for (const command of [...namedCommands(text, isShown), ...containerCommands(text, isShown)].sort(
      (a, b) => a.span[0] - b.span[0],
    )) {
      if (command.span[0] < (commands.at(-1)?.span[1] ?? 0)) continue;
      commands.push(stated ? { ...command, version: stated } : command);
    }
  }
  const comment = commentOf(fileName);
  return { kind: 'commandline', text, commands, ...(comment === undefined ? {} : { comment }) };
}

function commentOf(fileName: string): string | undefined {
  if (/\.json$/i.test(fileName)) return undefined;
  return /\.(bat|cmd)$/i.test(fileName) ? 'REM #' : '#';
}

/** The command lines that begin with a program's name. */
function namedCommands(text: string, isShown: (offset: number) => boolean): CommandLine[] {
  const images = baseImages(text);
  const commands: CommandLine[] = [];
  let end = 0;
  let count = 0;
  for (const match of text.matchAll(programName)) {
    const nameEnd = match.index + match[0].length;
    if (!text.slice(nameEnd, nameEnd + 4000).includes('--')) continue;
    const start = pathStart(text, match.index);
    if (start === undefined || start < end || isShown(start)) continue;
    const span: Span = [start, nameEnd];
    if (++count > maxNames) break;
    const head = text.slice(headStart(text, start), start);
    if (isProseLine(head)) continue;
    const name = match[1] ?? '';
    const place = placeOf(text, span);
    const read = readWords(text, place.from, place.layout);
    const flags = readFlags(read.words);
    if (flags.length === 0 || isImageName(read.words)) continue;
    const program = programOf(entrypointOf(place.before) ?? name, flags, match[2] !== undefined);
    if (program === undefined || place.told || isProse(program, read.words)) continue;
    if (!isRun(program, place.before)) continue;
    end = read.words.at(-1)?.span[1] ?? span[1];
    const command = { program, span: [start, end] as const, flags };
    commands.push(
      commandOf(text, command, { read, place, base: images.find((image) => image.index < start)?.version }),
    );
  }
  return commands;
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

function commandOf(
  text: string,
  command: Pick<CommandLine, 'program' | 'span' | 'flags'>,
  { read, place, base }: { read: Words; place: Place; base: ServerVersion | undefined },
): CommandLine {
  const { span } = command;
  const key = owningKey(text, span[0]);
  const container = key && /^(command|args|entrypoint)$/.test(key.name) ? containerOf(text, key) : undefined;
  const isRunKey = !key || container !== undefined || runningKey.test(key.name);
  const inline = imageVersion(` ${place.before.join(' ')} ${text.slice(...span)}`);
  const version = container?.version ?? inline ?? base;
  return {
    ...command,
    complete: isComplete(read, command) && !place.open && isRunKey && container?.split !== true,
    conditional: read.conditional,
    ...(version ? { version } : {}),
  };
}

/** Keys of YAML files whose text is run as it is; others may be put together with more elsewhere. */
const runningKey = /^(?:(?:[\w.]+\.)?(?:win_)?(?:command|shell|raw)|cmd|run|script|exec|test|-c)$/;

/** `command: --tlsMode requireTLS` or `args:` in a manifest, for an image that puts mongod before it. */
function containerCommands(text: string, isShown: (offset: number) => boolean): CommandLine[] {
  return commandKeys(text).flatMap((key): CommandLine[] => {
    const layout = layoutOf(text, key);
    const read = layout && readWords(text, layout.from, layout.layout);
    const first = read?.words[0];
    if (!read || first?.text.startsWith('-') !== true || isShown(first.span[0])) return [];
    const flags = readFlags(read.words);
    const container = flags.length > 0 ? containerOf(text, key) : undefined;
    if (container?.server === undefined) return [];
    const { server, split, version } = container;
    return [
      {
        program: server,
        span: [first.span[0], read.words.at(-1)?.span[1] ?? first.span[1]],
        flags,
        complete: isComplete(read, { program: server, flags }) && !split,
        conditional: read.conditional,
        ...(version ? { version } : {}),
      },
    ];
  });
}

/** How the arguments behind a manifest's key are written. */
function layoutOf(text: string, { from, column }: CommandKey): { from: number; layout: Layout } | undefined {
  const value = text.slice(from, from + 400);
  if (value.startsWith('[')) return { from: from + 1, layout: { kind: 'flow' } };
  const quote = /^["']/.exec(value)?.[0];
  if (quote !== undefined) return { from: from + 1, layout: { kind: 'shell', outer: quote } };
  if (/^--?\w/.test(value)) return { from, layout: { kind: 'shell' } };
  const below = /^(?:[|>][-+\d]*)?[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ \t]*)(-[ \t])?/.exec(
    value,
  );
  const indent = below?.[1]?.length ?? 0;
  if (!below || indent < column) return undefined;
  return below[2] === undefined
    ? { from: from + below[0].length, layout: { kind: 'shell', folded: column + 1 } }
    : { from: from + below[0].length - indent - 2, layout: { kind: 'block', indent } };
}

/** The servers take no plain arguments, so a word behind the name is prose. */
function isProse(program: CommandProgram, words: readonly Word[]): boolean {
  const first = words[0]?.text ?? '';
  return (program === 'mongod' || program === 'mongos') && !first.startsWith('-') && !filledIn.test(first);
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
      return name;
    default:
      return undefined;
  }
}

/** A comment, or the value of a key that describes something. */
function isProseLine(head: string): boolean {
  return (
    /^\s*(?:#|\/\/|;|::|REM\b|(?:-\s+)*["']?(?:name|title|description|summary|comment|help|label|msg|message|notes?|usage|examples?|hint|doc|documentation)["']?\s*:\s)/i.test(
      head,
    ) || /\s#\s/.test(head)
  );
}

/** Something that a shell, a template or compose fills in. */
const filledIn = /\$|\{\{|\{%|<%|%[\w*~]|`|!\w+!|^@\w|<\w/;

/** Whether nothing else may be told to the program, by a file or by what is filled in. */
function isComplete(
  { words, complete }: Words,
  { program }: Pick<CommandLine, 'program' | 'flags'>,
): boolean {
  const isShell = program === 'mongo' || program === 'mongosh';
  return (
    complete &&
    !words.some(({ text }) => filledIn.test(text) || /^-[A-Za-z]*f|^--config(?:=|$)/.test(text)) &&
    words.every(({ text }, index) => isShell || isKnownWord(text, words[index - 1]?.text))
  );
}

/** A flag, or what stands behind one: anything else shows that the words of a server were not understood. */
function isKnownWord(text: string, before: string | undefined): boolean {
  return text.startsWith('-') || (before !== undefined && before.startsWith('-') && !before.includes('='));
}

function readFlags(words: readonly Word[]): Flag[] {
  const flags: Flag[] = [];
  words.forEach((word, at) => {
    const match = /^--([A-Za-z_][\w.-]*)(=|$)/.exec(word.text);
    if (!match) return;
    const [head, name = '', equals] = match;
    const start = word.span[0];
    const span: Span = [start, start + 2 + name.length];
    const next = words[at + 1];
    if (equals === '=') {
      const quote = /^(\\?["'])[\s\S]*\1$/.exec(word.text.slice(head.length))?.[1]?.length ?? 0;
      const valueSpan: Span = [start + head.length + quote, word.span[1] - quote];
      const value = word.text.slice(head.length + quote, word.text.length - quote);
      flags.push({ name, span, value: known(value), valueSpan });
    } else if (next && !/^--?[A-Za-z]/.test(next.text)) {
      flags.push({ name, span, value: known(next.text), valueSpan: next.span });
    } else {
      flags.push({ name, span, value: undefined });
    }
  });
  return flags;
}

function known(value: string): string | undefined {
  return filledIn.test(value) ? undefined : value;
}
