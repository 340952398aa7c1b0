import type { Position, Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { Place } from '../core/embedded/place.ts';

/** A document inside an open one, in the protocol's form: its text is the inner one, its positions are those in the file. */
export class EmbeddedDocument implements TextDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly host: TextDocument;
  readonly place: Place;

  constructor(host: TextDocument, place: Place) {
    this.host = host;
    this.place = place;
    this.uri = host.uri;
    this.languageId = host.languageId;
    this.version = host.version;
  }

  /** Lines are those of the file, as positions are. */
  get lineCount(): number {
    return this.host.lineCount;
  }

  getText(range?: Range): string {
    return range
      ? this.place.text.slice(this.offsetAt(range.start), this.offsetAt(range.end))
      : this.place.text;
  }

  getLineRange(line: number): Range {
    return this.host.getLineRange(line);
  }

  getEOLCharacters(line: number): string {
    return this.host.getEOLCharacters(line);
  }

  positionAt(offset: number): Position {
    return this.host.positionAt(this.place.toHost(offset));
  }

  offsetAt(position: Position): number {
    return this.place.toInner(this.host.offsetAt(position));
  }
}
