import { isComplete, readFlags } from './command-flags.ts';
import type { CommandLine } from './command-line.ts';
import type { Run } from './command-runs.ts';
import { readWords, type Layout } from './command-words.ts';
import { commandKeys, containerOf, owningKey, type CommandKey } from './container.ts';

/** The command line of a program run by its name, with what the keys of a manifest around it say. */
export function commandOf(text: string, run: Run): CommandLine {
  const { program, span, flags, read } = run;
  const key = owningKey(text, span[0]);
  const container = key && /^(command|args|entrypoint)$/.test(key.name) ? containerOf(text, key) : undefined;
  const isRunKey = !key || container !== undefined || runningKey.test(key.name);
  const version = container?.version ?? run.version;
  return {
    program,
    span,
    flags,
    complete: isComplete(read, run) && !run.open && isRunKey && container?.split !== true,
    conditional: read.conditional,
    ...(version ? { version } : {}),
  };
}

/** Keys of YAML files whose text is run as it is; others may be put together with more elsewhere. */
const runningKey = /^(?:(?:[\w.]+\.)?(?:win_)?(?:command|shell|raw)|cmd|run|script|exec|test|-c)$/;

/** `command: --tlsMode requireTLS` or `args:` in a manifest, for an image that puts mongod before it. */
export function argumentCommands(text: string, isShown: (offset: number) => boolean): CommandLine[] {
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
