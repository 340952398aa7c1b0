import type { Config } from '../../core/config/config.ts';
import type { YamlProblem } from '../../core/yaml/tree.ts';
import { readMongodYaml } from '../../core/yaml/mongod/read.ts';
import type { ProblemCode } from '../../core/yaml/mongod/problem-code.ts';
import { applyEdits } from '../../core/text/apply-edits.ts';
import type { Edit } from '../../core/text/span.ts';
import type { Fix } from '../../core/findings/finding.ts';

/** The place where the server stops reading the file as YAML, if it is of one of these codes. */
export function problemOf(config: Config, ...codes: readonly ProblemCode[]): YamlProblem | undefined {
  const [problem] = config.problems;
  return problem && codes.some((code) => code === problem.code) ? problem : undefined;
}

/** From where on a tab leaves it open what stands below what; Infinity where none does. */
export function nestingUnsureFrom(config: Config): number {
  return problemOf(config, 'tab-indentation')?.span[0] ?? Infinity;
}

/** Characters that look like a blank or like nothing, and which YAML takes as text. */
export const foreignBlank = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000\uFEFF]/;

/** Whether a foreign blank in the indentation, which has a rule of its own, explains the problem. */
export function hasForeignIndentation(config: Config): boolean {
  return foreignIndentation(config.text).length > 0;
}

/** Where the indentation of a line holds foreign blanks, comments left out. */
export function foreignIndentation(text: string): { start: number; blanks: string }[] {
  if (!foreignBlank.test(text.slice(1))) return [];
  const lines = text.matchAll(
    /^([ \t]*[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000\uFEFF][ \t\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000\uFEFF]*)(?=[^\s#])/gm,
  );
  return [...lines]
    .map(({ index, 1: blanks = '' }) => ({ start: index, blanks }))
    .filter(({ start, blanks }) => start > 0 || blanks !== '\uFEFF');
}

/** So many fixes are tried on one text, each by reading all of it: more slips than that are mended in turns. */
const mostTries = 20;

/** How far each try on a text led, by its edits: a text is judged for several versions. */
const tries = new WeakMap<Config, Map<string, boolean>>();

/** The fix, if the server gets further with it: a file may have more faults below. */
export function fixIfRead(
  config: Config,
  title: string,
  safe: boolean,
  edits: readonly Edit[],
): Fix | undefined {
  const known = tries.get(config) ?? new Map<string, boolean>();
  tries.set(config, known);
  const key = JSON.stringify(edits);
  if (!known.has(key) && known.size < mostTries) known.set(key, isReadFurther(config, edits));
  return known.get(key) === true ? { title, safe, edits } : undefined;
}

function isReadFurther({ text }: Config, edits: readonly Edit[]): boolean {
  const [problem] = readMongodYaml(applyEdits(text, edits)).problems;
  const end = edits.reduce((last, { span, text: added }) => Math.max(last, span[0] + added.length), 0);
  return problem === undefined || problem.span[0] > end;
}

/** Whether lines that the server does not read, or not as settings, set access control or TLS. */
export function setsSecurity(lines: string): boolean {
  const names = lines.matchAll(/^[ \t]*(?:- )?["']?([\w.]+)["']?[ \t]*[:=]/gm);
  return [...names].some(({ 1: name = '' }) => name.split('.').some((part) => securityNames.has(part)));
}

const securityNames: ReadonlySet<string> = new Set([
  'security',
  'tls',
  'ssl',
  'tlsMode',
  'sslMode',
  'keyFile',
  'authorization',
  'clusterAuthMode',
  'auth',
]);
