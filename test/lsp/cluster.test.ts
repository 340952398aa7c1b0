import { afterEach, describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { requests, type CheckClusterResult } from '../../server/src/protocol.ts';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { root, server } from '../support/pki.ts';

const conf = (host: string, mode: string) =>
  `# mongodb-tls: version=7.0.14${host === '' ? '' : ` host=${host}`}\nnet:\n  tls:\n    mode: ${mode}\n    certificateKeyFile: /work/tls/member.pem\n    CAFile: /work/tls/ca.pem\nreplication:\n  replSetName: rs0\n`;
const [db1, db2] = ['file:///work/db1/mongod.conf', 'file:///work/db2/mongod.conf'] as const;

let client: LspClient;
afterEach(() => client.stop());

async function start(
  files: Readonly<Record<string, string>>,
  options: ClientOptions = {},
): Promise<MemoryHost> {
  const host = new MemoryHost({
    '/work/tls/member.pem': server.combined,
    '/work/tls/ca.pem': root.pem,
    ...files,
  });
  client = await LspClient.start({ host }, { folders: ['/work'], ...options });
  return host;
}

const check = () => client.connection.sendRequest<CheckClusterResult>(requests.checkCluster, {});
const two = (host = 'db1.example.net') => ({
  '/work/db1/mongod.conf': conf(host, 'allowTLS'),
  '/work/db2/mongod.conf': conf(host === '' ? '' : 'localhost', 'requireTLS'),
});

describe('the cluster of a workspace', () => {
  it('is judged for a page, with what is open as it is in the editor', async () => {
    await start({
      ...two(),
      '/work/other.conf': 'a = b\n',
      '/work/init.js': 'rs.initiate({ _id: "rs0", members: [{ host: "db3.example.net:27017" }] })',
    });
    const report = await check();
    expect(report.clusters).toMatchObject([
      {
        name: 'rs0',
        kind: 'replicaSet',
        members: [{ id: 'db1', file: db1, hosts: ['db1.example.net'] }, { id: 'db2' }],
        pairs: [
          { from: 'db1', to: 'db2', ok: false, faults: [{ code: 'plain-refused', file: db1 }] },
          { from: 'db2', to: 'db1', ok: true },
        ],
      },
    ]);
    expect(report.clusters[0]?.findings.map(({ rule }) => rule)).toContain('member-without-configuration');
    await client.open('/work/db1/mongod.conf', conf('db1.example.net', 'preferTLS'));
    expect((await check()).summary).toMatchObject({ pairs: 2, refused: 0 });
  });

  it('is in Problems, on the lines concerned and with the other member’s', async () => {
    await start(two());
    await client.open('/work/db1/mongod.conf', two()['/work/db1/mongod.conf']);
    const { diagnostics } = await client.pushedFor(db1);
    expect(diagnostics).toMatchObject([
      {
        code: 'plain-refused',
        severity: DiagnosticSeverity.Error,
        range: { start: { line: 3, character: 10 } },
        relatedInformation: [{ location: { uri: db2, range: { start: { line: 3 } } } }],
      },
    ]);
    await client.change(db1, conf('db1.example.net', 'requireTLS'));
    expect((await client.pushedFor(db1, (params) => params.diagnostics.length === 0)).diagnostics).toEqual(
      [],
    );
  });

  it('is only doubted where nobody says that the two are of one deployment', async () => {
    await start(two(''), { configuration: { diagnosticsScope: 'workspace' } });
    await client.open('/work/db2/mongod.conf', two('')['/work/db2/mongod.conf']);
    const { diagnostics } = await client.pushedFor(db1);
    expect(diagnostics).toMatchObject([{ code: 'plain-refused', severity: DiagnosticSeverity.Warning }]);
  });

  it('follows a file that changes on the disk', async () => {
    const host = await start(two());
    await client.open('/work/db1/mongod.conf', two()['/work/db1/mongod.conf']);
    await client.pushedFor(db1);
    host.write('/work/db2/mongod.conf', conf('localhost', 'preferTLS'));
    await client.changeFile('/work/db2/mongod.conf');
    await client.pushedFor(db1, (params) => params.diagnostics.length === 0);
  });

  it('has the services of a compose file as members, and follows their flags while they are typed', async () => {
    const service = (name: string, mode: string) =>
      `  ${name}:\n    image: mongo:7.0.14\n    command: mongod -f /etc/mongod.conf --tlsMode ${mode}\n    volumes:\n      - ./mongod.conf:/etc/mongod.conf\n      - ./tls:/work/tls\n`;
    const compose = (mode: string) =>
      `services:\n${service('mongo1', mode)}${service('mongo2', 'requireTLS')}`;
    await start({ '/work/compose.yaml': compose('allowTLS'), '/work/mongod.conf': conf('', 'preferTLS') });
    const file = 'file:///work/compose.yaml';
    expect((await check()).clusters).toMatchObject([
      {
        name: 'rs0',
        members: [
          { id: 'mongo1', file, hosts: ['mongo1'] },
          { id: 'mongo2', file },
        ],
        pairs: [
          { from: 'mongo1', to: 'mongo2', ok: false, faults: [{ code: 'plain-refused', file }] },
          { from: 'mongo2', to: 'mongo1' },
        ],
      },
    ]);
    await client.open('/work/compose.yaml', compose('preferTLS'), 'yaml');
    const codes = (await check()).clusters.flatMap(({ pairs }) =>
      pairs.flatMap(({ faults }) => faults.map(({ code }) => code)),
    );
    expect(codes).not.toContain('plain-refused');
  });

  it('is pushed together with the findings of the file where a client does not ask', async () => {
    await start(two(), { pushed: true });
    const text = two()['/work/db1/mongod.conf'].replace('allowTLS', 'allowTLS\n    FIPSMode: yes');
    await client.open('/work/db1/mongod.conf', text);
    const { diagnostics } = await client.pushedFor(db1, (params) =>
      params.diagnostics.some(({ code }) => code === 'plain-refused'),
    );
    expect(diagnostics.map(({ code }) => code)).toContain('wrong-boolean');
  });
});
