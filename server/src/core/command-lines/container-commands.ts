import { isComplete, readFlags } from './command-flags.ts';
import type { CommandLine } from './command-line.ts';
import { readWords } from './command-words.ts';
import {
  commandKeys,
  containerOf,
  layoutOf,
  owningKey,
  partKeys,
  type CommandKey,
  serverImage,
  userName,
  userPassword,
  type Container,
} from './container.ts';
import { containerRunAt, type ContainerRun } from './container-runs.ts';
import type { Span } from '../text/span.ts';
import type { Run } from './command-run.ts';

/** A command line where it was found: it may be a part of one that several keys of a manifest give. */
export interface Found {
  readonly command: CommandLine;
  readonly part?: Part;
}

interface Part {
  readonly key: string;
  readonly container: Container;
  /** It begins with the program. */
  readonly named: boolean;
}

/** The command line of a program run by its name, with what the keys of a manifest around it say. */
export function namedCommand(text: string, run: Run, containers: readonly ContainerRun[]): Found {
  const { program, span, flags, read } = run;
  const key = owningKey(text, span[0]);
  const part = key && partKeys.includes(key.name) ? partOf(text, key, true) : undefined;
  const isRunKey = !key || part !== undefined || runningKey.test(key.name);
  const version = part?.container.version ?? run.version;
  const firstUser = part?.container.firstUser ?? firstUserOf(containerRunAt(containers, span[0]));
  return {
    command: {
      program,
      span,
      flags,
      complete: isComplete(read, run) && !run.open && isRunKey,
      conditional: read.conditional,
      ...(version ? { version } : {}),
      ...(firstUser ? { firstUser } : {}),
      ...(run.isElsewhere ? { isElsewhere: true } : {}),
    },
    ...(part ? { part } : {}),
  };
}

/** The variable that makes the entrypoint of an image make a first user; it does so only where there is a password, too. */
function firstUserOf(run: ContainerRun | undefined): Span | undefined {
  const isScript = run?.entrypoint === undefined || run.entrypoint.endsWith('docker-entrypoint.sh');
  if (!run || !isScript || !serverImage.test(run.image.text)) return undefined;
  const isGiven = run.variables.some(({ name }) => userPassword.test(name));
  return isGiven ? run.variables.find(({ name }) => userName.test(name))?.span : undefined;
}

function partOf(text: string, key: CommandKey, named: boolean): Part {
  return { key: key.name, container: containerOf(text, key), named };
}

/** Puts the parts of a manifest's commands together, as the container runs them. */
export function joinParts(found: readonly Found[]): CommandLine[] {
  const groups = new Map<unknown, Found[]>();
  for (const entry of found) {
    const start = entry.part?.container.start ?? entry;
    const group = groups.get(start);
    if (group) group.push(entry);
    else groups.set(start, [entry]);
  }
  return [...groups.values()].flatMap((group) => {
    const inOrder = [...group].sort((a, b) => orderOf(a) - orderOf(b));
    const [first] = inOrder;
    const isOne =
      first?.part?.named === true &&
      inOrder.every((entry, at) => at === 0 || isNextPart(entry, inOrder[at - 1]));
    return isOne ? [joined(inOrder, first)] : group.map((entry) => joined([entry], entry));
  });
}

function orderOf({ part }: Found): number {
  return partKeys.indexOf(part?.key ?? '');
}

function isNextPart(entry: Found, before: Found | undefined): boolean {
  return before !== undefined && entry.part?.named === false && orderOf(entry) > orderOf(before);
}

function joined(parts: readonly Found[], { command }: Found): CommandLine {
  const keys = parts.map(({ part }) => part?.key);
  const isWhole = parts.every(
    ({ part }) =>
      !part ||
      // what CMD of the image adds to an entrypoint is not known
      (part.container.known &&
        (keys.at(-1) !== 'entrypoint' || part.container.isShell) &&
        part.container.parts.every((key) => keys.includes(key))),
  );
  return {
    ...command,
    flags: parts.flatMap((part) => part.command.flags),
    complete: isWhole && parts.every((part) => part.command.complete),
    conditional: parts.some((part) => part.command.conditional),
  };
}

/** Keys of YAML files whose text is run as it is; others may be put together with more elsewhere. */
const runningKey = /^(?:(?:[\w.]+\.)?(?:win_)?(?:command|shell|raw)|cmd|run|script|exec|test|-c)$/;

/** `command: --tlsMode requireTLS` or `args:` in a manifest, for an image that puts mongod before it. */
export function argumentCommands(text: string, isShown: (offset: number) => boolean): Found[] {
  return commandKeys(text).flatMap((key): Found[] => {
    const layout = layoutOf(text, key);
    const read = layout && readWords(text, layout.from, layout.layout);
    const first = read?.words[0];
    if (!read || first?.text.startsWith('-') !== true || isShown(first.span[0])) return [];
    const flags = readFlags(read.words, true);
    const part = flags.length > 0 ? partOf(text, key, false) : undefined;
    if (part?.container.server === undefined) return [];
    const { server: program, version, firstUser } = part.container;
    const command = {
      program,
      span: [first.span[0], read.words.at(-1)?.span[1] ?? first.span[1]] as const,
      flags,
      complete: isComplete(read, { program, flags }),
      conditional: read.conditional,
      ...(version ? { version } : {}),
      ...(firstUser ? { firstUser } : {}),
    };
    return [{ command, part }];
  });
}
