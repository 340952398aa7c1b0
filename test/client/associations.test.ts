import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';

/** VS Code's file patterns, as far as package.json uses them. */
function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replaceAll('.', '\\.')
    .replaceAll('**/', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '(?:.*/)?')
    .replaceAll(/\{([^}]*)\}/g, (_all, words: string) => `(?:${words.replaceAll(',', '|')})`);
  return new RegExp(`^${source}$`, 'i');
}

/** The language of a path as VS Code finds it among our patterns: the longest pattern wins. */
function languageOf(file: string): string | undefined {
  const candidates = manifest.contributes.languages.flatMap(
    ({ id, filenamePatterns = [], extensions = [] }) => [
      ...filenamePatterns.map((pattern) => ({ id, pattern, weight: 1000 + pattern.length })),
      ...extensions.map((extension) => ({ id, pattern: `*${extension}`, weight: extension.length })),
    ],
  );
  const base = file.replace(/^.*\//, '');
  const fitting = candidates.filter(({ pattern }) =>
    toRegExp(pattern).test(pattern.includes('/') ? file : base),
  );
  return fitting.sort((a, b) => b.weight - a.weight)[0]?.id;
}

describe('file names', () => {
  it.each([
    ...[
      'mongod.conf',
      'mongod.conf.j2',
      'mongod.cfg',
      'mongodb.conf',
      'mongos.conf',
      'mongod.conf.erb',
      'mongo.conf',
    ],
    ...['mongos.conf.j2', 'mongod.yaml', 'mongod_init.conf.j2', 'mongod.conf.template', 'mongosqld.conf'],
    ...[
      'mongodb.conf.erb',
      'mongos.conf.erb',
      'mongos.cfg',
      'mongos.yaml',
      'mongod-inmemory.yaml',
      'mongod.shard.yaml',
    ],
    ...['mongod.conf.yaml', 'mongod.conf.yaml.erb', 'roles/mongodb/templates/mongod.conf.j2', 'MongoD.cfg'],
    ...['etc/mongod.conf.orig', 'mongosqld.yml', 'mongod.conf.3.6'],
  ])('%s is a configuration of ours', (file) => {
    expect(languageOf(file)).toBe('mongod-conf');
  });

  it.each([
    ...[
      'tla/MCraft.cfg',
      'master.cfg',
      'jail.local.j2',
      'config.conf',
      'node1.cfg',
      'shard.conf',
      'nginx.conf',
    ],
    ...[
      'collectd/collectd.conf.d/mongodb.conf',
      'logstash/pipeline/mongo.conf',
      'mongo.conf.js',
      'mongodb.yaml',
    ],
    ...[
      'buildscripts/resmokeconfig/suites/mongos_test.yml',
      'suites/replica_sets_mongos.yml',
      'mongodb-values.yaml',
    ],
    ...[
      'k8s/mongodb-deployment.yaml',
      'k8s/mongod-statefulset.yaml',
      'mongos-service.yml',
      'mongod-compose.yaml',
    ],
  ])('%s is not', (file) => {
    expect(languageOf(file)).not.toBe('mongod-conf');
  });

  it.each([
    ['mongodb-keyfile', 'mongodb-keyfile'],
    ['keyfile', 'mongodb-keyfile'],
    ['rs0.keyfile', 'mongodb-keyfile'],
    ['mongo-keyfile.yaml', undefined],
    ['ca.crt', 'pem'],
    ['server.key', 'pem'],
    ['keyfile.js', undefined],
  ])('%s: %s', (file, language) => {
    expect(languageOf(file)).toBe(language);
  });
});

const index = path.join(import.meta.dirname, '../../../shared/corpus/index.json');

describe.skipIf(!existsSync(index))('names of real files (../shared/corpus)', () => {
  it('are known where they say MongoDB; the others are named like anything', () => {
    const entries = JSON.parse(readFileSync(index, 'utf8')) as {
      path: string;
      origin: string;
      notes: string;
    }[];
    const files = entries.filter(({ origin }) => origin === 'file').map((entry) => entry.path);
    const known = files.filter((file) => languageOf(file) === 'mongod-conf');
    expect(known.length / files.length).toBeGreaterThan(0.6);
    const missed = files.filter(
      (file) => /(^|\/)mongo[^/]*\.(conf|cfg)(\.[^/]*)?$/i.test(file) && !known.includes(file),
    );
    expect(missed).toEqual([]);
  });
});
