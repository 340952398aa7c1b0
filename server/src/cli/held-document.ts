import type { FileDocument } from '../core/embedded/host-file.ts';

/** So many files are held as documents; of thousands, the texts alone would fit into memory. */
const mostDocuments = 500;

/** The document of a file that is one of many. */
export class HeldDocument {
  readonly kind: FileDocument['kind'];
  readonly #read: () => FileDocument;
  #kept: FileDocument | undefined;

  /** `place` is the number of files held before this one; `read` reads the text of the document again. */
  constructor(document: FileDocument, place: number, read: () => FileDocument) {
    this.kind = document.kind;
    this.#read = read;
    // what is inside files of other languages takes long to find
    if (place < mostDocuments || document.kind === 'host') this.#kept = document;
  }

  /** The document, for a moment. */
  get document(): FileDocument {
    return this.#kept ?? this.#read();
  }

  /** The document, which is the same from now on. */
  keep(): FileDocument {
    return (this.#kept ??= this.#read());
  }
}
