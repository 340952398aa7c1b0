import type { Span } from '../span.ts';
import type { Config } from './config.ts';

/** The name of a section of the top level, where a file has it; of a dotted name (`net.port`) all of it. */
export function sectionKey({ root }: Config, section: string): Span | undefined {
  if (root?.kind !== 'map') return undefined;
  return root.pairs.find(({ key }) => key === section || key.startsWith(`${section}.`))?.keySpan;
}

/** The first name of a file, where something is to be said of what the file lacks; undefined where it sets nothing. */
export function firstKey({ root, settings }: Config): Span | undefined {
  if (settings.length === 0) return undefined;
  return root?.kind === 'map' ? root.pairs[0]?.keySpan : settings[0]?.keySpan;
}
