import { describe, expect, it } from 'vitest';
import { sourceAt } from '../../../server/src/core/deployment/mounts.ts';
import type { ServerStart } from '../../../server/src/core/deployment/server-start.ts';
import { startsOfFile } from '../../../server/src/core/deployment/starts-of-file.ts';
import { parseHostFile } from '../../../server/src/core/embedded/find-documents.ts';

function starts(text: string, fileName = 'docker-compose.yml'): readonly ServerStart[] {
  return startsOfFile(parseHostFile(text, fileName)).servers;
}

/** The one service `db` of a compose file, of which these are the lines. */
function service(...lines: string[]): ServerStart {
  const [start] = starts(`services:\n  db:\n${lines.map((line) => `    ${line}\n`).join('')}`);
  if (!start) throw new Error('no server');
  return start;
}

/** Where a path comes from, in short. */
function source(start: ServerStart | undefined, path: string): string {
  const found = start?.mounts && sourceAt(start.mounts, path);
  if (!found) return 'none';
  switch (found.kind) {
    case 'file':
      return found.path;
    case 'data':
      return `${found.resource}/${found.name}#${found.key}`;
    case 'text':
    case 'hidden':
      return found.kind;
  }
}

describe('the servers of a compose file', () => {
  it.each([
    ['mongo:7.0.14', 'official', '7.0.14'],
    ['docker.io/library/mongo:6', 'official', '6.0.999'],
    ['mongo:${TAG:-5.0.3}', 'official', '5.0.3'],
    ['"mongo:7.0.14@sha256:0123abcd"', 'official', '7.0.14'],
    ['mongodb/mongodb-community-server:7.0.14-ubi9', 'mongodb', '7.0.14'],
    ['mongodb/mongodb-enterprise-server:8.0-ubi8', 'mongodb', '8.0.999'],
    ['percona/percona-server-mongodb:7.0.14-8-multi', 'percona', '7.0.14'],
    ['bitnami/mongodb:7.0', 'bitnami', '7.0.999'],
    ['mongo@sha256:0123abcd', 'official', undefined],
    ['registry.example.net/mongo:7.0.14', undefined, '7.0.14'],
  ])('know the image %s', (image, maker, version) => {
    const start = service(`image: ${image}`, 'command: mongod --replSet rs0');
    expect(start.name).toBe('db');
    expect(start.maker).toBe(maker);
    expect(start.version?.join('.')).toBe(version);
  });

  it('know their flags and the file that --config names', () => {
    const start = service('image: mongo:7', 'command: ["mongod", "-f", "/etc/mongod.conf", "--auth"]');
    expect(start.configPath).toBe('/etc/mongod.conf');
    expect(start.flags?.textOf('security.authorization')).toBe('enabled');
    expect(start.command?.complete).toBe(true);
  });

  it('are there without flags, too', () => {
    expect(service('image: mongo:7').program).toBe('mongod');
    expect(service('image: mongo:7', 'command: mongod').command).toBeUndefined();
  });

  it.each([
    ['a script', ['image: mongo:7', 'command: ["bash", "/run.sh"]']],
    ['another image', ['image: redis:7']],
    ['another image that names MongoDB', ['image: mongo-express:1']],
    ['a variable', ['image: mongo:7', 'command: $COMMAND']],
  ])('are not guessed: %s', (_, lines) => {
    expect(starts(`services:\n  db:\n${lines.map((line) => `    ${line}\n`).join('')}`)).toEqual([]);
  });

  it.each([
    ['volumes: ["./mongod.conf:/etc/mongod.conf:ro"]', '/etc/mongod.conf', './mongod.conf'],
    ['volumes: ["./conf:/etc/mongo"]', '/etc/mongo/a/b.conf', './conf/a/b.conf'],
    ['volumes: ["./conf/:/etc/mongo/"]', '/etc/mongo/b.conf', './conf/b.conf'],
    ['volumes: ["/srv/key:/key", "./all:/"]', '/key', '/srv/key'],
    ['volumes: ["C:\\\\data\\\\key:/key"]', '/key', 'C:\\data\\key'],
    ['volumes: [{ type: bind, source: ../key, target: /key }]', '/key', '../key'],
    ['volumes: [{ type: volume, source: keys, target: /keys }]', '/keys/a', 'hidden'],
    ['volumes: ["keys:/keys"]', '/keys/a', 'hidden'],
    ['volumes: ["/keys"]', '/keys/a', 'hidden'],
    ['volumes: ["${DIR}/key:/key"]', '/key', 'hidden'],
    ['volumes: ["${DIR}/key:/key"]', '/other', 'none'],
    ['volumes: ["./key:${TARGET}"]', '/other', 'hidden'],
    ['volumes: ["~/key:/key"]', '/key', 'hidden'],
    ['tmpfs: /keys', '/keys/a', 'hidden'],
    ['secrets: [key]', '/run/secrets/key', './key.txt'],
    ['secrets: [{ source: key, target: mongo.key }]', '/run/secrets/mongo.key', './key.txt'],
    ['secrets: [{ source: outside, target: /key }]', '/key', 'hidden'],
    ['configs: [conf]', '/conf', 'text'],
    ['configs: [{ source: conf, target: /etc/mongod.conf }]', '/etc/mongod.conf', 'text'],
    ['volumes: ["keys:/keys"]', '/keyfile', 'none'],
    ['volumes: []', '/keyfile', 'none'],
    ['volumes_from: [a]', '/keyfile', 'hidden'],
    ['build: .', '/keyfile', 'hidden'],
    ['extends: { service: base }', '/keyfile', 'hidden'],
    ['<<: *base', '/keyfile', 'hidden'],
    ['entrypoint: ["/run.sh", "mongod", "--auth"]', '/keyfile', 'hidden'],
    ['volumes: ["./init:/docker-entrypoint-initdb.d"]', '/keyfile', 'hidden'],
    ['volumes: *volumes', '/keyfile', 'hidden'],
  ])('with %s have at %s: %s', (line, path, expected) => {
    const text = [
      'services:',
      '  db:',
      '    image: mongo:7',
      ...(line.startsWith('entrypoint') ? [] : ['    command: mongod --auth']),
      `    ${line}`,
      'secrets:',
      '  key: { file: ./key.txt }',
      '  outside: { external: true }',
      'configs:',
      '  conf:',
      '    content: |',
      '      net:',
      '        port: 1',
      '',
    ].join('\n');
    expect(source(starts(text)[0], path)).toBe(expected);
  });

  it('have whatever an image of their own holds', () => {
    const own = service('image: registry.example.net/mongo:7', 'command: mongod --auth');
    expect(source(own, '/keyfile')).toBe('hidden');
    expect(source(service('image: bitnami/mongodb:7.0', 'command: mongod --auth'), '/key')).toBe('hidden');
  });
});

