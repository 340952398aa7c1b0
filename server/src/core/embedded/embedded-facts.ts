import type { Facts } from '../facts/facts.ts';
import type { Embedded } from './host-file.ts';

/** The facts about a document inside a file: its own version goes before that of the file, and the file's mode is not its own. */
export function factsFor({ document, version }: Embedded, facts: Facts): Facts {
  const { fileMode: _mode, filePath: _path, configExpand: _expand, ...rest } = facts;
  return {
    ...rest,
    ...(version ? { serverVersion: version, versionIsAssumed: false } : {}),
    ...(document.kind === 'config' && document.configExpand ? { configExpand: document.configExpand } : {}),
  };
}
