import { parseConfig, type Config } from '../config/config.ts';
import { startsOfFile } from '../deployment/starts-of-file.ts';
import { detectKind, kindOfNamed } from '../documents/document.ts';
import { parseHostFile } from '../embedded/find-documents.ts';
import type { HostFile } from '../embedded/host-file.ts';
import type { ServerSource } from './server-source.ts';

/** A server whose configuration a file holds, with what the file around it says of it. */
export interface ServerDocument extends Pick<ServerSource, 'within' | 'name' | 'hosts'> {
  readonly config: Config;
}

const copies = /\.(?:sample|example|default|dist|orig|old|bak)$/i;
const ownComment = /^[ \t]*#[ \t]*mongodb-tls:.*\b(?:host|version)[ \t]*=/m;
const anySection = /^(?:net|storage|security|replication|sharding|setParameter)(?:\.\w+)*\s*:/m;

/** What a file says of servers. */
export interface ServerFile {
  /** The servers whose configurations the file is. */
  readonly servers: readonly ServerDocument[];
  /** The file, where it is of another language and starts servers, or holds configurations for them. */
  readonly starting?: HostFile;
}

const nothing: ServerFile = { servers: [] };

/**
 * Reads what a file says of servers. `isNamed`: the user named the file itself, so it is read whatever it is called; copies and samples
 * beside a configuration are no further servers unless they are named.
 */
export function readServerFile(fileName: string, text: string, isNamed: boolean): ServerFile {
  if (!isNamed && copies.test(fileName)) return nothing;
  const kind = isNamed ? kindOfNamed(fileName, text) : detectKind(fileName, text);
  if (kind === 'host') {
    const starting = parseHostFile(text, fileName);
    const { servers, data } = startsOfFile(starting);
    return servers.length > 0 || data.length > 0 ? { servers: [], starting } : nothing;
  }
  const isOurs = kind === 'config' || (kind === undefined && ownComment.test(text) && anySection.test(text));
  if (!isOurs) return nothing;
  const config = parseConfig(text, { fileName });
  return config.program === 'mongosqld' ? nothing : { servers: [{ config }] };
}