const pod = (mounts: string, volumes: string, extra = ''): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: rs0 }
spec:
  template:
    metadata:
      annotations: { ${extra} }
    spec:
      containers:
      - name: mongod
        image: mongo:7.0.14
        command: [mongod]
        args: ["--config", "/etc/mongo/mongod.conf", "--replSet", "rs0"]
        volumeMounts: ${mounts}
      volumes: ${volumes}
`;

describe('the servers of a pod', () => {
  it('are named after their resource', () => {
    const [start] = starts(pod('[]', '[]'), 'rs.yaml');
    expect(start?.name).toBe('rs0/mongod');
    expect(start?.configPath).toBe('/etc/mongo/mongod.conf');
    expect(start?.version).toEqual([7, 0, 14]);
  });

  it.each([
    [
      '[{ name: a, mountPath: /etc/mongo }]',
      '[{ name: a, configMap: { name: c } }]',
      'ConfigMap/c#mongod.conf',
    ],
    [
      '[{ name: a, mountPath: /etc/mongo/mongod.conf, subPath: m.conf }]',
      '[{ name: a, configMap: { name: c } }]',
      'ConfigMap/c#m.conf',
    ],
    [
      '[{ name: a, mountPath: /etc/mongo }]',
      '[{ name: a, configMap: { name: c, items: [{ key: k, path: mongod.conf }] } }]',
      'ConfigMap/c#k',
    ],
    [
      '[{ name: a, mountPath: /etc/mongo }]',
      '[{ name: a, secret: { secretName: s } }]',
      'Secret/s#mongod.conf',
    ],
    [
      '[{ name: a, mountPath: /etc }]',
      '[{ name: a, projected: { sources: [{ secret: { name: s } }, { configMap: { name: c, items: [{ key: k, path: mongo/mongod.conf }] } }] } }]',
      'ConfigMap/c#k',
    ],
    ['[{ name: a, mountPath: /etc/mongo }]', '[{ name: a, emptyDir: {} }]', 'hidden'],
    ['[{ name: a, mountPath: /etc/mongo }]', '[]', 'hidden'],
    ['[{ name: a, mountPath: /data }]', '[{ name: a, emptyDir: {} }]', 'none'],
  ])('find their file: %s, %s', (mounts, volumes, expected) => {
    expect(source(starts(pod(mounts, volumes), 'rs.yaml')[0], '/etc/mongo/mongod.conf')).toBe(expected);
  });

  it('may be given more by what is injected', () => {
    const text = pod('[]', '[]', 'vault.hashicorp.com/agent-inject: "true"');
    expect(source(starts(text, 'rs.yaml')[0], '/etc/mongo/mongod.conf')).toBe('hidden');
  });

  it('are found in a list', () => {
    const item = pod('[]', '[]').replaceAll(/^/gm, '    ').replace('    apiVersion', '  - apiVersion');
    expect(starts(`apiVersion: v1\nkind: List\nitems:\n${item.trimEnd()}\n`, 'rs.yaml')).toHaveLength(1);
  });
});

describe('the servers of Bitnami image', () => {
  const start = (...lines: string[]): ServerStart => service('image: bitnami/mongodb:7.0', ...lines);

  it('read the configuration that is mounted for them', () => {
    const mount = 'volumes: ["./mongodb.conf:/bitnami/mongodb/conf/mongodb.conf"]';
    const [path, other] = ['/bitnami/mongodb/conf/mongodb.conf', '/opt/bitnami/mongodb/conf/mongodb.conf'];
    expect(start(mount).configPath).toBe(path);
    expect(start('volumes: ["./conf:/bitnami/mongodb/conf"]').configPath).toBe(path);
    expect(start('volumes: ["./mongodb.conf:/opt/bitnami/mongodb/conf/mongodb.conf"]').configPath).toBe(
      other,
    );
    expect(start('volumes: ["data:/bitnami/mongodb"]').configPath).toBeUndefined();
  });

  it('have the flags of a variable', () => {
    const found = start('environment:', '  MONGODB_EXTRA_FLAGS: "--tlsMode=requireTLS"');
    expect(found.flags?.textOf('net.tls.mode')).toBe('requireTLS');
    expect(found.command?.complete).toBe(false);
  });
});

describe('the servers of other files', () => {
  it('are there in a Dockerfile with what is copied', () => {
    const text =
      'FROM mongo:7.0.14\nCOPY mongod.conf /etc/\nCOPY --from=build /key /key\nADD conf /etc/conf\nCMD ["mongod", "--config", "/etc/mongod.conf"]\n';
    const [start] = starts(text, 'Dockerfile');
    expect(start?.maker).toBe('official');
    expect(start?.version).toEqual([7, 0, 14]);
    expect(source(start, '/etc/mongod.conf')).toBe('mongod.conf');
    expect(source(start, '/etc/conf/a')).toBe('conf/a');
    expect(source(start, '/key')).toBe('hidden');
    expect(source(start, '/other')).toBe('hidden');
  });

  it('run on the machine in units and scripts', () => {
    const [unit] = starts(
      '[Service]\nExecStart=/usr/bin/mongod --config /etc/mongod.conf\n',
      'mongod.service',
    );
    expect(unit?.mounts).toBeUndefined();
    expect(unit?.configPath).toBe('/etc/mongod.conf');
    const [container] = starts('docker run mongo:7 mongod --config /etc/mongod.conf\n', 'run.sh');
    expect(source(container, '/etc/mongod.conf')).toBe('none');
  });

  it('are none in files of others', () => {
    expect(starts('services:\n  web:\n    image: nginx\n')).toEqual([]);
    expect(starts('kind: [\n  mongo: {', 'a.yaml')).toEqual([]);
  });
});
