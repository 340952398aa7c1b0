import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { CommandLine } from '../command-lines/command-line.ts';
import { makerOfImage, versionOfImage } from '../command-lines/image.ts';
import type { ImageMaker } from '../server/server-kind.ts';
import type { Config } from '../config/config.ts';
import { hole } from '../config/template.ts';
import type { Embedded } from '../embedded/host-file.ts';
import { childOf, textBelow, textOf } from '../embedded/yaml-host.ts';
import type { ServerProgram } from '../catalogue/catalogue.ts';
import type { Span } from '../text/span.ts';
import { plainPath, sourceAt, type Mount } from './mounts.ts';
import type { ServerStart } from './server-start.ts';

/** A container of a manifest, read as YAML. */
export interface ContainerNode {
  readonly name: string;
  /** Where it is named. */
  readonly span: Span;
  readonly map: YAMLMap;
  /** Where else its keys may stand. */
  readonly lenders?: readonly YAMLMap[];
  /** The keys that make up its command, in order. */
  readonly commandKeys: readonly string[];
  readonly mounts: readonly Mount[];
  /** All that is mounted was understood. */
  readonly isWhole: boolean;
}

/** The makers whose images hold no keyfiles and certificates and whose scripts write none. */
const plainMakers: readonly (ImageMaker | undefined)[] = ['official', 'mongodb', 'percona'];

/** The server that a container runs; undefined where it is not known to run one. `documents` are those of the file. */
export function startOfContainer(
  container: ContainerNode,
  documents: readonly Embedded[],
): ServerStart | undefined {
  const { map, lenders = [], name, span, commandKeys, mounts, isWhole } = container;
  const image = textBelow(map, 'image') ?? '';
  const maker = makerOfImage(image);
  const words = commandKeys.map((key) => firstWordOf(childOf(map, key)));
  const own = commandsIn(map, documents);
  const hasOwn = own.length > 0 || lenders.length === 0;
  const started = hasOwn ? own : (lenders.map((lender) => commandsIn(lender, documents)).find(isAny) ?? []);
  const [command] = started;
  if (started.length > 1 || (!command && (maker === undefined || !startsPlainly(map, commandKeys))))
    return undefined;
  const version = command?.version ?? versionOfImage(image);
  return serverIn({
    name,
    program: command?.document.program ?? plainProgram(words),
    span: command?.document.span ?? span,
    version,
    maker,
    command,
    mounts,
    isWhole: isWhole && runsDirectly(map, commandKeys),
  });
}

/** A server in a container of which all is known but for what its image makes of it. */
export interface ServerIn extends Pick<ServerStart, 'name' | 'program' | 'span'> {
  readonly version: ServerStart['version'];
  readonly maker: ImageMaker | undefined;
  readonly command: FoundCommand | undefined;
  readonly mounts: readonly Mount[];
  /** Nothing but these mounts, the image and its own script puts files into the container. */
  readonly isWhole: boolean;
}

/** The start of a server in a container of an image. */
export function serverIn(server: ServerIn): ServerStart {
  const { name, program, span, version, maker, command, mounts, isWhole } = server;
  const scripts = mounts.filter(({ target }) => plainPath(target).startsWith('/docker-entrypoint-initdb.d'));
  const flags = command && withScripts(command.flags, maker, scripts);
  return {
    name,
    program,
    span,
    ...(version ? { version } : {}),
    ...(maker ? { maker } : {}),
    ...(command && flags ? { command: command.document, flags } : {}),
    ...(maker === 'bitnami' ? configOfBitnami(mounts) : configPathOf(command?.document)),
    mounts: {
      list: mounts,
      isComplete: isWhole && scripts.length === 0 && plainMakers.includes(maker),
    },
  };
}

/** Scripts that are mounted by their names make the official image start the server first by itself, as its first user does. */
function withScripts(flags: Config, maker: ImageMaker | undefined, mounts: readonly Mount[]): Config {
  const script = mounts.find(({ target }) => /\/[^/]+\.(?:js|sh)$/.test(target));
  if (maker !== 'official' || !script || flags.firstStart) return flags;
  return { ...flags, firstStart: { by: 'scripts', span: script.span } };
}

