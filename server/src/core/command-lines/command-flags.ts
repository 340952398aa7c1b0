import { iniOnlyNamed, optionByFlag } from '../catalogue/catalogue.ts';
import type { Span } from '../text/span.ts';
import { isServer, type CommandLine, type Flag } from './command-line.ts';
import type { Word, Words } from './command-words.ts';

/** Something that a shell, a template or compose fills in. */
export const filledIn = /\$|\{\{|\{%|<%|%[\w*~]|`|!\w+!|^@\w|<\w|^\{\w+\}$|^__\w+__$|\[\[|\(\(/;

/** Whether nothing else may be told to the program by what is filled in. */
export function isComplete(
  { words, complete }: Words,
  { program }: Pick<CommandLine, 'program' | 'flags'>,
): boolean {
  return (
    complete &&
    !words.some(({ text }) => filledIn.test(text)) &&
    words.every(({ text }, index) => !isServer(program) || isKnownWord(text, words[index - 1]?.text))
  );
}

/** A flag, or what stands behind one: anything else shows that the words of a server were not understood. */
function isKnownWord(text: string, before: string | undefined): boolean {
  return text.startsWith('-') || (before !== undefined && before.startsWith('-') && !before.includes('='));
}

/**
 * The flags among the words of a command line: none where no word is a `--flag`, or the `-f` of a server. The servers take a name that they know behind a
 * single dash too (options_parser.cpp, allow_long_disguise).
 */
export function readFlags(words: readonly Word[], isServer: boolean): Flag[] {
  const flags: Flag[] = [];
  // without any `--flag` it is left alone, but for a server that is only told its file
  const isFlag = (text: string): boolean => text.startsWith('--') || (isServer && text === '-f');
  if (!words.some(({ text }) => isFlag(text))) return flags;
  words.forEach((word, at) => {
    const match = /^(?:(--?)([A-Za-z_][\w.-]*)(=|$))/.exec(word.text);
    if (!match) return;
    const [head, dashes = '', written = '', equals = ''] = match;
    const name = head === '-f' ? 'config' : written;
    if (dashes === '-' && head !== '-f' && !(isServer && isLongName(name))) return;
    const start = word.span[0];
    const span: Span = [start, start + head.length - equals.length];
    const next = words[at + 1];
    if (equals === '=') {
      const quote = /^(\\?["'])[\s\S]*\1$/.exec(word.text.slice(head.length))?.[1]?.length ?? 0;
      const valueSpan: Span = [start + head.length + quote, word.span[1] - quote];
      const value = word.text.slice(head.length + quote, word.text.length - quote);
      // behind `--port=` the shell may have stopped at what it reads otherwise, such as `<`
      const isCut = value === '' && quote === 0;
      flags.push({ name, span, value: isCut ? undefined : known(value), valueSpan });
    } else if (next && !/^--?[A-Za-z]/.test(next.text)) {
      flags.push({ name, span, value: known(next.text), valueSpan: next.span });
    } else {
      flags.push({ name, span, value: undefined });
    }
  });
  return flags;
}

/** `-vvv` says how much is logged. */
function isLongName(name: string): boolean {
  return name.length > 1 && !/^v+$/.test(name) && (optionByFlag(name) ?? iniOnlyNamed(name)) !== undefined;
}

/** A value as it is; undefined where something fills it in, or where quotes in it are taken away by a shell. */
function known(value: string): string | undefined {
  return filledIn.test(value) || /["']/.test(value) ? undefined : value;
}
