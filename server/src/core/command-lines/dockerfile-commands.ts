import { isComplete, readFlags } from './command-flags.ts';
import type { CommandLine } from './command-line.ts';
import { readWords } from './command-words.ts';
import { entryName, serverImage } from './container.ts';
import { versionOfImage } from './image.ts';

type Server = 'mongod' | 'mongos';

/** What a stage of a Dockerfile runs with arguments alone. */
interface Stage {
  readonly server?: Server | undefined;
  /** Its flags stand in ENTRYPOINT too. */
  readonly hasFlags?: boolean;
  readonly from: string;
}

/**
 * `CMD ["--auth"]` of a Dockerfile, behind an ENTRYPOINT that is the server, or where the image that it builds on starts one with
 * the arguments it is given.
 */
export function dockerfileCommands(text: string, isShown: (offset: number) => boolean): CommandLine[] {
  const commands: CommandLine[] = [];
  let stage: Stage = { from: '' };
  for (const match of text.matchAll(/^([ \t]*(FROM|ENTRYPOINT|CMD)[ \t]+)(.*)/gim)) {
    const { 1: head = '', 2: instruction = '', 3: value = '', index } = match;
    if (isShown(index)) continue;
    switch (instruction.toUpperCase()) {
      case 'FROM':
        stage = stageFrom(value);
        break;
      case 'ENTRYPOINT':
        stage = { ...stage, ...entryOf(value, stage) };
        break;
      default:
        if (value.startsWith('[')) commands.push(...commandOf(text, index + head.length + 1, stage));
    }
  }
  return commands;
}

function stageFrom(value: string): Stage {
  const image = value.replace(/^(?:--\S+\s+)*/, '').replace(/\sAS\s.*/is, '');
  return { from: image, server: serverImage.test(image.trim()) ? 'mongod' : undefined };
}

function entryOf(value: string, stage: Stage): Pick<Stage, 'server' | 'hasFlags'> {
  const [, name, flags] = entryName.exec(value.trim()) ?? [];
  const server = name === 'mongod' || name === 'mongos' ? name : undefined;
  return {
    server: name === 'docker-entrypoint.sh' ? stage.server : server,
    hasFlags: flags !== undefined,
  };
}

function commandOf(
  text: string,
  from: number,
  { server: program, hasFlags, from: image }: Stage,
): CommandLine[] {
  if (program === undefined) return [];
  const read = readWords(text, from, { kind: 'flow' });
  const first = read.words[0];
  const flags = readFlags(read.words, true);
  if (first?.text.startsWith('-') !== true || flags.length === 0) return [];
  const version = versionOfImage(image);
  return [
    {
      program,
      span: [first.span[0], read.words.at(-1)?.span[1] ?? first.span[1]],
      flags,
      complete: hasFlags !== true && isComplete(read, { program, flags }),
      conditional: false,
      ...(version ? { version } : {}),
    },
  ];
}
