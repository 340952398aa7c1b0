import { dirname, join } from 'node:path';
import { anywhere, excluder } from '../host/exclude.ts';
import { readJsonWithComments } from '../host/json-with-comments.ts';
import type { Io } from './io.ts';

/** Settings are shorter. */
const maxBytes = 1024 * 1024;

/**
 * What a search of a folder leaves out: `given` globs from that folder, and those of the setting `mongodbTls.exclude` in the
 * nearest `.vscode/settings.json`, in the folder or above it up to the top of the repository, from where that lies.
 */
export async function leftOut(
  folder: string,
  given: readonly string[],
  io: Pick<Io, 'host' | 'err'>,
): Promise<(path: string) => boolean> {
  const isGiven = excluder(folder, given.map(anywhere));
  const set = await nearestSetting(folder, io);
  const isSet = set && excluder(set.folder, set.globs);
  return (path) => isGiven(path) || isSet?.(path) === true;
}

async function nearestSetting(
  folder: string,
  { host, err }: Pick<Io, 'host' | 'err'>,
): Promise<{ folder: string; globs: string[] } | undefined> {
  const path = join(folder, '.vscode/settings.json');
  const fact = await host.read(path, maxBytes);
  if (fact.state === 'present') {
    const globs = globsIn(Buffer.from(fact.bytes).toString('utf8'));
    if (!globs) err(`mongodb-tls: ${path}: mongodbTls.exclude is not a list of globs and is not used`);
    return { folder, globs: (globs ?? []).map(anywhere) };
  }
  const above = dirname(folder);
  if (above === folder || (await host.stat(join(folder, '.git'))) !== 'missing') return undefined;
  return nearestSetting(above, { host, err });
}

/** undefined where the setting is there and is no list of texts; settings that cannot be read at all are the editor's to report. */
function globsIn(text: string): string[] | undefined {
  const settings = readJsonWithComments(text);
  if (typeof settings !== 'object' || settings === null || !('mongodbTls.exclude' in settings)) return [];
  const value = settings['mongodbTls.exclude'];
  if (!Array.isArray(value)) return undefined;
  const globs = value.filter((glob): glob is string => typeof glob === 'string');
  return globs.length === value.length ? globs.filter((glob) => glob.trim() !== '') : undefined;
}