/** The file that `--config` names, where that is known. */
export function configPathOf(command: CommandLine | undefined): Pick<ServerStart, 'configPath'> {
  const value = command?.flags.find(({ name }) => name === 'config')?.value;
  return value === undefined || value === '' ? {} : { configPath: value };
}

/** Where Bitnami's image looks for a configuration that is mounted; it starts the server with it (server-behaviour.md IM6). */
const bitnamiPaths = ['/bitnami/mongodb/conf/mongodb.conf', '/opt/bitnami/mongodb/conf/mongodb.conf'];

function configOfBitnami(list: readonly Mount[]): Pick<ServerStart, 'configPath'> {
  const path = bitnamiPaths.find((each) => {
    const source = sourceAt({ list, isComplete: true }, each);
    return source !== undefined && source.kind !== 'hidden';
  });
  return path === undefined ? {} : { configPath: path };
}

/** A command line of a server with the configuration that it is. */
export interface FoundCommand {
  readonly document: CommandLine & { readonly program: ServerProgram };
  readonly flags: Config;
  readonly version?: Embedded['version'];
}

/** The command line of a server that a document is; undefined for all others. */
export function serverCommand({ document, judged, version, isExample }: Embedded): FoundCommand | undefined {
  if (isExample) return undefined;
  const command = document.kind === 'commandline' ? document.commands[0] : undefined;
  const flags = judged.find((each): each is Config => each.kind === 'config' && each.format === 'flags');
  if (!command || !flags) return undefined;
  const { program } = command;
  if (program !== 'mongod' && program !== 'mongos') return undefined;
  return { document: { ...command, program }, flags, ...(version ? { version } : {}) };
}

function isAny(found: readonly FoundCommand[]): boolean {
  return found.length > 0;
}

function commandsIn({ range }: YAMLMap, documents: readonly Embedded[]): FoundCommand[] {
  if (!range) return [];
  return documents
    .filter(({ span }) => span[0] >= range[0] && span[1] <= range[2])
    .flatMap((entry) => serverCommand(entry) ?? []);
}

/** Whether nothing but the server, and the script of its image, is run by a container. */
export function runsDirectly(map: YAMLMap, keys: readonly string[]): boolean {
  return keys.every((key) => {
    const word = firstWordOf(childOf(map, key));
    return word === undefined || directWord.test(word);
  });
}

const directWord = /^(?:[\w./]*\/)?(?:mongod|mongos|docker-entrypoint\.sh)$|^-/;

/** Whether a container runs the server of its image without any flag: it has no command, or only the program's name. */
function startsPlainly(map: YAMLMap, keys: readonly string[]): boolean {
  return keys.every((key) => {
    const words = wordsOf(childOf(map, key));
    return words?.every((word) => /^(?:[\w./]*\/)?(?:mongod|docker-entrypoint\.sh)$/.test(word)) === true;
  });
}

function plainProgram(words: readonly (string | undefined)[]): ServerProgram {
  return words.some((word) => word?.endsWith('mongos') === true) ? 'mongos' : 'mongod';
}

function firstWordOf(node: unknown): string | undefined {
  return wordsOf(node)?.[0] ?? (node === undefined || node === null ? undefined : '?');
}

/** The words of a command, be it a text or a list; undefined where they are not known. */
export function wordsOf(node: unknown): readonly string[] | undefined {
  if (node === undefined || node === null) return [];
  if (isScalar(node))
    return knownText(node)
      ?.split(/\s+/)
      .filter((word) => word !== '');
  if (!isSeq(node)) return undefined;
  const words = node.items.map(knownText);
  return words.every((word) => word !== undefined) ? words : undefined;
}

/** The text of a scalar; undefined where a variable or a template fills some of it in. */
export function knownText(node: unknown): string | undefined {
  const text = textOf(node);
  return text === undefined || /[$]|\{\{|\{%|<%/.test(text) || text.includes(hole) ? undefined : text;
}

/** What a node covers of the file; empty where it is not known. */
export function spanOf(node: unknown): Span {
  const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : [0, 0];
}

/** The items of a list below a key: none where there is no such key, undefined where it holds no list. */
export function itemsBelow(map: YAMLMap, key: string): readonly unknown[] | undefined {
  const node = childOf(map, key);
  if (node === undefined) return [];
  return isSeq(node) ? node.items : undefined;
}
