import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Report {
  clusters: {
    name: string;
    members: { id: string; hosts: string[]; file: string; mongodbVersion: string }[];
    pairs: { from: string; to: string; ok: boolean | null; faults: { code: string }[] }[];
  }[];
}

async function clusters(files: Parameters<typeof temporaryFolder>[0]): Promise<Report['clusters']> {
  const { out } = await runCli(['cluster', '--format', 'json', '.'], { cwd: temporaryFolder(files) });
  return (JSON.parse(out) as Report).clusters;
}

/** The members of each cluster, by their ids and first addresses. */
async function members(files: Parameters<typeof temporaryFolder>[0]): Promise<Record<string, string[]>[]> {
  return (await clusters(files)).map(({ name, members: found }) => ({
    [name]: found.map(({ id, hosts }) => `${id} ${hosts[0] ?? ''}`.trim()),
  }));
}

const statefulSet = (spec: string, namespace = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: mongo${namespace} }
spec:
  serviceName: db
${spec}  template:
    spec:
      containers:
      - name: mongod
        image: mongo:7.0.14
        args: ["--config", "/etc/mongo/mongod.conf"]
        volumeMounts: [{ name: conf, mountPath: /etc/mongo }]
      volumes: [{ name: conf, configMap: { name: conf } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: conf }
data:
  mongod.conf: |
    replication:
      replSetName: rs0
`;

describe('a StatefulSet', () => {
  it('has a member for each replica, with the address of its pod', async () => {
    expect(await members({ 'db.yaml': statefulSet('  replicas: 3\n', ', namespace: prod') })).toEqual([
      {
        rs0: [0, 1, 2].map(
          (ordinal) => `mongo-${String(ordinal)} mongo-${String(ordinal)}.db.prod.svc.cluster.local`,
        ),
      },
    ]);
  });

  it('has one member without replicas, and none of zero', async () => {
    expect(await members({ 'db.yaml': statefulSet('') })).toEqual([{ rs0: ['mongo-0 mongo-0.db'] }]);
    expect(await members({ 'db.yaml': statefulSet('  replicas: "{{ n }}"\n') })).toEqual([
      { rs0: ['mongo/mongod'] },
    ]);
  });

  it('counts from where it is told to', async () => {
    expect(await members({ 'db.yaml': statefulSet('  replicas: 2\n  ordinals: { start: 5 }\n') })).toEqual([
      { rs0: ['mongo-5 mongo-5.db', 'mongo-6 mongo-6.db'] },
    ]);
  });

  it('has the addresses that a script names', async () => {
    const files = {
      'db.yaml': statefulSet('  replicas: 2\n'),
      'init.js': `rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "mongo-0.db.x.svc.cluster.local:27017" }, { _id: 1, host: "mongo-1.db.x.svc.cluster.local:27017" }] })\n`,
    };
    expect(await members(files)).toEqual([
      {
        rs0: [0, 1].map((each) => `mongo-${String(each)} mongo-${String(each)}.db.x.svc.cluster.local:27017`),
      },
    ]);
  });
});

describe('a configuration that is written by another file', () => {
  const conf = (host: string, mode: string) =>
    `# mongodb-tls: host=${host}\nnet:\n  tls:\n    mode: ${mode}\nreplication:\n  replSetName: rs0\n`;
  const cloudInit = (text: string) =>
    `#cloud-config\nwrite_files:\n- path: /etc/mongod.conf\n  content: |\n${text.replaceAll(/^(?=.)/gm, '    ')}`;
  const script = (text: string) => `#!/bin/sh\ncat > /etc/mongod.conf <<'EOF'\n${text}EOF\n`;

  it('is a member, whoever starts it', async () => {
    const [cluster] = await clusters({
      'db1.yaml': cloudInit(conf('db1.lan', 'disabled')),
      'db2.sh': script(conf('db2.lan', 'requireTLS')),
    });
    expect(cluster?.members.map(({ id, hosts, file }) => [id, hosts, file])).toEqual([
      ['db1', ['db1.lan'], 'db1.yaml'],
      ['db2', ['db2.lan'], 'db2.sh'],
    ]);
    const refused = cluster?.pairs.find(({ from }) => from === 'db1');
    expect(refused).toMatchObject({ ok: false, faults: [{ code: 'plain-refused' }] });
  });

  it('is the one that the file starts, once', async () => {
    const text = `${script(conf('db1.lan', 'disabled'))}mongod --config /etc/mongod.conf\n`;
    expect(await members({ 'db1.sh': text })).toEqual([{ rs0: ['mongod db1.lan'] }]);
  });

  it('is none without a set, and none where a manual shows it', async () => {
    expect(await members({ 'db.sh': script('net:\n  port: 1\n') })).toEqual([]);
    expect(
      await members({ 'README.md': `\`\`\`sh\n${script(conf('db1.lan', 'disabled'))}\`\`\`\n` }),
    ).toEqual([]);
  });
});

