import { readFlags } from './command-flags.ts';
import type { CommandLine } from './command-line.ts';
import { readWords, indentOf, lineEnd, type Layout, type Word } from './command-words.ts';
import { containerOf, layoutOf, owningKey, type CommandKey } from './container.ts';

/** What Bitnami's images of the server and of mongos add to its command line. */
const variable =
  /(["']?)\bMONGODB_EXTRA_FLAGS["']?[ \t]*(?:([=:])|(?:,[ \t]*)?(?:\r?\n[ \t]*)?["']?value["']?[ \t]*:)[ \t]*/g;

/** More than any text has of them. */
const mostVariables = 100;

/** The flags in the variable by which Bitnami's images are given more of them, in a manifest, a script or a file of variables. */
export function extraFlagCommands(text: string, isShown: (offset: number) => boolean): CommandLine[] {
  if (!text.includes('MONGODB_EXTRA_FLAGS')) return [];
  const found: CommandLine[] = [];
  for (const { 0: head, 1: around = '', 2: sign, index } of text.matchAll(variable)) {
    if (found.length >= mostVariables) break;
    const lineStart = text.lastIndexOf('\n', index) + 1;
    const before = text.slice(lineStart, index);
    if (isShown(index) || /^\s*(?:#|\/\/)/.test(before)) continue;
    const words = wordsAt(text, { from: index + head.length, sign, around, before });
    const flags = readFlags(words, true);
    const [first] = words;
    if (first?.text.startsWith('-') !== true || flags.length === 0) continue;
    found.push({
      span: [first.span[0], words.at(-1)?.span[1] ?? first.span[1]],
      flags,
      // the image has a configuration of its own
      complete: false,
      conditional: false,
      ...aboutContainer(text, lineStart),
    });
  }
  return found;
}

interface Value {
  readonly from: number;
  /** `=`, `:`, or nothing where the value stands beside the name. */
  readonly sign: string | undefined;
  /** The quote in front of the name. */
  readonly around: string;
  /** What stands in front of the name in its line. */
  readonly before: string;
}

function wordsAt(text: string, { from, sign, around, before }: Value): readonly Word[] {
  if (sign !== '=') {
    const column = indentOf(before) + (/^\s*-\s+/.exec(before)?.[0].length ?? 0);
    const at = layoutOf(text, { from, column });
    return at ? readWords(text, at.from, at.layout).words : [];
  }
  const inside = /^["']/.exec(text.slice(from, from + 1))?.[0] ?? '';
  const outer = inside === '' ? around : inside;
  const layout: Layout = { kind: 'shell', ...(outer === '' ? {} : { outer }) };
  const { words } = readWords(text, from + inside.length, layout);
  if (outer !== '') return words;
  const end = lineEnd(text, from);
  // an entry of a list, or of a file of variables, is a line; a shell gives the variable one word
  const isEntry = /^\s*(?:-\s+)?$/.test(before);
  return words.filter(({ span }, at) => span[1] <= end && (isEntry || at === 0));
}

/** What stands beside the variable of the container that gets it. */
function aboutContainer(text: string, lineStart: number): Pick<CommandLine, 'program' | 'version'> {
  const key = owningKey(text, lineStart);
  if (!key || !/^(?:env|environment|extraEnvVars)$/.test(key.name)) return { program: 'mongod' };
  const { version } = containerOf(text, key);
  return {
    program: /\bMONGODB_SHARDING_MODE\b[^\n]*(?:\n[^\n]*value[^\n]*)?\bmongos\b/.test(blockBelow(text, key))
      ? 'mongos'
      : 'mongod',
    ...(version ? { version } : {}),
  };
}

/** Longer than the environment of any container. */
const maxLines = 100;

/** The lines below a key. */
function blockBelow(text: string, { from, column }: CommandKey): string {
  let end = lineEnd(text, from);
  for (let count = 0; count < maxLines && end < text.length; count++) {
    const next = lineEnd(text, end + 1);
    const line = text.slice(end + 1, next);
    if (line.trim() !== '' && indentOf(line) + (/^\s*-/.test(line) ? 1 : 0) <= column) break;
    end = next;
  }
  return text.slice(from, end);
}
