import { basename } from 'node:path';
import { parseConfig } from '../core/config/config.ts';
import { baseId } from '../core/cluster/member-ids.ts';
import { decodeDocument } from '../core/documents/decode-document.ts';
import { detectKind, kindOfNamed } from '../core/documents/document.ts';
import { mayBeKnown } from '../core/documents/file-names.ts';
import type { Gateway } from '../core/plans/bi-connector.ts';
import type { ClusterInput } from './cluster-input.ts';
import type { Io } from './io.ts';
import { isBinary, maxBytes } from './read-input.ts';
import { targets } from './targets.ts';

/** The configurations of mongosqld below some paths. What could not be read was told by whoever read the servers. */
export async function readGateways({ paths, platform }: ClusterInput, io: Io): Promise<Gateway[]> {
  const found: Gateway[] = [];
  for await (const { path, absolute, named } of targets(paths, io, () => undefined, [], mayBeKnown)) {
    const fact = await io.host.read(absolute, maxBytes);
    if (fact.state !== 'present' || isBinary(fact.bytes)) continue;
    const text = decodeDocument(fact.bytes, undefined, platform);
    const fileName = basename(path);
    if ((named ? kindOfNamed(fileName, text) : detectKind(fileName, text)) !== 'config') continue;
    const config = parseConfig(text, { fileName });
    if (config.program === 'mongosqld')
      found.push({ id: baseId(absolute.split(/[\\/]/)), file: path, config });
  }
  return found;
}
