import { iniOnlyNamed, optionByIni } from '../catalogue/catalogue.ts';
import { endings } from '../catalogue/endings.ts';
import { secretsIn } from './secret.ts';
import type { Config } from './config.ts';

/** A name of a secret, spelled rightly or not, or an address that may hold one. */
const secretName =
  /[\w.-]{0,60}(?:pas{1,2}[w\s_xp-]|asswor|phrase|secre|token|pwd)[\w-]*|(?<!\w)(?:uri\w?|u[ri]|ri)(?=["']?(?:[\s:=]|$))/i;

/** What is in each such name: a line without it is passed over faster. */
const partOfSecretName = /pas{1,2}[w\s_xp-]|asswor|phrase|secre|token|pwd|ur|ri/i;

/** Whether a line may name a secret. */
export function mayNameSecret(line: string): boolean {
  return partOfSecretName.test(line) && secretName.test(line);
}

const between = /[\s"'`\u201c\u201d\u2018\u2019[\]{}(),:;#=>|&*!%?\\]+/;

/** The least length of a word that is looked for: shorter ones stand in any sentence. */
const shortest = 3;

const known = new WeakMap<Config, readonly string[]>();

/**
 * The words of a configuration that may be a secret or a part of one: what follows the name of a secret in its line, stands
 * deeper below it, or, where nothing follows it, in the next line. The text is looked at and not what the YAML reader made of
 * it, since a fault of the writing may have made something else of it. The longest first.
 */
export function secretTexts(config: Config): readonly string[] {
  const present = known.get(config);
  if (present) return present;
  const found = new Set(secretsIn(config));
  let above: { indent: number; isEmpty: boolean } | undefined;
  if (partOfSecretName.test(config.text))
    for (const line of config.text.split('\n')) {
      const content = line.trim();
      if (content === '' || content.startsWith('#')) continue;
      const indent = line.length - line.trimStart().length;
      const name = partOfSecretName.test(line) ? nameIn(line) : null;
      if (name) {
        const rest = ownRest(line, name);
        for (const word of wordsOf(rest)) found.add(word);
        above = { indent, isEmpty: wordsOf(rest).length === 0 };
      } else if (above && (indent > above.indent || (above.isEmpty && !isOther(content)))) {
        for (const word of wordsOf(content)) if (!endings.has(word)) found.add(word);
        above = { ...above, isEmpty: false };
      } else above = undefined;
    }
  const words = [...found].filter((word) => word.length >= shortest).sort((a, b) => b.length - a.length);
  known.set(config, words);
  return words;
}

/** The name of a secret in a line; a word of a comment that tells of one is none. */
function nameIn(line: string): RegExpExecArray | null {
  const found = secretName.exec(line);
  if (!found) return null;
  const isInComment = /\s#/.test(line.slice(0, found.index));
  return isInComment && !/^["']?\s*[:=]/.test(line.slice(found.index + found[0].length)) ? null : found;
}

/** Whether a line is a setting by itself, and so no value that a line before it left out. */
function isOther(content: string): boolean {
  const [, name] = /^["']?(?:[\w.]{1,200}\.)?(\w{1,100})["']?(?::(?=\s|$)|[ \t]*=)/.exec(content) ?? [];
  return (
    name !== undefined &&
    (endings.has(name) || optionByIni(name) !== undefined || iniOnlyNamed(name) !== undefined)
  );
}

/** What follows the name in its line; in braces up to the next setting. */
function ownRest(line: string, { index, 0: name }: RegExpExecArray): string {
  const rest = line.slice(index + name.length);
  const isInBraces = line.slice(0, index).includes('{');
  return isInBraces ? (rest.split(/[,}]/)[0] ?? '') : rest;
}

function wordsOf(text: string): string[] {
  return text.split(between).filter((word) => word !== '');
}

/** A text about a configuration with an ellipsis for each of its secrets. */
export function withoutSecrets(text: string, config: Config): string {
  return secretTexts(config).reduce(
    (shown, secret) => (shown.includes(secret) ? masked(shown, secret) : shown),
    text,
  );
}

function masked(text: string, secret: string): string {
  const parts = text.split(secret);
  return parts.reduce((before, after) => {
    // a part of a longer word is none
    const isPart = isWord(before.at(-1)) || isWord(after.at(0));
    return `${before}${isPart && /^\w+$/.test(secret) && secret.length < 8 ? secret : '…'}${after}`;
  });
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}
