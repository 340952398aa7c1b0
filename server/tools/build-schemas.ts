// Writes dist/schemas: the JSON Schemas of mongod.conf and mongos.conf for other editors, one a major version and draft.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonSchema } from '../src/core/json-schema.ts';
import { series } from '../src/core/releases.ts';
import { parseServerVersion } from '../src/core/server-version.ts';

const folder = path.join('dist', 'schemas');
mkdirSync(folder, { recursive: true });
for (const name of series) {
  const version = parseServerVersion(name);
  if (!version) throw new Error(`not a version: ${name}`);
  for (const program of ['mongod', 'mongos'] as const) {
    const write = (name: string, schema: object) => {
      writeFileSync(path.join(folder, name), `${JSON.stringify(schema, undefined, 2)}\n`);
    };
    write(`${program}-${name}.json`, jsonSchema(program, version, 'draft-07'));
    write(`${program}-${name}.2020-12.json`, jsonSchema(program, version, '2020-12'));
  }
}
