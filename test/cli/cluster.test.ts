import { describe, expect, it } from 'vitest';
import { authority, certificate } from '../support/certs.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Report {
  version: number;
  clusters: {
    name: string;
    kind: string;
    members: { id: string; program: string; hosts: string[]; file: string; mongodbVersion: string }[];
    pairs: { from: string; to: string; ok: boolean | null; faults: Fault[] }[];
    findings: { rule: string; severity: string; message: string; file: string; range: Range }[];
  }[];
  summary: Record<string, number>;
}
interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}
interface Fault {
  code: string;
  message: string;
  file: string;
  range: Range;
}

const root = authority();
const issued = (subject: string, ...names: string[]) =>
  certificate({
    issuer: root,
    subject: `O=Example, OU=Database, CN=${subject}`,
    names: names.map((name) => `dns:${name}`),
    ca: false,
  }).combined;
const shared = issued('members', 'db1.lan', 'db2.lan', 'db3.lan', 'cfg1.lan', 'router.lan');

const conf = (
  host: string,
  mode: string,
  more = 'replication:\n  replSetName: rs0\n',
  security = 'security:\n  keyFile: /etc/mongodb/keyfile\n',
) =>
  `# mongodb-tls: version=7.0.14 host=${host}\nnet:\n  tls:\n    mode: ${mode}\n    certificateKeyFile: /etc/mongodb/member.pem\n    CAFile: /etc/mongodb/ca.pem\n${security}${more}`;
const files = {
  'files/member.pem': shared,
  'files/ca.pem': root.pem,
  'files/keyfile': { content: 'c2VjcmV0c2VjcmV0', mode: 0o600 },
};
const mapped = ['--path-map', '/etc/mongodb=files'];

async function report(folder: string, ...args: string[]): Promise<Report & { code: number }> {
  const { code, out, err } = await runCli(['cluster', '--format', 'json', ...args], { cwd: folder });
  expect(err).toBe('');
  return { ...(JSON.parse(out) as Report), code };
}

