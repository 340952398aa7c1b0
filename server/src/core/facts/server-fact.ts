import type { ImageMaker } from '../server/server-kind.ts';

/**
 * What is known of a path inside a container. `bound`: it is a file of the machine that runs the container; `hidden`: a volume, a
 * secret or the image may hold it; `missing`: nothing provides it.
 */
type PathSource = 'bound' | 'hidden' | 'missing';

/** The server that a document is judged for, as far as its manifest tells. */
export interface ServerFact {
  /** What its manifest calls it. */
  readonly name: string;
  /** Who made its image, where that is known. */
  readonly maker?: ImageMaker;
  sourceOf(path: string): PathSource;
}
