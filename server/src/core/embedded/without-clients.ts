import type { Embedded, FileDocument } from './host-file.ts';

/** Whether a document says how a client connects. */
export function isClient({ document }: Embedded): boolean {
  return document.kind === 'uri' || document.kind === 'options';
}

/** A file without its connection strings. */
export function withoutClients(file: FileDocument): FileDocument {
  if (file.kind !== 'host' || !file.documents.some(isClient)) return file;
  return { ...file, documents: file.documents.filter((entry) => !isClient(entry)) };
}
