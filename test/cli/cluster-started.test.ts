import { describe, expect, it } from 'vitest';
import { authority, certificate } from '../support/certs.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Report {
  clusters: {
    name: string;
    kind: string;
    members: { id: string; hosts: string[]; file: string; mongodbVersion: string }[];
    pairs: {
      from: string;
      to: string;
      ok: boolean | null;
      faults: { code: string; file: string; range: { start: { line: number } } }[];
    }[];
  }[];
}

const root = authority();
const tls = (...names: string[]) => ({
  'tls/ca.pem': root.pem,
  'tls/member.pem': certificate({
    issuer: root,
    subject: 'O=Example, OU=Database, CN=members',
    names: names.map((name) => `dns:${name}`),
    ca: false,
  }).combined,
  'tls/key': { content: 'c2VjcmV0c2VjcmV0', mode: 0o400 },
});
const conf = `net:
  tls:
    mode: preferTLS
    certificateKeyFile: /tls/member.pem
    CAFile: /tls/ca.pem
security:
  keyFile: /tls/key
replication:
  replSetName: rs0
`;
const service = (name: string, command: string, more = '') =>
  `  ${name}:
    image: mongo:7.0.14
    command: ${command}
${more}    volumes:
      - ./mongod.conf:/etc/mongod.conf:ro
      - ./tls:/tls:ro
`;
const withFile = 'mongod --config /etc/mongod.conf';
const compose = (...services: string[]) => `services:\n${services.join('')}`;

async function clusters(files: Parameters<typeof temporaryFolder>[0]): Promise<Report['clusters']> {
  const { out, err } = await runCli(['cluster', '--format', 'json', '.'], { cwd: temporaryFolder(files) });
  expect(err).toBe('');
  return (JSON.parse(out) as Report).clusters;
}

describe('servers that a compose file starts', () => {
  it('are members by the names of their services, of the version of their image, with the file that they share', async () => {
    const [cluster, ...others] = await clusters({
      'compose.yaml': compose(service('mongo1', withFile), service('mongo2', withFile)),
      'mongod.conf': conf,
      ...tls('mongo1', 'mongo2'),
    });
    expect(others).toEqual([]);
    expect(cluster?.members).toEqual([
      { id: 'mongo1', program: 'mongod', hosts: ['mongo1'], file: 'compose.yaml', mongodbVersion: '7.0.14' },
      { id: 'mongo2', program: 'mongod', hosts: ['mongo2'], file: 'compose.yaml', mongodbVersion: '7.0.14' },
    ]);
    expect(cluster?.pairs.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('are judged with the flags that each has, and the fault stands at the flag', async () => {
    const [cluster] = await clusters({
      'compose.yaml': compose(
        service('mongo1', withFile),
        service('mongo2', `${withFile} --tlsMode requireTLS`),
        service('mongo3', `${withFile} --tlsMode allowTLS`),
      ),
      'mongod.conf': conf,
      ...tls('mongo1', 'mongo2', 'mongo3'),
    });
    const refused = cluster?.pairs.filter(({ ok }) => ok !== true);
    expect(refused).toMatchObject([
      { from: 'mongo3', to: 'mongo2', ok: false, faults: [{ code: 'plain-refused', file: 'compose.yaml' }] },
    ]);
    expect(refused?.[0]?.faults[0]?.range.start.line).toBe(15);
  });

  it('are reached as rs.initiate says, whatever their services are called', async () => {
    const [cluster] = await clusters({
      'compose.yaml': compose(
        service('a', withFile, '    container_name: db1\n'),
        service('b', withFile, '    hostname: db2\n'),
      ),
      'mongod.conf': conf,
      'init.js':
        'rs.initiate({_id: "rs0", members: [{_id: 0, host: "db1:27017"}, {_id: 1, host: "db2:27017"}]})',
      ...tls('db1', 'db2'),
    });
    expect(cluster?.members.map(({ hosts }) => hosts)).toEqual([['db1:27017'], ['db2:27017']]);
    expect(cluster?.pairs.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('stay in the file that a single one reads without adding to it, so that a plan may edit that', async () => {
    const files = {
      'compose.yaml': compose(service('mongo1', withFile)),
      'mongod.conf': conf,
      ...tls('mongo1'),
    };
    const [cluster] = await clusters(files);
    expect(cluster?.members).toMatchObject([
      { id: 'mongo1', hosts: ['mongo1'], file: 'mongod.conf', mongodbVersion: '7.0.14' },
    ]);
    const cwd = temporaryFolder(files);
    const { out } = await runCli(['plan', 'require-tls', '--format', 'json', '.'], { cwd });
    const plan = JSON.parse(out) as { refused: unknown[]; stages: { edits: { file: string }[] }[] };
    expect(plan.refused).toEqual([]);
    expect(plan.stages.flatMap(({ edits }) => edits.map(({ file }) => file))).toContain('mongod.conf');
  });

  it('have what they take over by merge keys and extends', async () => {
    const [cluster, ...others] = await clusters({
      'compose.yaml': [
        'x-mongo: &mongo',
        '  image: mongo:7.0.14',
        '  command: mongod --replSet rs0 --bind_ip_all --keyFile /tls/key',
        '  volumes: ["./tls:/tls:ro"]',
        'services:',
        '  mongo1:',
        '    <<: *mongo',
        '  mongo2:',
        '    <<: [*mongo]',
        '    command: mongod --replSet rs0 --bind_ip_all --keyFile /tls/key --tlsMode disabled',
        '  mongo3:',
        '    extends: { service: mongo1 }',
        '  app:',
        '    image: app',
        '',
      ].join('\n'),
      ...tls(),
    });
    expect(others).toEqual([]);
    expect(cluster?.members.map(({ id, hosts, mongodbVersion }) => [id, hosts, mongodbVersion])).toEqual(
      ['mongo1', 'mongo2', 'mongo3'].map((name) => [name, [name], '7.0.14']),
    );
    expect(cluster?.pairs.map(({ ok }) => ok)).toEqual(Array(6).fill(true));
  });

  it('of two variants of a compose file never meet, and single servers are no clusters', async () => {
    const found = await clusters({
      'compose.yaml': compose(service('mongo', `mongod --replSet rs0 --keyFile /tls/key`)),
      'compose.other.yaml': compose(service('mongo', `mongod --replSet rs0 --tlsMode disabled`)),
      'single.compose.yaml': compose(service('mongo', 'mongod --port 27017')),
      ...tls('mongo'),
    });
    expect(found.map(({ members }) => members.map(({ file }) => file))).toEqual([
      ['compose.other.yaml'],
      ['compose.yaml'],
    ]);
    expect(found.flatMap(({ pairs }) => pairs)).toEqual([]);
  });

  it('are planned for by hand where their settings are flags', async () => {
    const cwd = temporaryFolder({
      'compose.yaml': compose(
        service('mongo1', 'mongod --replSet rs0 --keyFile /tls/key'),
        service('mongo2', 'mongod --replSet rs0 --keyFile /tls/key'),
      ),
      ...tls('mongo1', 'mongo2'),
    });
    const { code, out } = await runCli(['plan', 'require-tls', '--format', 'json', '.'], { cwd });
    expect(code).toBe(1);
    expect(JSON.stringify((JSON.parse(out) as { refused: unknown }).refused)).toContain(
      'part of another file',
    );
  });
});
