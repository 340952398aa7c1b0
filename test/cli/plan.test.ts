import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { authority, certificate } from '../support/certs.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Stage {
  id: string;
  title: string;
  needs: string[];
  order: string[];
  restart: boolean;
  edits: { file: string; newText: string }[];
  commands: { member: string; command: Record<string, unknown>; shell: string }[];
  clients: { kind: string; canConnect: boolean }[];
  verify: string[];
  rollback: string[];
}
interface Plan {
  version: number;
  kind: string;
  refused: { reason: string; file: string; range: { start: { line: number } } }[];
  stages: Stage[];
}

const root = authority();
const issued = (...names: string[]) =>
  certificate({
    issuer: root,
    subject: 'O=Example, OU=Database, CN=members',
    names: names.map((name) => `dns:${name}`),
    ca: false,
  }).combined;
const files = {
  'files/member.pem': issued('db1.lan', 'db2.lan', 'db3.lan'),
  'files/ca.pem': root.pem,
  'files/keyfile': { content: 'c2VjcmV0c2VjcmV0', mode: 0o600 },
};
const mapped = ['--path-map', '/etc/mongodb=files'];
const named = ['--certificate-key-file', '/etc/mongodb/member.pem', '--ca-file', '/etc/mongodb/ca.pem'];

const tls = (mode: string) =>
  `  tls:\n    mode: ${mode} # for now\n    certificateKeyFile: /etc/mongodb/member.pem\n    CAFile: /etc/mongodb/ca.pem\n    allowConnectionsWithoutCertificates: true\n`;
const conf = (host: string, net: string, { version = '7.0.14', security = '' } = {}) =>
  `# mongodb-tls: version=${version} host=${host}.lan:27017\n# ours\nnet:\n  port: 27017\n${net}${security}replication:\n  replSetName: rs0\n`;
const three = (net: string, more?: { version?: string; security?: string }) =>
  Object.fromEntries(['db1', 'db2', 'db3'].map((host) => [`${host}/mongod.conf`, conf(host, net, more)]));

async function plan(
  folder: Parameters<typeof temporaryFolder>[0],
  ...args: string[]
): Promise<Plan & { code: number; cwd: string }> {
  const cwd = temporaryFolder({ ...files, ...folder });
  const [kind = '', ...options] = args;
  const { code, out, err } = await runCli(['plan', kind, '--format', 'json', ...mapped, ...options, '.'], {
    cwd,
  });
  const read = JSON.parse(out) as Plan;
  if (read.refused.length === 0) expect(err).toBe('');
  expect(code).toBe(read.refused.length > 0 ? 1 : 0);
  return { ...read, code, cwd };
}
const clientsOf = ({ clients }: Stage) =>
  clients.filter(({ canConnect }) => canConnect).map(({ kind }) => kind);

