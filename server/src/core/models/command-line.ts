import type { Span } from '../span.ts';
import { readWords, type Word } from './command-words.ts';

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
  readonly programSpan: Span;
  readonly span: Span;
  readonly flags: readonly Flag[];
}

/** A text of another language (shell, Dockerfile, compose file, unit, manifest) with MongoDB command lines in it. */
export interface CommandLines {
  readonly kind: 'commandline';
  readonly text: string;
  readonly commands: readonly CommandLine[];
}

/** A program's name as a word of its own, with any path before it: `mongodump`, `mongod.conf` and `my-mongod` are none. */
const programName =
  /(?<![\w.$%@-])(?:[\w./~\\:-]*[/\\])?(mongod|mongos|mongosh|mongo)(?:\.exe)?(?=["'\s,\]]|$)/g;

/**
 * Finds the command lines of a text: shell words with `\` at line ends, JSON arrays, YAML lists in either style and folded
 * text. A program without a `--flag` behind it is prose, and so is a line that is a comment. Never throws.
 */
export function parseCommandLines(text: string): CommandLines {
  const commands: CommandLine[] = [];
  if (text.includes('mongo') && text.includes('--')) {
    let end = 0;
    for (const match of text.matchAll(programName)) {
      if (match.index < end || isComment(text, match.index)) continue;
      const words = readWords(text, match.index + match[0].length, match.index);
      const flags = readFlags(words);
      if (flags.length === 0 || isProse(match[1], words) || isImageName(words)) continue;
      end = words.at(-1)?.span[1] ?? end;
      commands.push({
        program: programOf(match[1] as CommandProgram, flags),
        programSpan: [match.index, match.index + match[0].length],
        span: [match.index, end],
        flags,
      });
    }
  }
  return { kind: 'commandline', text, commands };
}

/** The servers take no plain arguments, so a word behind the name is prose. */
function isProse(program: string | undefined, words: readonly Word[]): boolean {
  const first = words[0]?.text ?? '';
  return (program === 'mongod' || program === 'mongos') && !first.startsWith('-') && !filledIn.test(first);
}

/** `docker run mongo mongod --auth`: the first name is the image, the program comes after it. */
function isImageName(words: readonly Word[]): boolean {
  const first = words.find(({ text }) => !text.startsWith('-'));
  return first !== undefined && /^(.*\/)?(mongod|mongos|mongosh|mongo)$/.test(first.text);
}

/** The image `mongo` starts mongod with the flags behind it; the shell of that name has none of these. */
function programOf(name: CommandProgram, flags: readonly Flag[]): CommandProgram {
  const isServer = flags.some((flag) =>
    /^(tlsMode|sslMode|replSet|bind_ip|bind_ip_all|dbpath|keyFile)$/.test(flag.name),
  );
  return name === 'mongo' && isServer ? 'mongod' : name;
}

function isComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*(#|\/\/|;|REM\b)/i.test(line) || /\s#\s/.test(line);
}

/** Something that a shell, a template or compose fills in. */
const filledIn = /\$|\{\{|<%|%\w+%|`/;

function readFlags(words: readonly Word[]): Flag[] {
  const flags: Flag[] = [];
  words.forEach((word, at) => {
    const match = /^--([A-Za-z_][\w.]*)(=?)/.exec(word.text);
    if (!match) return;
    const [head, name = '', equals] = match;
    const start = word.span[0];
    const span: Span = [start, start + 2 + name.length];
    const next = words[at + 1];
    if (equals === '=') {
      const quoted = /^(["']).*\1$/.test(word.text.slice(head.length)) ? 1 : 0;
      const valueSpan: Span = [start + head.length + quoted, word.span[1] - quoted];
      const value = word.text.slice(head.length + quoted, word.text.length - quoted);
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
