import type { ConfigExpand } from './server-kind.ts';

/** Whether a server that is started with `--configExpand` of this value follows directives of a kind. */
export function isEnabled(kind: 'rest' | 'exec', configExpand: ConfigExpand): boolean {
  return configExpand.split(',').includes(kind);
}
