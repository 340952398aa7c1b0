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

/**
 * The servers whose configurations a file holds. `isNamed`: the user named the file itself, so it is read whatever it is called;
 * copies and samples beside a configuration are no further servers unless they are named.
 */
export function serversIn(fileName: string, text: string, isNamed: boolean): ServerDocument[] {
  if (!isNamed && copies.test(fileName)) return [];
  const kind = isNamed ? kindOfNamed(fileName, text) : detectKind(fileName, text);
  const isOurs = kind === 'config' || (kind === undefined && ownComment.test(text) && anySection.test(text));
  if (!isOurs) return [];
  const config = parseConfig(text, { fileName });
  return config.program === 'mongosqld' ? [] : [{ config }];
}

/** A file of another language that starts servers, or holds configurations for them; undefined for all others. */
export function startingFile(fileName: string, text: string): HostFile | undefined {
  if (detectKind(fileName, text) !== 'host') return undefined;
  const file = parseHostFile(text, fileName);
  const { servers, data } = startsOfFile(file);
  return servers.length > 0 || data.length > 0 ? file : undefined;
}
