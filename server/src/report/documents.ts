import { versionsOfReaders, type StartedServer } from '../core/deployment/started-server.ts';
import { startsOfFile } from '../core/deployment/starts-of-file.ts';
import { kindOfTarget } from '../core/embedded/target.ts';
import { factsFor } from '../core/embedded/embedded-facts.ts';
import type { FileDocument, HostFile } from '../core/embedded/host-file.ts';
import type { Facts } from '../core/facts/facts.ts';
import { compareVersions, formatVersion } from '../core/server/server-version.ts';
import type { Span } from '../core/text/span.ts';
import type { DocumentKind } from '../core/embedded/lint-document.ts';

/**
 * What a whole file is. `mixed`: it holds a document that could be a file of its own, or several kinds; `none`: nothing of MongoDB's
 * was found in it.
 */
export type ReportedKind = DocumentKind | 'client' | 'mixed' | 'none';

/** A document inside a file of another language, as reports tell of it. */
export interface ReportedDocument {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly program?: string;
  /** `flags` for a command line. */
  readonly format?: string;
  /** The version that it was judged for. */
  readonly mongodbVersion: string;
  readonly span: Span;
}

/** What reports call a file. */
export function reportedKind(file: FileDocument): ReportedKind {
  if (file.kind !== 'host') return file.kind;
  if (file.documents.length === 0) return isGivenConfiguration(file) ? 'commandline' : 'none';
  const kinds = new Set(file.documents.map(({ document }) => wholeKinds[document.kind]));
  const [kind, ...more] = kinds;
  return kind === undefined ? 'none' : more.length > 0 ? 'mixed' : kind;
}

/** Whether a file starts a server without any flag, and mounts a configuration all the same. */
function isGivenConfiguration(file: HostFile): boolean {
  return startsOfFile(file).servers.some(
    ({ mounts }) => mounts?.list.some(({ target }) => kindOfTarget(target) === 'config') === true,
  );
}

/** What a file is that holds documents of one kind only. */
const wholeKinds: Readonly<Record<DocumentKind, 'mixed' | 'commandline' | 'client'>> = {
  config: 'mixed',
  keyfile: 'mixed',
  pem: 'mixed',
  commandline: 'commandline',
  uri: 'client',
  options: 'client',
};

/** The documents of a file, in order. */
export function reportedDocuments(
  file: HostFile,
  facts: Facts,
  servers: readonly StartedServer[] = [],
): ReportedDocument[] {
  return file.documents.map((entry) => {
    const { document, name, span } = entry;
    const own = factsFor(entry, facts);
    const readBy = versionsOfReaders(document, servers, own);
    const versions = readBy.length > 0 ? readBy : [own.serverVersion];
    const mongodbVersion = versions.sort(compareVersions).map(formatVersion).join(', ');
    switch (document.kind) {
      case 'config': {
        const { kind, program, format } = document;
        return { kind, name, program, format, mongodbVersion, span };
      }
      case 'commandline': {
        const program = document.commands[0]?.program;
        return {
          kind: document.kind,
          name,
          ...(program ? { program } : {}),
          format: 'flags',
          mongodbVersion,
          span,
        };
      }
      case 'keyfile':
      case 'pem':
      case 'uri':
      case 'options':
        return { kind: document.kind, name, mongodbVersion, span };
    }
  });
}
