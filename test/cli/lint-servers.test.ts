import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The findings of a folder: file, line counted from one, rule. */
async function found(files: Parameters<typeof temporaryFolder>[0], ...args: string[]): Promise<string[]> {
  return lines(
    (await runCli(['lint', '--format', 'unix', ...args, '.'], { cwd: temporaryFolder(files) })).out,
  );
}

function lines(out: string): string[] {
  return out.split('\n').flatMap((line) => {
    const [, place, rule] = /^([^:]*:\d+):\d+: .*\[([\w-]+)\]/.exec(line) ?? [];
    return place === undefined ? [] : [`${place} ${rule}`];
  });
}

const compose = (...lines: string[]): string =>
  `services:\n  db:\n    image: mongo:7.0.14\n${lines.map((line) => `    ${line}\n`).join('')}`;
const mounted = 'volumes: ["./mongod.conf:/etc/mongod.conf:ro"]';
const tls = 'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /tls/a.pem\n';

describe('a configuration and the server that reads it', () => {
  it('are judged together: a flag completes the file', async () => {
    const alone = await found({ 'mongod.conf': tls });
    expect(alone).toContain('mongod.conf:3 tls-without-chain-of-trust');
    const both = await found({
      'mongod.conf': tls,
      'docker-compose.yml': compose('command: --config /etc/mongod.conf --tlsCAFile /tls/ca.pem', mounted),
    });
    expect(both).not.toContain('mongod.conf:3 tls-without-chain-of-trust');
  });

  it('are judged together: a flag is at odds with the file', async () => {
    const both = await found({
      'mongod.conf': 'security:\n  authorization: enabled\n',
      'docker-compose.yml': compose('command: --config /etc/mongod.conf --replSet rs0', mounted),
    });
    expect(both).toContain('mongod.conf:2 replica-set-without-key-file');
  });

  it('are not said to lack what only a slip in the other one keeps away', async () => {
    const inFile = await found({
      'mongod.conf': 'net:\n  tls:\n    certificateKeyfile: /tls/a.pem\n    CAfile: /tls/ca.pem\n',
      'docker-compose.yml': compose('command: --config /etc/mongod.conf --tlsMode requireTLS', mounted),
    });
    expect(inFile.filter((line) => !/not-mounted|open-/.test(line))).toEqual([
      'mongod.conf:3 unknown-setting',
      'mongod.conf:4 unknown-setting',
    ]);
    const inFlags = await found({
      'mongod.conf': 'net:\n  tls:\n    mode: requireTLS\n',
      'docker-compose.yml': compose(
        'command: --config /etc/mongod.conf --tlsCertificateKeyfile /tls/a.pem --tlsCAfile /tls/ca.pem',
        mounted,
      ),
    });
    expect(inFlags.filter((line) => line.includes('without'))).toEqual([]);
    expect(inFlags).toContain('docker-compose.yml:4 unknown-tls-flag');
  });

  it('have the files that flags name judged at the flags', async () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n';
    const flags = '--tlsMode requireTLS --tlsCertificateKeyFile';
    const inContainer = await found({
      'tls/a.pem': pem,
      'compose.yml': compose(`command: ${flags} /tls/a.pem`, 'volumes: ["./tls:/tls"]'),
    });
    expect(inContainer).toContain('compose.yml:4 file-without-certificate');
    const merged = await found({
      'tls/a.pem': pem,
      'mongod.conf': 'net:\n  tls:\n    certificateKeyFile: /tls/a.pem\n',
      'compose.yml': compose(
        'command: --config /etc/mongod.conf --tlsMode requireTLS',
        'volumes: ["./tls:/tls", "./mongod.conf:/etc/mongod.conf"]',
      ),
    });
    expect(merged).toContain('mongod.conf:3 file-without-certificate');
    const here = await found({ 'a.pem': pem, 'start.sh': `mongod ${flags} a.pem\n` });
    expect(here).toContain('start.sh:1 file-without-certificate');
    const elsewhere = await found({
      'a.pem': pem,
      'start.sh': `docker exec db mongod ${flags} a.pem\n`,
      'README.md': `\`\`\`sh\nmongod ${flags} a.pem\n\`\`\`\n`,
    });
    expect(elsewhere.filter((line) => line.includes('file-without'))).toEqual([]);
  });

  it('let a flag go before the file', async () => {
    const files = {
      'mongod.conf': 'net:\n  bindIp: localhost\n  tls:\n    mode: requireTLSX\n',
      'docker-compose.yml': compose('command: --config /etc/mongod.conf --tlsMode disabled', mounted),
    };
    expect(await found({ 'mongod.conf': files['mongod.conf'] })).toContain('mongod.conf:4 unknown-value');
    expect(await found(files)).not.toContain('mongod.conf:4 unknown-value');
  });

  it('report at the flag what the file makes wrong with it', async () => {
    const both = await found({
      'mongod.conf': 'net:\n  bindIp: localhost\n',
      'docker-compose.yml': compose('command: --config /etc/mongod.conf --tlsMode requireTLS', mounted),
    });
    expect(both).toContain('docker-compose.yml:4 tls-without-chain-of-trust');
  });

  it('do not count a flag among the lines of the file that may be indented wrongly', async () => {
    const misnamed = 'net:\n  tls:\n    mode: requireTLS\n    PEMKeyFile: /tls/a.pem\n';
    const both = await found({
      'mongod.conf': misnamed,
      'docker-compose.yml': compose('command: --config /etc/mongod.conf', mounted),
    });
    expect(both.filter((line) => line.startsWith('mongod.conf:4'))).toEqual([
      'mongod.conf:4 unknown-setting',
    ]);
  });

  it('are open to everybody where the image or a flag listens on all addresses', async () => {
    const files = (flag: string) => ({
      'mongod.conf': 'net:\n  port: 27017\n',
      'compose.yml': compose(`command: --config /etc/mongod.conf${flag}`, mounted),
    });
    expect(await found(files(''))).toEqual(['mongod.conf:1 open-without-authorization']);
    expect(await found(files(' --bind_ip_all'))).toEqual(['compose.yml:4 open-without-authorization']);
    expect(await found(files(' --bind_ip localhost'))).toEqual([
      'mongod.conf:1 access-control-not-configured',
    ]);
    expect(await found(files(' --auth'))).toEqual([]);
  });

  it('are found through the mounts of docker run', async () => {
    const run = (image: string) =>
      `docker run -v "$(pwd)/mongod.conf:/etc/mongod.conf" -e MONGO_INITDB_ROOT_USERNAME=a -e MONGO_INITDB_ROOT_PASSWORD=b \\\n  ${image} mongod -f /etc/mongod.conf\n`;
    const both = (image: string) =>
      found({
        'mongod.conf': 'storage:\n  journal:\n    enabled: true\nreplication:\n  replSetName: rs0\n',
        'start.sh': run(image),
      });
    expect(await both('mongo:7.0.14')).toEqual(
      expect.arrayContaining([
        'mongod.conf:3 unknown-setting',
        'mongod.conf:5 replica-set-without-key-file',
      ]) as string[],
    );
    expect(await both('mongo:4.4')).not.toContain('mongod.conf:3 unknown-setting');
  });

  it('have the version of the image', async () => {
    const journal = 'storage:\n  journal:\n    enabled: true\n';
    const both = (tag: string) =>
      found({
        'mongod.conf': journal,
        'docker-compose.yml': compose('command: --config /etc/mongod.conf', mounted).replace('7.0.14', tag),
      });
    expect(await both('7.0.14')).toContain('mongod.conf:3 unknown-setting');
    expect(await both('4.4')).not.toContain('mongod.conf:3 unknown-setting');
  });

  it('tell the version that they were judged for', async () => {
    const cwd = temporaryFolder({
      'mongod.conf': 'net:\n  port: 1\n',
      'compose.yml': compose('command: --config /etc/mongod.conf', mounted),
    });
    const { out } = await runCli(['lint', '--format', 'json', '.'], { cwd });
    expect(JSON.parse(out)).toMatchObject({ mongodbVersion: '7.0.14' });
  });

  it('name the other place as related information', async () => {
    const cwd = temporaryFolder({
      'mongod.conf': 'security:\n  authorization: enabled\n',
      'docker-compose.yml': compose('command: --config /etc/mongod.conf --replSet rs0', mounted),
    });
    const { out } = await runCli(['lint', '--format', 'sarif', 'mongod.conf', 'docker-compose.yml'], { cwd });
    const { runs } = JSON.parse(out) as {
      runs: { results: { ruleId: string; relatedLocations?: object[] }[] }[];
    };
    const result = runs[0]?.results.find(({ ruleId }) => ruleId === 'replica-set-without-key-file');
    expect(JSON.stringify(result?.relatedLocations)).toMatch(/docker-compose\.yml.*"startLine":4/);
  });

  it('are reported once for several servers, which are named', async () => {
    const cwd = temporaryFolder({
      'mongod.conf': 'security:\n  authorization: enabled\nstorage:\n  journal:\n    enabled: true\n',
      'compose.yaml': [
        'services:',
        ...['db1', 'db2', 'db3'].flatMap((name) => [
          `  ${name}:`,
          `    image: mongo:${name === 'db3' ? '4.4' : '7.0.14'}`,
          `    command: --config /etc/mongod.conf${name === 'db1' ? '' : ' --replSet rs0'}`,
          `    ${mounted}`,
        ]),
        '',
      ].join('\n'),
    });
    const { out } = await runCli(['lint', '--format', 'unix', '.'], { cwd });
    const of = (rule: string) => out.split('\n').filter((line) => line.includes(`[${rule}]`));
    expect(of('unknown-setting')).toEqual([expect.stringContaining('This holds for db1 and db2.')]);
    expect(of('replica-set-without-key-file')).toEqual([
      expect.stringContaining('This holds for db2 and db3.'),
    ]);
  });

  it('are found in a ConfigMap of another file', async () => {
    const both = await found({
      'config.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: conf }\ndata:\n  mongod.conf: |\n    security:\n      authorization: enabled\n',
      'rs.yaml':
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: rs0 }\nspec:\n  template:\n    spec:\n      containers:\n      - name: mongod\n        image: mongo:7.0.14\n        args: [--config, /etc/mongo/mongod.conf, --replSet, rs0]\n        volumeMounts:\n        - { name: conf, mountPath: /etc/mongo }\n      volumes:\n      - { name: conf, configMap: { name: conf } }\n',
    });
    expect(both).toContain('config.yaml:7 replica-set-without-key-file');
  });

  it('are found whatever the configuration is called', async () => {
    const files = (path: string) => ({
      'compose.yml': `services:\n  db:\n    image: mongo:7.0.14\n    command: --config /etc/mongod.conf --replSet rs0\n    volumes: ["./${path}:/etc/mongod.conf"]\n`,
      [path]: 'security:\n  authorization: enabled\n',
    });
    for (const path of ['conf/db.cfg', 'ours.yaml', 'settings'])
      expect(await found(files(path))).toContain(`${path}:2 replica-set-without-key-file`);
    expect(await found(files('conf/db.cfg'), '--exclude', 'conf')).toEqual([]);
  });

  it('are found in what a kustomization generates, from a file or a literal', async () => {
    const statefulSet =
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: rs0 }\nspec:\n  template:\n    spec:\n      containers:\n      - name: mongod\n        image: mongo:7.0.14\n        args: [--config, /etc/mongo/mongod.conf, --replSet, rs0]\n        volumeMounts:\n        - { name: conf, mountPath: /etc/mongo }\n      volumes:\n      - { name: conf, configMap: { name: conf } }\n';
    const configuration = 'security:\n  authorization: enabled\n';
    const generator = (entry: string) => `resources: [rs.yaml]\nconfigMapGenerator:\n- name: conf\n${entry}`;
    const files = (list: string) => ({
      'rs.yaml': statefulSet,
      'conf/mongod.conf': configuration,
      'conf/ours.cfg.yaml': configuration,
      'kustomization.yaml': generator(`  files: [${list}]\n`),
    });
    const rule = 'replica-set-without-key-file';
    expect(await found(files('conf/mongod.conf'))).toContain(`conf/mongod.conf:2 ${rule}`);
    expect(await found(files('mongod.conf=conf/mongod.conf'))).toContain(`conf/mongod.conf:2 ${rule}`);
    expect(await found(files('mongod.conf=conf/ours.cfg.yaml'))).toContain(`conf/ours.cfg.yaml:2 ${rule}`);
    expect(await found(files('other.conf=conf/mongod.conf'))).not.toContain(`conf/mongod.conf:2 ${rule}`);
    expect(
      await found({
        'rs.yaml': statefulSet,
        'kustomization.yaml': generator(
          '  literals:\n  - |-\n    mongod.conf=security:\n      authorization: enabled\n',
        ),
      }),
    ).toContain(`kustomization.yaml:7 ${rule}`);
  });

  it('are found in the file itself', async () => {
    const text = (flag: string) =>
      `services:\n  db:\n    image: mongo:7.0.14\n    command: --config /etc/mongod.conf${flag}\n    configs: [{ source: conf, target: /etc/mongod.conf }]\nconfigs:\n  conf:\n    content: |\n      net:\n        port: 1\n      security:\n        authorization: enabled\n`;
    expect(await found({ 'compose.yml': text(' --replSet rs0') })).toContain(
      'compose.yml:12 replica-set-without-key-file',
    );
    expect(await found({ 'compose.yml': text('') })).not.toContain(
      'compose.yml:12 replica-set-without-key-file',
    );
  });

  it('are found through the path map', async () => {
    const files = {
      'conf/mongod.conf': 'security:\n  authorization: enabled\n',
      'mongod.service':
        '[Service]\nExecStart=/usr/bin/mongod --config /etc/mongo/mongod.conf --replSet rs0\n',
    };
    const place = 'conf/mongod.conf:2 replica-set-without-key-file';
    expect(await found(files, '--path-map', '/etc/mongo=conf')).toContain(place);
    expect(await found(files)).not.toContain(place);
  });

  it('are found where a script writes the one and starts the other', async () => {
    const script = (flag: string) =>
      `#!/bin/sh\ncat > /etc/mongod.conf <<EOF\nsecurity:\n  authorization: enabled\nEOF\nmongod --config /etc/mongod.conf${flag}\n`;
    const rule = 'run.sh:4 replica-set-without-key-file';
    expect(await found({ 'run.sh': script(' --replSet rs0') })).toContain(rule);
    expect(await found({ 'run.sh': script(' --port 1') })).not.toContain(rule);
  });

  it('stay apart where a variable, a volume or another folder may bring another file', async () => {
    const file = 'security:\n  authorization: enabled\n';
    const place = 'mongod.conf:2 replica-set-without-key-file';
    const command = 'command: --config /etc/mongod.conf --replSet rs0';
    for (const volumes of ['["conf:/etc"]', '["${DIR}/mongod.conf:/etc/mongod.conf"]', '[]'])
      expect(
        await found({ 'mongod.conf': file, 'compose.yml': compose(command, `volumes: ${volumes}`) }),
      ).not.toContain(place);
    const variable = compose('command: --config ${CONF} --replSet rs0', mounted);
    expect(await found({ 'mongod.conf': file, 'compose.yml': variable })).not.toContain(place);
  });

  it('are mended together', async () => {
    const cwd = temporaryFolder({
      'mongod.conf':
        'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /tls/a.pem\n    CAFile: /tls/ca.pem\n',
      'compose.yml': compose('command: --config /etc/mongod.conf --sslAllowInvalidHostnames', mounted),
    });
    const { out } = await runCli(['lint', '--fix', '--format', 'unix', '.'], { cwd });
    expect(lines(out)).not.toContain('mongod.conf:3 deprecated-ssl-name');
    const again = await runCli(['lint', '--format', 'unix', '.'], { cwd });
    expect(again.out).not.toContain('deprecated-ssl');
  });
});

