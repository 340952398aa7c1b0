import type { ServerVersion } from '../server/server-version.ts';
import type { Embedded } from './host-file.ts';
import { placeWithin, samePlace, type Place } from './place.ts';

/** A text that documents may be in: a file, or a part of one in a language of its own, such as a script in a manifest. */
export class HostText {
  readonly text: string;
  /** The name of the file, without its folder; that of the file around it for a part of one. */
  readonly fileName: string;
  /** Where the text stands in the file. */
  readonly place: Place;
  /** What the file says of the server's version, where it speaks of one only. */
  readonly version: ServerVersion | undefined;
  /** How many texts are around it. */
  readonly depth: number;

  constructor(place: Place, about: Pick<HostText, 'fileName' | 'version'>, depth = 0) {
    this.text = place.text;
    this.place = place;
    this.fileName = about.fileName;
    this.version = about.version;
    this.depth = depth;
  }

  static ofFile(text: string, about: Pick<HostText, 'fileName' | 'version'>): HostText {
    return new HostText(samePlace(text), about);
  }

  /** The place in the file of a part of this text. */
  placeOf(part: Place): Place {
    return this.depth === 0 ? part : placeWithin(this.place, part);
  }

  /** A part of this text as a text of its own. */
  within(part: Place, fileName = this.fileName): HostText {
    return new HostText(this.placeOf(part), { fileName, version: this.version }, this.depth + 1);
  }
}

/** What looks for documents in the texts of one language. Never throws; costs one search where the language is another. */
export type Finder = (host: HostText, inside: (part: HostText) => Iterable<Embedded>) => Iterable<Embedded>;
