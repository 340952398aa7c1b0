import { parseServerVersion, type ServerVersion } from '../server/server-version.ts';
import type { ConfigExpand } from '../server/server-kind.ts';
import type { Span } from '../text/span.ts';

/** A word of one of our comments, with what is given to it after an equals sign. */
export interface DirectiveWord {
  readonly name: string;
  readonly span: Span;
  /** Absent where there is no equals sign. */
  readonly value?: string;
  readonly valueSpan?: Span;
}

/** One of our comments: `# mongodb-tls: version=4.4.18 host=db1.example.net:27017 configExpand=rest commandline=none`. */
export interface Directive {
  /** Without the space after it. */
  readonly span: Span;
  readonly words: readonly DirectiveWord[];
}

const comment = /#[ \t]*mongodb-tls:([^\r\n#]*)/g;
const word = /([^\s=]+)(?:[ \t]*=[ \t]*([^\s=]*))?/g;

/** Our comments in a text of any kind, in order. Linear in the text. */
export function directivesIn(text: string): Directive[] {
  if (!text.includes('mongodb-tls:')) return [];
  return [...text.matchAll(comment)].map((match) => {
    const [whole, words = ''] = match;
    const start = match.index + whole.length - words.length;
    return {
      span: [match.index, match.index + whole.trimEnd().length],
      words: [...words.matchAll(word)].map((found) => wordOf(found, start)),
    };
  });
}

function wordOf({ 0: whole, 1: name = '', 2: value, index }: RegExpExecArray, start: number): DirectiveWord {
  const at = start + index;
  const end = at + whole.length;
  const isGiven = value !== undefined;
  return {
    name,
    span: [at, end],
    ...(isGiven ? { value, valueSpan: [end - value.length, end] as const } : {}),
  };
}

/** What our comments in a file say of its server. */
interface Stated {
  readonly version?: ServerVersion;
  readonly configExpand?: ConfigExpand;
  /** `commandline=none`: the server is started with this file and nothing else. */
  readonly commandLine?: 'none';
}

/** Of a word that is there twice the first that can be read counts. */
export function statedIn(text: string): Stated {
  const words = directivesIn(text).flatMap((directive) => directive.words);
  const version = firstOf(words, 'version', versionOf);
  const commandLine = firstOf(words, 'commandline', commandLineOf);
  // without a command line no expansion is followed
  const configExpand = firstOf(words, 'configExpand', configExpandOf) ?? commandLine;
  return {
    ...(version ? { version } : {}),
    ...(configExpand ? { configExpand } : {}),
    ...(commandLine ? { commandLine } : {}),
  };
}

/** The first word of these comments that names a version. */
export function versionWord(text: string): DirectiveWord | undefined {
  return directivesIn(text)
    .flatMap(({ words }) => words)
    .find(({ name, value = '' }) => name === 'version' && versionOf(value) !== undefined);
}

/** The words that our comments know, with an example of each. */
export const knownWords: ReadonlyMap<
  string,
  { readonly form: string; readonly isRead: (value: string) => boolean }
> = new Map([
  ['version', { form: 'version=4.4.18', isRead: (value) => versionOf(value) !== undefined }],
  ['host', { form: 'host=db1.example.net:27017', isRead: (value) => value !== '' }],
  [
    'configExpand',
    { form: 'configExpand=rest,exec', isRead: (value) => configExpandOf(value) !== undefined },
  ],
  ['commandline', { form: 'commandline=none', isRead: (value) => commandLineOf(value) !== undefined }],
]);

function firstOf<Value>(
  words: readonly DirectiveWord[],
  wanted: string,
  read: (value: string) => Value | undefined,
): Value | undefined {
  for (const { name, value } of words) {
    const known = name === wanted && value !== undefined ? read(value) : undefined;
    if (known !== undefined) return known;
  }
  return undefined;
}

function versionOf(value: string): ServerVersion | undefined {
  return parseServerVersion(/^[\w.+-]*/.exec(value)?.[0] ?? '');
}

function configExpandOf(value: string): ConfigExpand | undefined {
  if (value === 'exec,rest') return 'rest,exec';
  return value === 'none' || value === 'rest' || value === 'exec' || value === 'rest,exec'
    ? value
    : undefined;
}

function commandLineOf(value: string): 'none' | undefined {
  return value === 'none' ? value : undefined;
}
