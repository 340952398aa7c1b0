import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../../../server/src/core/catalogue/json-schema.ts';
import { lint } from '../../support/lint.ts';
import { parseConfig, type Config } from '../../../server/src/core/config/config.ts';
import { series as allSeries } from '../../../server/src/core/linting/releases.ts';
import { parseServerVersion, type ServerVersion } from '../../../server/src/core/server/server-version.ts';
import { once } from '../../../server/src/core/text/once.ts';
import { facts } from '../../support/facts.ts';

const corpus = resolve(import.meta.dirname, '../../../../shared/corpus');
const version = (text: string): ServerVersion => parseServerVersion(text) ?? [0, 0, 0];
const compiled = new Map<string, ValidateFunction>();

function compile(program: 'mongod' | 'mongos', series: string): ValidateFunction {
  const key = `${program} ${series}`;
  const known = compiled.get(key);
  if (known) return known;
  const schema = jsonSchema(program, version(series), 'draft-07');
  const made = new Ajv({ strict: false, inlineRefs: false }).compile(schema);
  compiled.set(key, made);
  return made;
}

interface Sample {
  readonly file: string;
  readonly program: 'mongod' | 'mongos';
  readonly config: Config;
  readonly value: unknown;
}

/** The files of the corpus that a mongod or mongos reads as YAML, each read once for all releases. */
const samples = once((): Sample[] => {
  const index = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as {
    file: string;
    path: string;
    format: string;
  }[];
  return index.flatMap(({ file, path, format }): Sample[] => {
    if (format !== 'yaml' && format !== 'json') return [];
    const text = readFileSync(join(corpus, file), 'utf8');
    const config = parseConfig(text, { fileName: basename(path) });
    const { program, root } = config;
    if (program === 'mongosqld' || config.format === 'ini' || config.template || !root) return [];
    return [{ file, program, config, value: parse(text, { uniqueKeys: false, logLevel: 'silent' }) }];
  });
});

describe('JSON Schema', () => {
  const seven = new Ajv({ strict: false });
  const twenty = new Ajv2020({ strict: false, inlineRefs: false });
  it.each(allSeries)('of %s is a schema in both drafts', (series) => {
    for (const program of ['mongod', 'mongos'] as const) {
      expect(seven.validateSchema(jsonSchema(program, version(series), 'draft-07')), seven.errorsText()).toBe(
        true,
      );
      expect(
        twenty.validateSchema(jsonSchema(program, version(series), '2020-12')),
        twenty.errorsText(),
      ).toBe(true);
    }
  });

  it('is the same in both drafts, and the newer one compiles', () => {
    for (const program of ['mongod', 'mongos'] as const)
      for (const series of allSeries) {
        const [older, newer] = (['draft-07', '2020-12'] as const).map((draft) => {
          const { $schema, $id, ...rest } = jsonSchema(program, version(series), draft);
          expect([$schema, $id].join(' ')).toMatch(draft === '2020-12' ? /2020-12.*2020-12/ : /draft-07/);
          return rest;
        });
        expect(newer).toEqual(older);
      }
    const newest = jsonSchema('mongod', version(allSeries.at(-1) ?? ''), '2020-12');
    const validate = twenty.compile(newest);
    expect(validate({ net: { port: 27017 } })).toBe(true);
    expect(validate({ net: { port: { number: 1 } } })).toBe(false);
  });

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
    ['mongod', '4.2', 'systemLog: {timeStampFormat: ctime}', true],
    ['mongod', '4.4', 'systemLog: {timeStampFormat: ctime}', false],
    ['mongod', '8.0', 'security: {vault: {port: 8200}}', true],
    // a child named value stands for its parent
    ['mongod', '8.0', 'net: {port: {value: 1}}', true],
    ['mongod', '4.0', 'net: {port: {value: 1}}', true],
    ['mongod', '8.0', 'net: {value: {port: 1}}', true],
    ['mongod', '8.0', 'net: {tls: {mode: {value: requireTLS}}}', true],
    ['mongod', '8.0', 'net: {tls: {mode: {value: requireSSL}}}', false],
    ['mongod', '8.0', 'net: {port: {number: 1}}', false],
    ['mongod', '8.0', 'net: {port: {}}', true],
    ['mongod', '8.0', 'value: 1', false],
    ['mongos', '8.0', 'storage: {dbPath: /d}', false],
    ['mongos', '8.0', 'sharding: {configDB: rs0/a:1}', true],
  ] as const)('%s %s: %s is valid: %s', (program, series, text, valid) => {
    expect(compile(program, series)(parse(text))).toBe(valid);
  });

  it('is known by an address of its own', () => {
    const ids = allSeries.flatMap((series) =>
      (['mongod', 'mongos'] as const).flatMap((program) =>
        (['draft-07', '2020-12'] as const).map((draft) => jsonSchema(program, version(series), draft).$id),
      ),
    );
    expect(ids).toContain('https://github.com/mongodb-tls/mongodb-tls/schemas/mongod-8.0.json');
    expect(ids).toContain('https://github.com/mongodb-tls/mongodb-tls/schemas/mongos-4.4.2020-12.json');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has defaults that are values and no explanations', () => {
    const schema = JSON.stringify(jsonSchema('mongod', version('8.0'), 'draft-07'));
    const defaults = [...schema.matchAll(/"default":("[^"]*"|[\w.-]+)/g)].map(([, text = '']) => text);
    expect(defaults.length).toBeGreaterThan(50);
    expect(defaults.filter((text) => /[( ]/.test(text) && text !== '"MongoDB Server"')).toEqual([]);
  });

  it.skipIf(!existsSync(corpus)).each(allSeries)(
    'of %s refuses no file of ../shared/corpus that this server starts with',
    (series) => {
      const validate = { mongod: compile('mongod', series), mongos: compile('mongos', series) };
      const judged = { ...facts(), serverVersion: version(series) };
      let accepted = 0;
      const refused: string[] = [];
      for (const { file, program, config, value } of samples()) {
        if (lint(config, judged).some(({ severity }) => severity === 'error')) continue;
        if (validate[program](value)) accepted++;
        else refused.push(`${file}: ${JSON.stringify(validate[program].errors)}`);
      }
      expect(refused).toEqual([]);
      // every version starts with at least half of them
      expect(accepted).toBeGreaterThan(90);
    },
    120_000,
  );
});
