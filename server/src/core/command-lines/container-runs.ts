import type { Span } from '../text/span.ts';
import { foldedIndent, headStart, isProseLine, isRun, placeOf } from './command-place.ts';
import { serverImage } from './container.ts';
import { readWords, type Word, wordAt } from './command-words.ts';

/** A container as a command of Docker, Podman or nerdctl runs it. */
export interface ContainerRun {
  /** From the image to the last argument. */
  readonly span: Span;
  readonly image: Word;
  readonly args: readonly Word[];
  /** `--name`, where it is written out. */
  readonly name?: string;
  /** Its names on its networks. */
  readonly hosts: readonly string[];
  readonly volumes: readonly Volume[];
  /** The variables of its environment, each with its place. */
  readonly variables: readonly Variable[];
  readonly entrypoint?: string;
  /** Every option was understood, and none brings more files than `volumes`. */
  readonly isWhole: boolean;
}

/** What an option mounts. */
interface Volume {
  /** Absent where a variable is in it. */
  readonly target?: string;
  /** A file or folder of the machine; relative to where the command is run. Absent for named volumes and what is not known. */
  readonly source?: string;
  readonly span: Span;
}

interface Variable {
  readonly name: string;
  readonly span: Span;
}

/** What is created may be given more files before it is started. */
const start = /\b(?:docker|podman|nerdctl)(?:\.exe)?(?:[ \t]+container)?[ \t]+(run|create)(?=[ \t])/g;
/** More of them than any script has. */
const mostRuns = 200;
/** Longer than any such command. */
const longest = 6000;

/** The containers that the commands of a text run. Never throws; costs one search where there are none. */
export function containerRuns(text: string): ContainerRun[] {
  const found: ContainerRun[] = [];
  let count = 0;
  for (const { 0: head, 1: verb, index } of text.matchAll(start)) {
    if (++count > mostRuns) break;
    const before = text.slice(headStart(text, index), index);
    const place = placeOf(text, [index, index + head.length]);
    if (isProseLine(before) || place.told || !isRun('mongod', place.before)) continue;
    const run = runAt(text, index + head.length, before);
    if (run) found.push(verb === 'create' ? { ...run, isWhole: false } : run);
  }
  return found;
}

/** The container that a command at an offset is run in. */
export function containerRunAt(runs: readonly ContainerRun[], offset: number): ContainerRun | undefined {
  return runs.find(({ span }) => span[0] <= offset && offset < span[1]);
}

function runAt(text: string, from: number, before: string): ContainerRun | undefined {
  const [, quote] = /(?:^|[\s:=])(["'])[^"']*$/.exec(before) ?? [];
  const folded = foldedIndent(text, headStart(text, from), before);
  const region = withoutSubstitutions(text.slice(from, from + longest));
  const { words, complete } = readWords(region, 0, {
    kind: 'shell',
    ...(quote === undefined ? {} : { outer: quote }),
    ...(folded === undefined ? {} : { folded }),
  });
  const all = words.map(({ span }) => wordAt(text, span[0] + from, span[1] + from));
  const options = new RunOptions();
  let at = 0;
  const imageAt = all.findLastIndex(({ text: word }) => serverImage.test(word));
  for (let word = all[at]; word; word = all[at]) {
    if (isOption(word)) at += options.take(word, all[at + 1]);
    else if (word.text.startsWith('$') && at < imageAt) at += options.takeUnknown();
    else break;
  }
  const [image, ...args] = all.slice(at);
  if (!image) return undefined;
  const end = args.at(-1)?.span[1] ?? image.span[1];
  return { ...options.read(complete, hereVariables(text)), span: [image.span[0], end], image, args };
}

function isOption({ text }: Word): boolean {
  return text.startsWith('-');
}

const innermost = /\$\([^()\n]*\)|`[^`\s][^`\n]*`/g;

/** The text with what a shell computes as one word of the same length; one of them may stand in another. */
function withoutSubstitutions(text: string): string {
  const once = (part: string): string => part.replace(innermost, (all) => `$${'_'.repeat(all.length - 1)}`);
  return once(once(once(text)));
}

/** Switches, which have no value behind them. */
const switches =
  /^--(?:detach|init|interactive|tty|rm|privileged|publish-all|read-only|no-healthcheck|oom-kill-disable|sig-proxy|disable-content-trust|quiet|replace|no-hosts|no-hostname|env-host|http-proxy|rmi|tls-verify|systemd|help)$/;
const shortSwitches = /^[ditPq]$/;

/** The options before the image, in the order in which they come. */
class RunOptions {
  readonly #given: { readonly name: string; readonly value: Word }[] = [];
  #isKnown = true;

  /** Takes an option with its value, and tells how many words these are. */
  take(option: Word, next: Word | undefined): number {
    const { text, span } = option;
    if (!text.startsWith('--')) return this.#takeShort(option, next);
    const equals = text.indexOf('=');
    if (equals > 0) {
      const value = text.slice(equals + 1);
      this.#given.push({
        name: text.slice(2, equals),
        value: { text: value, span: [span[0] + equals + 1, span[1]] },
      });
      return 1;
    }
    if (switches.test(text)) return 1;
    return this.#takeValue(text.slice(2), next);
  }

  /** Takes a variable that more options may be in. */
  takeUnknown(): number {
    this.#isKnown = false;
    return 1;
  }

  /** `-d`, `-it`, `-v a:b`, `-va:b`, `-dp 1:1`. */
  #takeShort({ text, span }: Word, next: Word | undefined): number {
    for (let at = 1; at < text.length; at++) {
      const letter = text.charAt(at);
      if (shortSwitches.test(letter)) continue;
      const rest = text.slice(at + 1);
      const name = shortNames[letter] ?? letter;
      if (rest === '') return this.#takeValue(name, next);
      const skipped = rest.startsWith('=') ? 1 : 0;
      this.#given.push({
        name,
        value: { text: rest.slice(skipped), span: [span[0] + at + 1 + skipped, span[1]] },
      });
      return 1;
    }
    return 1;
  }

  #takeValue(name: string, next: Word | undefined): number {
    if (!next) this.#isKnown = false;
    else this.#given.push({ name, value: next });
    return 2;
  }

  /** What they say of the container; `here`: variables that hold the folder of the script. */
  read(complete: boolean, here: ReadonlySet<string>): Omit<ContainerRun, 'span' | 'image' | 'args'> {
    const values = (...names: string[]): string[] =>
      this.#given.flatMap(({ name, value }) => (names.includes(name) ? plain(value.text) : []));
    const known = (...names: string[]): string[] => values(...names).filter((value) => !value.includes('$'));
    const volumes = this.#given.flatMap(({ name, value }) => volumeOf(name, value, here) ?? []);
    const [name] = known('name');
    const [entrypoint] = values('entrypoint');
    return {
      volumes,
      variables: this.#given.flatMap(({ name, value }) => (name === 'env' ? variableOf(value) : [])),
      hosts: [...new Set(known('name', 'hostname', 'network-alias', 'net-alias'))],
      ...(name === undefined ? {} : { name }),
      ...(entrypoint === undefined ? {} : { entrypoint }),
      isWhole:
        complete &&
        this.#isKnown &&
        volumes.every(({ target }) => target !== undefined) &&
        !this.#given.some(({ name }) => name === 'volumes-from' || name === 'pod'),
    };
  }
}

