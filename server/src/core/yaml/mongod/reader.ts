import { readMongodYaml } from './read.ts';
import { readTolerantly } from './tolerant.ts';
import type { YamlReading } from '../tree.ts';

/**
 * Reads the first YAML document of a text (server-behaviour.md P6: mongod reads no other). Never throws. One rule decides: mongod's own
 * reading holds where it comes to an end; where it stops with an error, that error is the problem, and the tree is what a
 * tolerant reader makes of the text, so that the rest of it can still be checked. Scalars keep their text: `true`, `1.0` and
 * `0700` are not converted.
 */
export function readYaml(text: string): YamlReading {
  const reading = readMongodYaml(text);
  return reading.problems.length === 0 ? reading : { ...reading, root: readTolerantly(text).root };
}
