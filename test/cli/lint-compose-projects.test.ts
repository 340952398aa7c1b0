import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Files = Parameters<typeof temporaryFolder>[0];

/** The findings of a folder: file, line counted from one, rule. */
async function found(files: Files): Promise<string[]> {
  const { out } = await runCli(['lint', '--format', 'unix', '.'], { cwd: temporaryFolder(files) });
  return out.split('\n').flatMap((line) => {
    const [, place, rule] = /^([^:]*:\d+):\d+: .*\[([\w-]+)\]/.exec(line) ?? [];
    return place === undefined ? [] : [`${place} ${rule}`];
  });
}

const db = (...lines: string[]): string =>
  `services:\n  db:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const user = ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD'] as const;
const journal = 'storage:\n  journal:\n    enabled: true\nnet:\n  bindIp: localhost\n';

describe('a compose file and the one that overrides it', () => {
  it('give a service their mounts together', async () => {
    const base = db('image: mongo:7.0.14', 'command: mongod --keyFile /key --replSet rs0');
    expect(await found({ 'compose.yaml': base })).toContain('compose.yaml:4 file-not-mounted');
    expect(
      await found({
        'compose.yaml': base,
        'compose.override.yaml': db('volumes: ["./key:/key:ro"]'),
        key: { content: 'c2VjcmV0c2VjcmV0\n', mode: 0o400 },
      }),
    ).not.toContain('compose.yaml:4 file-not-mounted');
  });

  it('give a service the environment of both', async () => {
    const files = {
      'docker-compose.yml': db('image: mongo:7.0.14', 'command: mongod --replSet rs0'),
      'docker-compose.override.yml': db('environment:', `  ${user[0]}: root`, `  ${user[1]}: secret`),
    };
    expect(await found(files)).toContain('docker-compose.yml:4 replica-set-without-key-file');
  });

  it('give an overriding command the image of the other', async () => {
    const files = (tag: string) => ({
      'docker-compose.yml': db(`image: mongo:${tag}`, 'volumes: ["./mongod.conf:/etc/mongod.conf"]'),
      'docker-compose.override.yml': db('command: mongod --config /etc/mongod.conf --port 1'),
      'mongod.conf': journal,
    });
    expect(await found(files('7.0.14'))).toContain('mongod.conf:3 unknown-setting');
    expect(await found(files('4.4'))).not.toContain('mongod.conf:3 unknown-setting');
  });

  it('give a service the image that overrides', async () => {
    const files = (tag: string) => ({
      'docker-compose.yml': db(
        `image: mongo:7.0.14`,
        'volumes: ["./mongod.conf:/etc/mongod.conf"]',
        'command: mongod --config /etc/mongod.conf',
      ),
      'docker-compose.override.yml': db(`image: mongo:${tag}`),
      'mongod.conf': journal,
    });
    expect(await found(files('7.0.2'))).toContain('mongod.conf:3 unknown-setting');
    expect(await found(files('4.4'))).not.toContain('mongod.conf:3 unknown-setting');
  });

  it('let the overriding mount of a target win', async () => {
    const files = {
      'compose.yml': db(
        'image: mongo:7.0.14',
        'command: mongod --config /etc/mongod.conf',
        'volumes: ["./a.conf:/etc/mongod.conf"]',
      ),
      'compose.override.yml': db('volumes: ["./mongod.conf:/etc/mongod.conf"]'),
      'a.conf': 'net:\n  bindIp: localhost\n',
      'mongod.conf': journal,
    };
    expect(await found(files)).toContain('mongod.conf:3 unknown-setting');
  });

  it('say nothing of a service whose command the other has', async () => {
    const files = {
      'compose.yml': db('image: mongo:7', 'command: mongod --config /etc/mongod.conf'),
      'compose.override.yml': db('image: mongo:7.0.1', 'volumes: ["./mongod.conf:/etc/mongod.conf"]'),
      'mongod.conf': 'net:\n  bindIp: localhost\n',
    };
    expect((await found(files)).filter((line) => line.includes('mounted'))).toEqual([]);
  });

  it('are two where a further file is not the one that compose takes by itself', async () => {
    const files = {
      'compose.yml': db('image: mongo:7', 'command: mongod --keyFile /key'),
      'compose.prod.yml': db('volumes: ["./key:/key"] # mongo'),
    };
    expect(await found(files)).toContain('compose.yml:4 file-not-mounted');
  });
});

describe('files with variables of the environment', () => {
  const service = (...lines: string[]): string =>
    db('image: mongo:7.0.14', 'command: mongod --replSet rs0', ...lines);
  const secrets = `${user[0]}=root\nexport ${user[1]}="hunter2"\n`;

  it.each([
    'env_file: mongo.env',
    'env_file: ["./mongo.env"]',
    'env_file: [{ path: ./mongo.env, required: false }]',
  ])('bring the first user: %s', async (line) => {
    const files = { 'compose.yml': service(line), 'mongo.env': secrets };
    const finding = 'compose.yml:4 replica-set-without-key-file';
    expect(await found(files)).toContain(finding);
    expect(await found({ ...files, 'mongo.env': 'OTHER=1\n' })).not.toContain(finding);
  });

  it('do not show what they hold', async () => {
    const cwd = temporaryFolder({ 'compose.yml': service('env_file: mongo.env'), 'mongo.env': secrets });
    for (const format of ['unix', 'json', 'sarif'])
      expect((await runCli(['lint', '--format', format, '.'], { cwd })).out).not.toContain('hunter2');
    expect((await runCli(['settings', '--format', 'json', 'compose.yml'], { cwd })).out).not.toContain(
      'hunter2',
    );
  });

  it.each(['${MONGO_VERSION}', '$MONGO_VERSION', '${MONGO_VERSION:-8.0}'])(
    'give the image its version: %s',
    async (tag) => {
      const files = (version: string) => ({
        'compose.yml': db(
          `image: mongo:${tag}`,
          'command: mongod --config /etc/mongod.conf',
          'volumes: ["./mongod.conf:/etc/mongod.conf"]',
        ),
        '.env': `# mongo\nMONGO_VERSION=${version} # of production\n`,
        'mongod.conf': journal,
      });
      expect(await found(files('7.0.14'))).toContain('mongod.conf:3 unknown-setting');
      expect(await found(files("'4.4'"))).not.toContain('mongod.conf:3 unknown-setting');
    },
  );
});