describe('Bitnami image', () => {
  const service = (name: string, mode: string, key: string, more = '') =>
    `  ${name}:\n    image: bitnami/mongodb:7.0\n    environment:\n      - MONGODB_REPLICA_SET_MODE=${mode}\n      - MONGODB_REPLICA_SET_KEY=${key}\n${more}`;
  const compose = (...services: string[]) => `services:\n${services.join('')}`;

  it('makes members of its services', async () => {
    const [cluster] = await clusters({
      'compose.yaml': compose(
        service('one', 'primary', 'secretkey', '      - MONGODB_ADVERTISED_HOSTNAME=one.lan\n'),
        service('two', 'secondary', 'secretkey'),
        service('three', 'arbiter', 'otherkey'),
      ),
    });
    expect(cluster?.name).toBe('replicaset');
    expect(cluster?.members.map(({ id, hosts }) => [id, hosts[0]])).toEqual([
      ['one', 'one.lan'],
      ['two', 'two'],
      ['three', 'three'],
    ]);
    const ok = (from: string, to: string) =>
      cluster?.pairs.find((pair) => pair.from === from && pair.to === to);
    expect(ok('one', 'two')?.ok).toBe(true);
    expect(ok('one', 'three')).toMatchObject({ ok: false, faults: [{ code: 'no-common-key' }] });
  });

  it('takes the name of the set from a variable', async () => {
    const name = '      - MONGODB_REPLICA_SET_NAME=rs7\n';
    const [cluster] = await clusters({ 'a.yaml': compose(service('one', 'primary', 'secretkey', name)) });
    expect(cluster?.name).toBe('rs7');
    const filledIn = name.replace('rs7', '${NAME:-rs8}');
    const [other] = await clusters({ 'a.yaml': compose(service('one', 'primary', 'key', filledIn)) });
    expect(other?.name).toBe('rs8');
  });

  it('never shows the key', async () => {
    const cwd = temporaryFolder({
      'compose.yaml': compose(
        service('one', 'primary', 'secretkey'),
        service('two', 'secondary', 'otherkey'),
      ),
    });
    for (const format of ['json', 'text']) {
      const { out, err } = await runCli(['cluster', '--format', format, '.'], { cwd });
      expect(out + err).not.toMatch(/secretkey|otherkey/);
    }
  });
});

describe('compose files in one folder', () => {
  const compose = (...names: string[]) =>
    `services:\n${names.map((name) => `  ${name}:\n    image: mongo:7.0\n    command: mongod --replSet rs0\n`).join('')}`;

  it('are projects of their own', async () => {
    expect(await members({ 'a.yml': compose('a1', 'a2'), 'b.yml': compose('b1', 'b2', 'b3') })).toEqual([
      { rs0: ['a1 a1', 'a2 a2'] },
      { rs0: ['b1 b1', 'b2 b2', 'b3 b3'] },
    ]);
  });

  it('are one where one overrides the other, or each has a machine of the set', async () => {
    expect(
      await members({ 'compose.yml': compose('a1', 'a2'), 'compose.override.yml': compose('a3') }),
    ).toEqual([{ rs0: ['a3 a3', 'a1 a1', 'a2 a2'] }]);
    expect(await members({ 'db1.yml': compose('db1'), 'db2.yml': compose('db2') })).toEqual([
      { rs0: ['db1 db1', 'db2 db2'] },
    ]);
  });
});