const shortNames: Readonly<Record<string, string | undefined>> = { v: 'volume', e: 'env', h: 'hostname' };

/** Without the quotes around parts of it. */
function plain(text: string): string {
  return text.replace(/["']/g, '');
}

function variableOf({ text, span }: Word): Variable[] {
  const [quote, name] = /^["']?(\w+)/.exec(text) ?? [];
  if (quote === undefined || name === undefined) return [];
  const start = span[0] + quote.length - name.length;
  return [{ name, span: [start, start + name.length] }];
}

function volumeOf(name: string, value: Word, here: ReadonlySet<string>): Volume | undefined {
  const { span } = value;
  const text = withFolder(plain(value.text), here);
  switch (name) {
    case 'volume': {
      const [, source, target] = /^(?:((?:[A-Za-z]:[\\/])?[^:]*):)?(\/[^:]*)(?::[\w,]*)?$/.exec(text) ?? [];
      return target === undefined ? { span } : { span, ...sourced(source, true), ...targeted(target) };
    }
    case 'mount': {
      const fields = new Map(
        text.split(',').map((field): [string, string] => {
          const [key = '', ...rest] = field.split('=');
          return [key, rest.join('=')];
        }),
      );
      const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
      const source = fields.get('source') ?? fields.get('src');
      return { span, ...sourced(source, fields.get('type') === 'bind'), ...targeted(target) };
    }
    case 'tmpfs':
      return { span, ...targeted(text.replace(/:.*/, '')) };
    default:
      return undefined;
  }
}

function targeted(target: string | undefined): Pick<Volume, 'target'> {
  return target?.startsWith('/') === true && !target.includes('$') ? { target } : {};
}

function sourced(source: string | undefined, mayBePath: boolean): Pick<Volume, 'source'> {
  const isPath = mayBePath && source !== undefined && /^(?:[./\\]|[A-Za-z]:)/.test(source);
  return isPath && !source.includes('$') && !source.includes('%') ? { source } : {};
}

const here =
  /^(?:\$\((?:pwd|dirname [^/()]{1,60}|cd \$\(dirname [^/()]{1,60}\)[ &;]{1,10}pwd)\)|`pwd`|\$\{?PWD(?:\.Path)?\}?|%cd%|%~dp0)(?=[/\\:,]|$)/i;

/** A path that begins in the folder of the script, or where the user is, as a relative one. */
function withFolder(text: string, names: ReadonlySet<string>): string {
  return text.replace(/(^|=)(?=[$`%])([^,:]*)/, (all, before: string, path: string) => {
    const variable = /^\$\{?(\w+)\}?(?=[/\\]|$)/.exec(path);
    const known = here.exec(path) ?? (variable && names.has(variable[1] ?? '') ? variable : undefined);
    return known ? `${before}.${path.slice(known[0].length)}` : all;
  });
}

/** Variables that a script gives its own folder, or the one that it is run in. */
function hereVariables(text: string): ReadonlySet<string> {
  const assigned =
    /^[ \t]*(?:export[ \t]+|readonly[ \t]+|local[ \t]+)?(\w+)=["']?\$(?:\([ \t]*(?:pwd\b|dirname\b|cd[ \t]+(?:--[ \t]+)?["']?\$\([ \t]*dirname\b)[^\n]*|\{?PWD\}?["']?[ \t]*$)/gm;
  return new Set(
    [...text.matchAll(assigned)].flatMap(([line, name = '']) => (line.includes('/..') ? [] : [name])),
  );
}