describe('mongodb-tls plan require-tls', () => {
  it('takes three members from allowTLS to requireTLS in two stages without a restart', async () => {
    const { version, kind, stages } = await plan(three(tls('allowTLS')), 'require-tls');
    expect([version, kind]).toEqual([1, 'require-tls']);
    expect(stages).toMatchObject([
      {
        id: '1',
        title: 'Members connect to each other with TLS',
        restart: false,
        order: ['db2', 'db3', 'db1'],
      },
      { id: '2', title: 'Only TLS is accepted', restart: false },
    ]);
    expect(stages.map(({ commands }) => commands.map(({ command }) => command))).toEqual([
      Array(3).fill({ setParameter: 1, tlsMode: 'preferTLS' }),
      Array(3).fill({ setParameter: 1, tlsMode: 'requireTLS' }),
    ]);
    expect(stages[0]?.edits[0]).toEqual({
      file: 'db2/mongod.conf',
      newText: conf('db2', tls('preferTLS')),
    });
    expect(stages.map(clientsOf)).toEqual([
      ['plain', 'tls', 'tls-with-certificate'],
      ['tls', 'tls-with-certificate'],
    ]);
    for (const { clients, verify, rollback } of stages) {
      expect(clients).toHaveLength(3);
      expect(verify.length * rollback.length).toBeGreaterThan(0);
    }
  });

  it('begins with a rolling restart where there is no TLS, with the files that options name', async () => {
    const { stages } = await plan(three(''), 'require-tls', ...named);
    expect(stages.map(({ restart }) => restart)).toEqual([true, false, false]);
    expect(stages[0]?.commands).toEqual([]);
    expect(stages[0]?.edits.find(({ file }) => file.startsWith('db1'))?.newText).toBe(
      conf('db1', tls('allowTLS').replace(' # for now', '')),
    );
  });

  it('gives servers before 4.2 their own names', async () => {
    const { stages } = await plan(three('', { version: '4.0.14' }), 'require-tls', ...named);
    expect(stages[0]?.edits[0]?.newText).toContain('  ssl:\n    mode: allowSSL\n    PEMKeyFile: ');
    expect(stages[1]?.commands[0]?.command).toEqual({ setParameter: 1, sslMode: 'preferSSL' });
    expect(stages[1]?.commands[0]?.shell).toMatch(/^mongosh .* --eval '.*sslMode: "preferSSL".*'$/);
  });

  it('leaves a member alone that is ahead, and has nothing to say where all are there', async () => {
    const ahead = { ...three(tls('allowTLS')), 'db2/mongod.conf': conf('db2', tls('preferTLS')) };
    const { stages } = await plan(ahead, 'require-tls');
    expect(stages[0]?.commands.map(({ member }) => member)).toEqual(['db3', 'db1']);
    expect((await plan(three(tls('requireTLS')), 'require-tls')).stages).toEqual([]);
  });

  it('names what it lacks: a certificate, a host, a certificate for the host', async () => {
    const { refused, stages } = await plan(three(''), 'require-tls');
    expect(stages).toEqual([]);
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({ file: 'db1/mongod.conf', range: { start: { line: 3 } } });
    expect(refused[0]?.reason).toContain('--certificate-key-file');
    const other = { ...three(tls('allowTLS')), 'db2/mongod.conf': conf('db9', tls('allowTLS')) };
    expect((await plan(other, 'require-tls')).refused[0]).toMatchObject({
      reason: expect.stringContaining('db9.lan') as string,
      file: 'db2/mongod.conf',
      range: { start: { line: 6 } },
    });
  });

  it('refuses files with which a server does not start today', async () => {
    const without = tls('allowTLS').replace('    CAFile: /etc/mongodb/ca.pem\n', '');
    const { refused } = await plan(three(without), 'require-tls');
    expect(refused.map(({ reason }) => reason).join()).toMatch(/CAFile|chain of trust/);
  });
});

describe('mongodb-tls plan x509', () => {
  const security = 'security:\n  keyFile: /etc/mongodb/keyfile\n';

  it('goes from keyfiles without TLS to certificates, step by step', async () => {
    const { stages } = await plan(three('', { security }), 'x509', ...named);
    expect(stages.map(({ restart, commands }) => [restart, commands[0]?.command])).toEqual([
      [true, undefined],
      [false, { setParameter: 1, tlsMode: 'preferTLS' }],
      [false, { setParameter: 1, clusterAuthMode: 'sendX509' }],
      [false, { setParameter: 1, clusterAuthMode: 'x509' }],
    ]);
    expect(stages[2]?.edits[0]?.newText).toContain(
      'keyFile: /etc/mongodb/keyfile\n  clusterAuthMode: sendX509',
    );
  });

  it('needs no restart where members of 5.0 use TLS already, and one before', async () => {
    const firstOf = async (version: string) =>
      (await plan(three(tls('requireTLS'), { security, version }), 'x509')).stages[0];
    expect(await firstOf('5.0.30')).toMatchObject({ restart: false });
    expect((await firstOf('5.0.30'))?.commands[0]?.command).toEqual({
      setParameter: 1,
      clusterAuthMode: 'sendKeyFile',
    });
    expect(await firstOf('4.4.10')).toMatchObject({ restart: true, commands: [] });
  });

  it('refuses sendX509 without a keyfile, as a sample of the manual has it, and open servers', async () => {
    const sample = 'security:\n  clusterAuthMode: sendX509\n';
    const { refused } = await plan(three(tls('preferTLS'), { security: sample }), 'x509');
    expect(refused[0]).toMatchObject({ file: 'db1/mongod.conf', range: { start: { line: 10 } } });
    expect((await plan(three(tls('preferTLS')), 'x509')).refused[0]?.reason).toContain('enforce-auth');
  });
});

