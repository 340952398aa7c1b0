import type { Host } from '../host/host.ts';
import type { MadeFile } from './test-certificates.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Writes new files into a folder, all of them or none, and never over one that is there. Answers with their paths, or with the
 * reason why there are none.
 */
export async function writeNew(
  host: Pick<Host, 'stat' | 'create' | 'remove'>,
  folder: string,
  files: readonly MadeFile[],
): Promise<{ readonly paths: readonly string[] } | { readonly problem: string }> {
  const at = (name: string): string => `${folder.replace(/(?<![\\/])[\\/]+$/, '')}/${name}`;
  const present: string[] = [];
  for (const { name } of files) if ((await host.stat(at(name))) !== 'missing') present.push(name);
  if (present.length > 0)
    return {
      problem: `${folder} already has ${present.join(', ')}; nothing was written. Name an empty folder.`,
    };
  const paths: string[] = [];
  for (const { name, text, mode } of files) {
    const problem = await host.create(at(name), encode(text), mode);
    if (problem === undefined) paths.push(at(name));
    else return { problem: `${at(name)} ${problem}. ${await takeBack(host, paths)}` };
  }
  return { paths };
}

async function takeBack(host: Pick<Host, 'remove'>, paths: readonly string[]): Promise<string> {
  const left: string[] = [];
  for (const path of paths) if ((await host.remove(path)) !== undefined) left.push(path);
  return left.length === 0
    ? 'None of the files was left.'
    : `These could not be taken away again: ${left.join(', ')}.`;
}

/** A file that is there, as it was read. */
export interface OldFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file and what it becomes. */
export interface ChangedFile extends OldFile {
  readonly text: string;
}

/**
 * Gives each of several files its new text. A file that is no longer as it was read is not written over, and where one cannot be
 * written the others get back what they held. Answers with the reason where nothing, or not all, was written.
 */
export async function replaceAll(
  host: Pick<Host, 'replace'>,
  files: readonly ChangedFile[],
): Promise<string | undefined> {
  const changed: ChangedFile[] = [];
  for (const file of files) {
    const problem = await host.replace(file.path, encode(file.text), { before: file.bytes });
    if (problem !== undefined) return `${file.path} ${problem}. ${await putBack(host, changed)}`;
    changed.push(file);
  }
  return undefined;
}

/** Whether a file still holds what it held when it was read. */
export async function isAsRead(host: Pick<Host, 'read'>, { path, bytes }: OldFile): Promise<boolean> {
  const fact = await host.read(path, bytes.length);
  return fact.state === 'present' && Buffer.compare(fact.bytes, bytes) === 0;
}

async function putBack(host: Pick<Host, 'replace'>, files: readonly ChangedFile[]): Promise<string> {
  const left: string[] = [];
  for (const { path, bytes, text } of files) {
    const problem = await host.replace(path, bytes, { before: encode(text) });
    if (problem !== undefined) left.push(path);
  }
  return left.length === 0
    ? 'Nothing was changed.'
    : `These were changed already and could not be put back: ${left.join(', ')}.`;
}
