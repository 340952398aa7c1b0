import { parseConfig } from '../config/config.ts';
import { parseKeyFile } from '../keyfile/key-file.ts';
import { parsePem } from '../pem/model/pem.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { embedded, type Embedded } from './host-file.ts';
import type { Place } from './place.ts';
import type { TargetKind } from './target.ts';
import type { Program } from '../server/server-kind.ts';

/** Reads a text inside a file as a document of a kind. */
export function documentAt(
  kind: TargetKind,
  place: Place,
  about: {
    readonly name: string;
    readonly program?: Program | undefined;
    readonly version?: ServerVersion | undefined;
    /** Only a part of a configuration: what is not in it may be elsewhere. */
    readonly partial?: boolean;
  },
): Embedded {
  const { name, program, version, partial } = about;
  const found = { name, ...(version ? { version } : {}) };
  switch (kind) {
    case 'config':
      return embedded(place, {
        ...found,
        document: parseConfig(place.text, {
          ...(program ? { program } : {}),
          ...(partial === true ? { partial } : {}),
        }),
      });
    case 'keyfile':
      return embedded(place, { ...found, document: parseKeyFile(place.text) });
    case 'pem':
      return embedded(place, { ...found, document: parsePem(place.text) });
  }
}