describe('mongodb-tls plan enforce-auth', () => {
  it('goes through transitionToAuth, routers first', async () => {
    const sharded = {
      'cfg/mongod.conf':
        '# mongodb-tls: version=7.0.14 host=cfg:27019\nsharding:\n  clusterRole: configsvr\nreplication:\n  replSetName: cfg\n',
      'sh/mongod.conf':
        '# mongodb-tls: version=7.0.14 host=sh:27018\nsharding:\n  clusterRole: shardsvr\nreplication:\n  replSetName: sh\n',
      'r/mongos.conf': '# mongodb-tls: version=7.0.14 host=r:27017\nsharding:\n  configDB: cfg/cfg:27019\n',
    };
    const { stages } = await plan(sharded, 'enforce-auth', '--key-file', '/etc/mongodb/keyfile');
    expect(stages.map(({ order }) => order)).toEqual([
      ['r', 'cfg', 'sh'],
      ['r', 'cfg', 'sh'],
    ]);
    const texts = stages.map(({ edits }) => edits[0]?.newText ?? '');
    expect(texts[0]).toContain('security:\n  keyFile: /etc/mongodb/keyfile\n  transitionToAuth: true\n');
    expect(texts[1]).toBe(texts[0]?.replace('  transitionToAuth: true\n', ''));
    const requiring = await plan(sharded, 'require-tls', ...named);
    expect(requiring.stages).toEqual([]);
    expect(requiring.refused[0]?.reason).toContain('is for db1.lan');
  });
});

describe('mongodb-tls plan rename-ssl', () => {
  it('renames in files only, from 4.2 on', async () => {
    const ssl =
      '  ssl:\n    mode: requireSSL\n    PEMKeyFile: /etc/mongodb/member.pem\n    CAFile: /etc/mongodb/ca.pem\n';
    const { stages } = await plan(three(ssl, { version: '4.2.8' }), 'rename-ssl');
    expect(stages).toHaveLength(1);
    expect(stages[0]).toMatchObject({ restart: false, commands: [] });
    expect(stages[0]?.edits[0]?.newText).toContain('  tls:\n    mode: requireTLS\n    certificateKeyFile: ');
    expect((await plan(three(ssl, { version: '4.0.8' }), 'rename-ssl')).refused).toHaveLength(3);
    expect((await plan(three(tls('requireTLS')), 'rename-ssl')).stages).toEqual([]);
  });
});

describe('what mongodb-tls plan writes', () => {
  it('lays a folder for each stage, which only the user may read, and leaves the given files', async () => {
    const { cwd } = await plan(three(tls('allowTLS')), 'require-tls', '--out', 'plan');
    const written = readdirSync(join(cwd, 'plan'), { recursive: true, encoding: 'utf8' }).sort();
    expect(written).toEqual(
      [
        'plan.md',
        ...[1, 2].flatMap((stage) =>
          ['', '/db1', '/db2', '/db3'].flatMap((folder) => [
            `stage-${String(stage)}${folder}`,
            ...(folder === '' ? [] : [`stage-${String(stage)}${folder}/mongod.conf`]),
          ]),
        ),
      ].sort(),
    );
    expect(statSync(join(cwd, 'plan/stage-1/db1/mongod.conf')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(cwd, 'plan/stage-2/db1/mongod.conf'), 'utf8')).toBe(
      conf('db1', tls('requireTLS')),
    );
    expect(readFileSync(join(cwd, 'db1/mongod.conf'), 'utf8')).toBe(conf('db1', tls('allowTLS')));
    const markdown = readFileSync(join(cwd, 'plan/plan.md'), 'utf8');
    expect(markdown).toContain('## Stage 1: Members connect to each other with TLS');
    expect(markdown).toContain('- [ ] `db2`\n\n  ```sh\n  mongosh');
  });

  it('says how it is used', async () => {
    for (const args of [
      ['plan'],
      ['plan', 'nonsense', '.'],
      ['plan', 'x509'],
      ['plan', 'x509', '--format', 'xml', '.'],
    ]) {
      expect(await runCli(args)).toMatchObject({ code: 2, out: '' });
    }
  });
});