describe('mongodb-tls cluster', () => {
  it('tells which of two members cannot reach the other, and where that can be mended', async () => {
    const cwd = temporaryFolder({
      ...files,
      'db1/mongod.conf': conf('db1.lan:27017', 'allowTLS'),
      'db2/mongod.conf': conf('db2.lan:27017', 'requireTLS'),
    });
    const { version, clusters, summary, code } = await report(cwd, ...mapped, '.');
    expect(code).toBe(1);
    expect(version).toBe(1);
    expect(clusters).toMatchObject([
      {
        name: 'rs0',
        kind: 'replicaSet',
        members: [
          {
            id: 'db1',
            program: 'mongod',
            hosts: ['db1.lan:27017'],
            file: 'db1/mongod.conf',
            mongodbVersion: '7.0.14',
          },
          {
            id: 'db2',
            program: 'mongod',
            hosts: ['db2.lan:27017'],
            file: 'db2/mongod.conf',
            mongodbVersion: '7.0.14',
          },
        ],
        pairs: [
          {
            from: 'db1',
            to: 'db2',
            ok: false,
            faults: [
              {
                code: 'plain-refused',
                file: 'db1/mongod.conf',
                range: { start: { line: 3, character: 10 }, end: { line: 3, character: 18 } },
              },
            ],
          },
          { from: 'db2', to: 'db1', ok: true, faults: [] },
        ],
      },
    ]);
    expect(summary).toEqual({ members: 2, pairs: 2, refused: 1, unknown: 0, errors: 0, warnings: 0 });
  });

  it('does not know what a file decides that is not here, and names it on the line that names it', async () => {
    const cwd = temporaryFolder({
      ...files,
      'db1/mongod.conf': conf('db1.lan:27017', 'allowTLS'),
      'db2/mongod.conf': conf('db2.lan:27017', 'requireTLS').replace('member.pem', 'other.pem'),
    });
    const { clusters } = await report(cwd, ...mapped, '.');
    expect(clusters[0]?.pairs).toMatchObject([
      { from: 'db1', to: 'db2', ok: false, faults: [{ code: 'plain-refused' }] },
      {
        from: 'db2',
        to: 'db1',
        ok: null,
        faults: [
          {
            code: 'client-chain-untrusted',
            file: 'db2/mongod.conf',
            range: { start: { line: 4, character: 24 } },
          },
        ],
      },
    ]);
    expect(clusters[0]?.pairs[1]?.faults[0]?.message).toContain('/etc/mongodb/other.pem');
  });

  it('takes files one by one, and judges nobody’s connection to a mongos', async () => {
    const role = (set: string, name: string) =>
      `replication: { replSetName: ${set} }\nsharding: { clusterRole: ${name} }\n`;
    const cwd = temporaryFolder({
      ...files,
      'cfg1.conf': conf('cfg1.lan:27019', 'requireTLS', role('cfg', 'configsvr')),
      'shard1.conf': conf('db1.lan:27018', 'requireTLS', role('s1', 'shardsvr')),
      'mongos.conf': conf('router.lan:27017', 'requireTLS', 'sharding: { configDB: "cfg/cfg1.lan:27019" }\n'),
    });
    const { clusters, summary, code } = await report(
      cwd,
      ...mapped,
      'mongos.conf',
      'cfg1.conf',
      'shard1.conf',
    );
    expect(code).toBe(0);
    expect(clusters).toMatchObject([{ name: 'cfg', kind: 'shardedCluster' }]);
    expect(clusters[0]?.pairs.map(({ from, to, ok }) => [from, to, ok].join(' ')).sort()).toEqual(
      [
        'cfg1 shard1 true',
        ...[cwd.replace(/^.*\//, '')].flatMap((folder) => [`${folder} cfg1 true`, `${folder} shard1 true`]),
        'shard1 cfg1 true',
      ].sort(),
    );
    expect(summary).toMatchObject({ members: 3, pairs: 4, refused: 0 });
  });

  it('prints a table, one line for each fault, and no secret', async () => {
    const cwd = temporaryFolder({
      ...files,
      'files/other-key': { content: 'b3RoZXJvdGhlcg==', mode: 0o600 },
      'db1.conf': conf('db1.lan:27017', 'requireTLS'),
      'db2.conf': conf('db2.lan:27017', 'requireTLS'),
      'db3.conf': conf('db3.lan:27017', 'disabled')
        .replace(/.*(File: .*(pem)).*\n/g, '')
        .replace('keyfile', 'other-key'),
    });
    const { code, out } = await runCli(['cluster', ...mapped, '.'], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('Replica set rs0: 3 members\n');
    expect(out).toContain('  db1           -    ok   no\n');
    expect(out).toMatch(/^db1\.conf:4:11: error: db1 -> db3: db1 connects with TLS .*\[tls-refused\]$/m);
    expect(out).toMatch(
      /^db1\.conf:\d+:\d+: error: db1 -> db3: The keyfiles of db1 and db3 .*\[no-common-key\]$/m,
    );
    expect(out).toMatch(
      /^3 members, 6 pairs \(4 refused, 0 unknown\); beside the pairs 0 errors and 0 warnings$/m,
    );
    expect(out).not.toMatch(/c2VjcmV0|b3RoZXI/);
  });

  it('lists only troubled pairs of a large cluster, and counts all', async () => {
    const hosts = Array.from({ length: 60 }, (_, index) => `m${String(index).padStart(2, '0')}`);
    const configurations = hosts.map((name, index): [string, string] => [
      `${name}.conf`,
      `# mongodb-tls: host=${name}:27017\nnet: { tls: { mode: ${index === 0 ? 'disabled' : 'allowTLS'} } }\nreplication: { replSetName: rs0 }\n`,
    ]);
    const cwd = temporaryFolder({
      ...Object.fromEntries(configurations),
      'm59.conf':
        configurations[59]?.[1].replace('allowTLS', 'preferTLS, allowInvalidCertificates: true') ?? '',
    });
    const { clusters, summary } = await report(cwd, '--mongodb-version', '7.0.0', '.');
    expect(summary).toMatchObject({ members: 60, pairs: 3540 });
    expect(clusters[0]?.pairs.every(({ ok }) => ok !== true)).toBe(true);
    expect(clusters[0]?.pairs).toContainEqual(expect.objectContaining({ from: 'm59', to: 'm00', ok: false }));
  });

  it('says what is wrong with its arguments', async () => {
    expect(await runCli(['cluster'])).toMatchObject({ code: 2, out: '' });
    expect(await runCli(['cluster', '--now', 'soon', '.'])).toMatchObject({ code: 2 });
    const cwd = temporaryFolder({ 'readme.txt': 'nothing' });
    const { code, err } = await runCli(['cluster', '--format', 'json', '.'], { cwd });
    expect(code).toBe(0);
    expect(err).toContain('no configuration');
  });
});
