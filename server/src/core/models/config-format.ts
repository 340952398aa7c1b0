import type { ConfigFormat } from './setting.ts';
import type { YamlReading } from './yaml-tree.ts';

/**
 * The format of a configuration as mongod decides it (rules.md P5): INI where the YAML root is a scalar. A file that mongod does
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
