import { isMap } from 'yaml';
import { versionOfImage } from '../command-lines/image.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { parseServerVersion } from '../server/server-version.ts';
import { childOf, textBelow, type YamlScalar } from './yaml-host.ts';

/**
 * What the keys around a text say of the server's version: the `version` of an operator's resource, an image with its tag, be it one
 * text or, as in the values of charts, in parts.
 */
export function versionAt({ maps }: Pick<YamlScalar, 'maps'>, root: unknown): ServerVersion | undefined {
  for (const map of maps) {
    const version = textBelow(map, 'version');
    if (version !== undefined && isMap(root) && (textBelow(root, 'kind') ?? '').startsWith('MongoDB'))
      return parseServerVersion(version);
    const image = childOf(map, 'image');
    const found = isMap(image)
      ? versionOfParts(textBelow(image, 'repository'), textBelow(image, 'tag'))
      : versionOfImage(textBelow(map, 'image') ?? '');
    if (found) return found;
  }
  return undefined;
}

function versionOfParts(repository: string | undefined, tag: string | undefined): ServerVersion | undefined {
  if (tag === undefined || (repository !== undefined && !repository.includes('mongo'))) return undefined;
  return versionOfImage(`mongo:${tag}`);
}
