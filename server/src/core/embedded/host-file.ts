import type { Config } from '../config/config.ts';
import type { KeyFile } from '../keyfile/key-file.ts';
import type { Pem } from '../pem/model/pem.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { hostSpan, wholeSpan, type Place } from './place.ts';
import type { Span } from '../text/span.ts';
import type { LintDocument } from './lint-document.ts';

/** A document inside a file of another language. Its spans are those of its own text, and `place` says where that stands. */
export interface Embedded {
  readonly document: LintDocument;
  /** What the file calls it: `data.mongod.conf`, `services.db.command`. */
  readonly name: string;
  readonly place: Place;
  /** What it covers of the file. */
  readonly span: Span;
  /** What its rules are run on; the document itself, and for a command line also the configuration that it is. */
  readonly judged: readonly LintDocument[];
  /** The path of the file that it becomes, where the file says that. */
  readonly target?: string;
  /** The settings that an operator overwrites with its own, by dotted path. */
  readonly setByOperator?: readonly string[];
  /** What the file says of the server's version: a comment, an image, a resource of an operator. */
  readonly version?: ServerVersion;
  /** Nobody runs it, as in a manual: whatever is found in it is only information, and never fixed by itself. */
  readonly isExample?: true;
}

/** A file of another language, with the documents in it in order; none overlaps another. */
export interface HostFile {
  readonly kind: 'host';
  readonly text: string;
  /** Without its folder; empty where it is not known. */
  readonly fileName: string;
  readonly documents: readonly Embedded[];
  /** What begins a comment in it; absent where it has none. */
  readonly comment?: string;
}

/** All that a file can be: a document as a whole, or a file of another language with documents in it. */
export type FileDocument = Config | KeyFile | Pem | HostFile;
export type FileKind = FileDocument['kind'];

/** A document in the place where it was found. */
export function embedded(
  place: Place,
  found: Pick<Embedded, 'document' | 'name'> &
    Partial<Pick<Embedded, 'judged' | 'version' | 'isExample' | 'target' | 'setByOperator'>> & {
      readonly within?: Span;
    },
): Embedded {
  const { document, name, version, isExample, target, setByOperator, within, judged = [document] } = found;
  return {
    document,
    name,
    place,
    span: within ? hostSpan(place, within) : wholeSpan(place),
    judged,
    ...(version ? { version } : {}),
    ...(isExample ? { isExample } : {}),
    ...(target === undefined ? {} : { target }),
    ...(setByOperator ? { setByOperator } : {}),
  };
}