describe('the files of a container', () => {
  it('have the permissions that they have here', async () => {
    const files = {
      key: { content: 'abcdefgh\n', mode: 0o644 },
      'compose.yml': compose('command: --replSet rs0 --keyFile /key', 'volumes: ["./key:/key:ro"]'),
    };
    expect(await found(files)).toContain('compose.yml:4 unusable-key-file');
    const closed = { ...files, key: { content: 'abcdefgh\n', mode: 0o400 } };
    expect(await found(closed)).not.toContain('compose.yml:4 unusable-key-file');
    const content = { ...files, key: { content: 'abc-\n', mode: 0o400 } };
    expect(await found(content)).toContain('compose.yml:4 unusable-key-file');
  });

  it('have to be mounted, also those that a mounted configuration names', async () => {
    const files = (volumes: string) => ({
      'mongod.conf': 'security:\n  keyFile: /key\n',
      'compose.yml': compose(
        'command: --config /etc/mongod.conf',
        `volumes: ["./mongod.conf:/etc/mongod.conf"${volumes}]`,
      ),
    });
    expect(await found(files(''))).toContain('mongod.conf:2 file-not-mounted');
    expect(await found(files(', "keys:/key"'))).not.toContain('mongod.conf:2 file-not-mounted');
  });
});

describe("the key of a replica set in the environment of Bitnami's image", () => {
  const bitnami = (...lines: string[]): string =>
    `services:\n  db:\n    image: bitnami/mongodb:7.0\n    environment:\n${lines.map((line) => `      ${line}\n`).join('')}`;
  const rules = ['compose.yml:5 bad-key-character', 'compose.yml:5 bad-key-length'];

  it.each([
    ['- MONGODB_REPLICA_SET_KEY=my-key123', [rules[0]]],
    ['MONGODB_REPLICA_SET_KEY: "my_key123" # not base64', [rules[0]]],
    ["- 'MONGODB_REPLICA_SET_KEY=12345'", [rules[1]]],
    ['- MONGODB_REPLICA_SET_KEY=replicasetkey123', []],
    ['MONGODB_REPLICA_SET_KEY: ${KEY-a}', []],
    ['MONGODB_REPLICA_SET_KEY_FILE: /run/my-key', []],
    ['# MONGODB_REPLICA_SET_KEY: a-b', []],
  ])('is judged as the keyfile that it becomes: %s', async (line, expected) => {
    const all = await found({ 'compose.yml': bitnami(line) });
    expect(all.filter((each) => rules.includes(each))).toEqual(expected);
  });

  it('is not repeated', async () => {
    const cwd = temporaryFolder({ 'compose.yml': bitnami('MONGODB_REPLICA_SET_KEY: "sec-ret-key"') });
    for (const format of ['unix', 'json', 'sarif'])
      expect((await runCli(['lint', '--format', format, '.'], { cwd })).out).not.toContain('sec-ret');
  });

  it('stands beside a configuration that is mounted', async () => {
    const both = await found({
      'mongodb.conf': 'net:\n  tls:\n    mode: requireTLSX\n    CAFile: /ca.pem\n',
      'compose.yml':
        'services:\n  db:\n    image: bitnami/mongodb:4.4\n    volumes: ["./mongodb.conf:/bitnami/mongodb/conf/mongodb.conf"]\nx: { a: "--" }\n',
    });
    expect(both).toContain('mongodb.conf:3 unknown-value');
  });
});

