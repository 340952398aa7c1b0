import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateGlob, firstCandidate, searchLimits } from '../../client/src/candidate-search.ts';
import { isCandidate } from '../../server/src/core/documents/file-names.ts';
import { excluder } from '../../server/src/host/exclude.ts';

interface Search {
  readonly found: string | undefined;
  /** The files whose text was read, in order. */
  readonly read: readonly string[];
  readonly pauses: number;
}

/** Searches files, given as their texts by name. */
async function search(
  files: Readonly<Record<string, string>>,
  isCancelled: (read: number) => boolean = () => false,
): Promise<Search> {
  const read: string[] = [];
  let pauses = 0;
  const found = await firstCandidate(
    {
      list: (limit) => Promise.resolve(Object.keys(files).slice(0, limit)),
      nameOf: (file) => file.replace(/^.*\//, ''),
      read: (file, maxBytes) => {
        read.push(file);
        const text = files[file] ?? '';
        return Promise.resolve(text.length > maxBytes ? undefined : text);
      },
      pause: () => {
        pauses++;
        return Promise.resolve();
      },
    },
    () => isCancelled(read.length),
  );
  return { found, read, pauses };
}

const many = (count: number, text = 'a: 1\n'): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`src/${at}.yaml`, text]));

describe('the search for a file of MongoDB', () => {
  it.each([
    ['deploy/compose.yaml', 'services:\n  db:\n    image: mongo:7.0\n'],
    ['setup.sh', 'cat > /etc/mongod.conf <<EOF\n'],
    ['main.tf', 'dbPath'],
    ['.env', 'MONGODB_EXTRA_FLAGS=--auth\n'],
    ['mongodb.service', 'ExecStart=/usr/bin/mongod\n'],
  ])('finds %s by its text', async (name, text) => {
    expect((await search({ ...many(3), [name]: text })).found).toBe(name);
  });

  it('knows a configuration by its name and reads nothing', async () => {
    const { found, read } = await search({ ...many(30, 'mongo'), 'etc/mongod.conf': '' });
    expect([found, read]).toEqual(['etc/mongod.conf', []]);
  });

  it('looks first where the name speaks of MongoDB', async () => {
    const { read } = await search({ ...many(100), 'k8s/mongo-values.yaml': 'image: mongo\n' });
    expect(read[0]).toBe('k8s/mongo-values.yaml');
    expect(read.length).toBeLessThanOrEqual(searchLimits.atOnce);
  });

  it('takes no notice of source code, certificates, dependencies and prose', async () => {
    const text = 'mongodb mongod mongo\n';
    const { found, read } = await search({
      'app.ts': text,
      'db.py': text,
      'ca.pem': text,
      'package.json': text,
      'package-lock.json': text,
      'README.md': text,
    });
    expect([found, read]).toEqual([undefined, []]);
  });

  it('reads a bounded number of files of a bounded size, and pauses between them', async () => {
    const { found, read, pauses } = await search({
      'a.yaml': `${'x'.repeat(searchLimits.bytes)}mongo`,
      ...many(searchLimits.texts + 100),
      'z.yaml': 'mongo',
    });
    expect([found, read.length]).toEqual([undefined, searchLimits.texts]);
    expect(pauses).toBeGreaterThanOrEqual(read.length / searchLimits.atOnce);
  });

  it('ends when it is cancelled', async () => {
    const { found, read } = await search(many(100, 'a'), (count) => count >= 20);
    expect(found).toBeUndefined();
    expect(read.length).toBeLessThan(20 + searchLimits.atOnce);
    expect((await search({ 'a.yaml': 'mongo' }, () => true)).found).toBeUndefined();
  });

  it('asks for every name that may be one', () => {
    const isListed = excluder('/w', [candidateGlob]);
    const names = [
      ...[
        'mongod.conf',
        'mongod.conf.j2',
        'mongos.yaml.erb',
        'Dockerfile',
        'dockerfile.dev',
        'app.Dockerfile',
      ],
      ...['Containerfile', '.env', '.env.local', 'keyfile', 'mongodb-keyfile', 'key-file', 'rs0.keyfile'],
      ...['values.yaml', 'x.yml', 'cm.json', 'a.tf', 'a.nix', 'a.rb', 'init.pp', 'x.service', 'a.properties'],
    ];
    expect(names.filter((name) => !isCandidate(name))).toEqual([]);
    expect(names.filter((name) => !isListed(`/w/a/${name}`))).toEqual([]);
    fc.assert(
      fc.property(
        fc.constantFrom('a', 'mongo-x', 'keyfile', 'x_dockerfile'),
        fc.constantFrom(
          '',
          ...'yml yaml json conf cfg ini j2 sh bash service tf nix rb pp env keyfile'.split(' '),
        ),
        (stem, extension) => {
          const name = extension === '' ? stem : `${stem}.${extension}`;
          expect(isListed(`/w/${name}`) || !isCandidate(name)).toBe(true);
        },
      ),
    );
  });
});
