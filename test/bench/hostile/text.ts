import type { FileKind } from '../../../server/src/core/embedded/host-file.ts';
import type { DocumentKind } from '../../../server/src/core/embedded/lint-document.ts';

/** A kind of text that takes long where work does not grow with the size alone. */
export interface Hostile {
  readonly name: string;
  readonly kind: FileKind | DocumentKind;
  readonly fileName?: string;
  /** The text with this many repetitions of what is in it. */
  readonly make: (size: number) => string;
}

/** A text of as many pieces as its size. */
export const repeat =
  (make: (at: number) => string): Hostile['make'] =>
  (size) =>
    Array.from({ length: size }, (_, at) => make(at)).join('');

/** The same below a first line. */
export const under =
  (head: string, make: (at: number) => string): Hostile['make'] =>
  (size) =>
    head + repeat(make)(size);
