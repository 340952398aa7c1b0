// Writes dist/schemas: the JSON Schemas of mongod.conf and mongos.conf for other editors, one a major version and draft.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonSchema } from '../src/core/json-schema.ts';
import { parseServerVersion } from '../src/core/server-version.ts';

const folder = path.join('dist', 'schemas');
mkdirSync(folder, { recursive: true });
for (const series of ['3.6', '4.0', '4.2', '4.4', '5.0', '6.0', '7.0', '8.0']) {
  const version = parseServerVersion(series);
  if (!version) throw new Error(`not a version: ${series}`);
  for (const program of ['mongod', 'mongos'] as const) {
    const write = (name: string, schema: object) => {
      writeFileSync(path.join(folder, name), `${JSON.stringify(schema, undefined, 2)}\n`);
    };
    write(`${program}-${series}.json`, jsonSchema(program, version, 'draft-07'));
    write(`${program}-${series}.2020-12.json`, jsonSchema(program, version, '2020-12'));
  }
}
