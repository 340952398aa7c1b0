import type { Span } from '../span.ts';
import type { Config } from './config.ts';

/**
 * Where to say that something is missing below a section of the top level: its name where the file has it, else the first name of
 * the file. undefined for a file that sets nothing.
 */
export function sectionOrFirstKey({ root, settings }: Config, section: string): Span | undefined {
  const [first] = settings;
  if (!first || root?.kind !== 'map') return first?.keySpan;
  const below = root.pairs.find(({ key }) => key === section || key.startsWith(`${section}.`));
  return (below ?? root.pairs[0])?.keySpan;
}
