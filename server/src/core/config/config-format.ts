import type { ConfigFormat } from './setting.ts';
import type { Span } from '../text/span.ts';
import { readYaml } from '../yaml/mongod/reader.ts';
import type { YamlProblem, YamlReading } from '../yaml/tree.ts';

/**
 * The format of a configuration as mongod decides it (server-behaviour.md P5): INI where the YAML root is a scalar. A file that mongod does
 * not read at all has the format its lines look like, so that the rest of it is judged by the right rules.
 */
export function formatOf(reading: YamlReading, text: string): ConfigFormat {
  if (reading.problems.length === 0) return reading.root?.kind === 'scalar' ? 'ini' : 'yaml';
  return count(text, /^[ \t]*[\w.]+[ \t]*=/gm) > count(text, /^[ \t]*["']?[\w.]+["']?[ \t]*:(?=\s|$)/gm)
    ? 'ini'
    : 'yaml';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const iniLine = /^[ \t]*[\w.]+[ \t]*=[^\n#]*/gm;

/** A word and a comment: the name of a section without its colon. */
const sectionWithoutColon = /^([ \t]*[A-Za-z]\w*) (?=[ \t]*#)/gm;

/**
 * A YAML file that the server takes for INI because of a line or two of the form `name = value`, or a name without a colon, with a
 * comment after it: YAML sees one text in it (server-behaviour.md P5). Read without those lines, each of which is a problem
 * `taken-for-ini` or `missing-colon`, so that the rest is judged as what it was meant to be; undefined for any other file. `faults` are
 * those of the text as INI.
 */
export function readAroundIniLines(text: string, faults: readonly YamlProblem[]): YamlReading | undefined {
  if (faults.length === 0 || faults.some(({ code }) => code !== 'INI_NO_EQUALS')) return undefined;
  const spans = [...text.matchAll(iniLine)].map(({ index, 0: line }): Span => {
    const start = index + line.length - line.trimStart().length;
    return [start, start + line.trim().length];
  });
  const names = [...text.matchAll(sectionWithoutColon)].map(({ index, 1: name = '' }): Span => {
    const start = index + name.length - name.trimStart().length;
    return [start, index + name.length];
  });
  if (count(text, /^[ \t]*[\w.]+:(?=\s)/gm) <= spans.length + names.length) return undefined;
  const reading = readYaml(
    text.replace(iniLine, (line) => ' '.repeat(line.length)).replace(sectionWithoutColon, '$1:'),
  );
  if (reading.root?.kind !== 'map') return undefined;
  const problems = [
    ...spans.map((span) => ({
      code: 'taken-for-ini',
      span,
      message: 'A line of the INI format, for which the server takes the whole file for INI',
    })),
    ...names.map((span) => ({
      code: 'missing-colon',
      span,
      message: 'This line has no colon that ends its key, so it is no setting',
    })),
  ];
  return { ...reading, problems: [...problems, ...reading.problems] };
}
