import type { Facts } from '../facts/facts.ts';
import type { Embedded } from './host-file.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The facts about a document inside a file: its own version goes before that of the file, and the file's mode is not its own. */
export function factsFor({ document, version, setByOperator }: Embedded, facts: Facts): Facts {
  const own: Mutable<Facts> = { ...facts };
  delete own.fileMode;
  delete own.filePath;
  delete own.configExpand;
  return {
    ...own,
    ...(setByOperator ? { setByOperator } : {}),
    ...(version ? { serverVersion: version, versionIsAssumed: false } : {}),
    ...(document.kind === 'config' && document.configExpand ? { configExpand: document.configExpand } : {}),
  };
}
