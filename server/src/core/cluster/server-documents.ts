import { parseConfig, type Config } from '../config/config.ts';
import { startsOfFile } from '../deployment/starts-of-file.ts';
import { detectKind, kindOfNamed } from '../documents/document.ts';
import { parseHostFile } from '../embedded/find-documents.ts';
import type { Facts } from '../facts/facts.ts';
import type { HostFile } from '../embedded/host-file.ts';
import { hostSpan } from '../embedded/place.ts';
import type { ServerVersion } from '../server/server-version.ts';
import type { Span } from '../text/span.ts';
import { isMember } from './membership-settings.ts';
import type { ServerSource } from './server-source.ts';

/** A server whose configuration a file holds, with what the file around it says of it. */
export interface ServerDocument extends Pick<ServerSource, 'within' | 'name' | 'hosts'> {
  readonly config: Config;
  /** What the file around it says of the version. */
  readonly version?: ServerVersion;
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
    const written = writtenConfigurations(starting);
    if (written.length > 0) return { servers: written, starting };
    return servers.length > 0 || data.length > 0 ? { servers: [], starting } : nothing;
  }
  const isOurs = kind === 'config' || (kind === undefined && ownComment.test(text) && anySection.test(text));
  if (!isOurs) return nothing;
  const config = parseConfig(text, { fileName });
  return config.program === 'mongosqld' ? nothing : { servers: [{ config }] };
}

/**
 * Configurations of members that a script, cloud-init or a playbook writes to a path: servers, whoever starts them there. Those that a
 * server of the file itself reads are that server's.
 */
function writtenConfigurations(file: HostFile): ServerDocument[] {
  return file.documents.flatMap(({ document, place, target, version, isExample }) => {
    if (document.kind !== 'config' || target === undefined || isExample || document.partial) return [];
    if (document.program === 'mongosqld' || !isMember(document)) return [];
    const within = { text: file.text, spanOf: (span: Span) => hostSpan(place, span) };
    return [{ config: document, within, ...(version ? { version } : {}) }];
  });
}

/** The facts about a configuration for which the file around it says the version, if it does. */
export function ofVersion(version: ServerVersion | undefined, facts: Facts): Facts {
  return version ? { ...facts, serverVersion: version, versionIsAssumed: false } : facts;
}
