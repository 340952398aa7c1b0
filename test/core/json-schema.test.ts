import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../../server/src/core/json-schema.ts';
import { parseServerVersion, type ServerVersion } from '../../server/src/core/server-version.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
const version = (text: string): ServerVersion => parseServerVersion(text) ?? [0, 0, 0];
const compile = (program: 'mongod' | 'mongos', series: string): ValidateFunction =>
  new Ajv({ strict: false, allErrors: true }).compile(jsonSchema(program, version(series), 'draft-07'));

describe('JSON Schema', () => {
  it.each(['3.6', '4.0', '4.2', '4.4', '5.0', '6.0', '7.0', '8.0'])(
    'of %s is a schema in both drafts',
    (series) => {
      for (const program of ['mongod', 'mongos'] as const) {
        const seven = new Ajv({ strict: false });
        expect(
          seven.validateSchema(jsonSchema(program, version(series), 'draft-07')),
          seven.errorsText(),
        ).toBe(true);
        const twenty = new Ajv2020({ strict: false });
        expect(
          twenty.validateSchema(jsonSchema(program, version(series), '2020-12')),
          twenty.errorsText(),
        ).toBe(true);
      }
    },
  );

  it.each([
    ['mongod', '8.0', 'net: {tls: {mode: requireTLS, CAFile: /ca.pem}}', true],
    ['mongod', '8.0', 'net: {tls: {mode: requireSSL}}', false],
    ['mongod', '8.0', 'net: {ssl: {mode: requireSSL}}', true],
    ['mongod', '4.0', 'net: {tls: {mode: requireTLS}}', false],
    ['mongod', '4.0', 'net: {ssl: {mode: requireSSL}}', true],
    ['mongod', '8.0', 'net.tls.mode: requireTLS', true],
    ['mongod', '8.0', 'net: {tls.mode: requireTLS}', true],
    ['mongod', '8.0', 'net: {tsl: {}}', false],
    ['mongod', '8.0', 'storage: {journal: {enabled: true}}', false],
    ['mongod', '6.0', 'storage: {journal: {enabled: true}}', true],
    ['mongod', '8.0', 'storage: {directoryPerDB: yes please}', false],
    ['mongod', '8.0', 'storage: {dbPath: {__exec: "cat /path"}}', true],
    ['mongod', '4.0', 'storage: {dbPath: {__exec: "cat /path"}}', false],
    ['mongod', '8.0', 'setParameter: {anything: 1}', true],
    ['mongos', '8.0', 'storage: {dbPath: /d}', false],
    ['mongos', '8.0', 'sharding: {configDB: rs0/a:1}', true],
  ] as const)('%s %s: %s is valid: %s', (program, series, text, valid) => {
    expect(compile(program, series)(parse(text))).toBe(valid);
  });

  it.skipIf(!existsSync(corpus))(
    'accepts the plain files of ../shared/corpus but for what 8.0 removed',
    () => {
      const index = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as {
        file: string;
        format: string;
        program: string;
      }[];
      const validate = compile('mongod', '3.6');
      const files = index.filter(({ format, program }) => format === 'yaml' && program === 'mongod');
      expect(readdirSync(join(corpus, 'conf')).length).toBeGreaterThan(300);
      let accepted = 0;
      for (const { file } of files) {
        let value: unknown;
        try {
          value = parse(readFileSync(join(corpus, file), 'utf8'), { uniqueKeys: false, logLevel: 'silent' });
        } catch {
          continue;
        }
        if (validate(value)) accepted++;
      }
      // old files fit an old server; the rest name settings newer than 3.6 or of other engines
      expect(accepted / files.length).toBeGreaterThan(0.6);
    },
  );
});
