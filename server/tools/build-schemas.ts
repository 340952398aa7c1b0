// Writes dist/schemas: the JSON Schemas of mongod.conf and mongos.conf for other editors, one a major version and draft.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonSchema, schemaFileName } from '../src/core/catalogue/json-schema.ts';
import { series } from '../src/core/linting/releases.ts';
import { parseServerVersion } from '../src/core/server/server-version.ts';

const folder = path.join('dist', 'schemas');
mkdirSync(folder, { recursive: true });
for (const name of series) {
  const version = parseServerVersion(name);
  if (!version) throw new Error(`not a version: ${name}`);
  for (const program of ['mongod', 'mongos'] as const) {
    for (const draft of ['draft-07', '2020-12'] as const) {
      const schema = JSON.stringify(jsonSchema(program, version, draft), undefined, 2);
      writeFileSync(path.join(folder, schemaFileName(program, version, draft)), `${schema}\n`);
    }
  }
}