const cases = resolve('../shared/field/cases');
describe.skipIf(!existsSync(cases))('cases of the field', () => {
  it.each([
    ['01-', ['mongod.conf:4 unknown-setting']],
    ['03-', ['docker-compose.yml:4 unavailable-flag']],
    ['05-', ['mongod.conf:3 wrong-indentation', 'values.yaml:7 wrong-indentation']],
    ['06-', [6, 13, 19].map((line) => `mongod.conf:${String(line)} unknown-setting`)],
    ['17-', ['mongod.conf:4 unknown-setting']],
    ['09-', ['docker-compose.yml:4 file-not-mounted']],
    ['10-', ['docker/mongo_keyfile:1 key-file-open-to-others', 'docker-compose.yml:10 unusable-key-file']],
    [
      '11-',
      [
        'docker-compose.yml:13 replica-set-without-key-file',
        'docker-compose.yml:20 replica-set-without-key-file',
      ],
    ],
    ['13-', ['cr.yaml:19 setting-of-operator', 'cr.yaml:20 setting-of-operator']],
    ['19-', ['docker-compose.yml:6 first-user-not-made', 'docker-compose.yml:16 first-user-not-made']],
    [
      '21-',
      ['docker-compose.yml:6 mounted-config-not-read', 'docker-compose.yml:10 mounted-config-not-read'],
    ],
  ])('%s', async (prefix, expected) => {
    const name = readdirSync(cases).find((each) => each.startsWith(prefix)) ?? '';
    const { out } = await runCli(['lint', '--format', 'unix', '.'], { cwd: join(cases, name) });
    expect(lines(out)).toEqual(expect.arrayContaining(expected));
  });
});
