import { afterEach, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  WorkspaceDiagnosticRequest,
  type CodeAction,
  type Diagnostic,
} from 'vscode-languageserver/node';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { client as clientCertificate, expired, pemFiles, root, server } from '../support/pki.ts';

let client: LspClient;
afterEach(() => client.stop());

async function start(options: ClientOptions = {}): Promise<MemoryHost> {
  const host = new MemoryHost();
  client = await LspClient.start({ host }, { trusted: true, ...options });
  return host;
}

const withTls = (certificate: string, rest = ''): string =>
  `net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: ${certificate}\n    CAFile: /etc/ssl/ca.pem\n    disabledProtocols: TLS1_0,TLS1_1\n  bindIp: localhost\nsecurity:\n  authorization: disabled\n${rest}`;
const replicaSet = 'replication:\n  replSetName: rs0\n';

async function found(uri: string, rule: string): Promise<Diagnostic | undefined> {
  return (await client.diagnostics(uri)).find(({ code }) => code === rule);
}

async function actions(uri: string, only?: string[]): Promise<CodeAction[]> {
  const diagnostics = await client.diagnostics(uri);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const context = { diagnostics, ...(only ? { only } : {}) };
  const answer = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context,
  });
  return (answer ?? []).filter((action): action is CodeAction => 'kind' in action);
}

describe('certificates that a configuration names', () => {
  it.each([
    ['alone', '', 0],
    ['behind other text', 'Bag Attributes\n    friendlyName: 😀\n', 2],
    ['with CRLF', 'one\r\ntwo\r\nthree\r\n', 3],
  ])('are judged on the path, with the block %s as related information', async (_, before, line) => {
    const host = await start();
    host.write('/etc/ssl/mongod.pem', before + expired.combined);
    host.write('/etc/ssl/ca.pem', root.pem);
    const uri = await client.open('/work/mongod.conf', withTls('/etc/ssl/mongod.pem'));
    const diagnostic = await found(uri, 'expired-certificate-file');
    expect(diagnostic).toMatchObject({
      severity: 1,
      range: { start: { line: 3, character: 24 }, end: { line: 3, character: 43 } },
      relatedInformation: [
        {
          message: 'The block CERTIFICATE',
          location: {
            uri: 'file:///etc/ssl/mongod.pem',
            range: { start: { line, character: 0 }, end: { line, character: 27 } },
          },
        },
      ],
    });
  });

  it('are found through the path map, and judged again when they are renewed', async () => {
    const host = await start({ configuration: { pathMap: { '/etc/ssl': '/work/certs' } } });
    host.write('/work/certs/mongod.pem', expired.combined);
    host.write('/work/certs/ca.pem', root.pem);
    const uri = await client.open('/work/mongod.conf', withTls('/etc/ssl/mongod.pem'));
    const diagnostic = await found(uri, 'expired-certificate-file');
    expect(diagnostic?.relatedInformation?.[0]?.location.uri).toBe('file:///work/certs/mongod.pem');

    host.write('/work/certs/mongod.pem', server.combined);
    const refreshed = client.nextRefresh();
    await client.changeFile('/work/certs/mongod.pem');
    await refreshed;
    expect(await client.rulesIn(uri)).toEqual([]);
    expect(host.reads.filter((path) => path === '/work/certs/ca.pem')).toHaveLength(1);
  });

  it('are not read outside a workspace that is not trusted, and nothing is said of them', async () => {
    const host = await start({ trusted: false, folders: ['/work'] });
    host.write('/etc/ssl/mongod.pem', expired.combined);
    const uri = await client.open('/work/mongod.conf', withTls('/etc/ssl/mongod.pem'));
    expect(await client.rulesIn(uri)).toEqual([]);
    expect(host.reads).toEqual([]);
  });

  it('are at most information where they are not on this machine', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', withTls('/etc/ssl/mongod.pem'));
    const [found, ...others] = await client.diagnostics(uri);
    expect([found?.code, found?.severity]).toEqual(['named-file-not-here', 3]);
    expect(found?.relatedInformation?.map(({ location }) => location.range.start.line)).toEqual([4]);
    expect(others).toEqual([]);
  });

  it('without clientAuth can be split by hand, not by fix-all', async () => {
    const host = await start();
    host.write('/etc/ssl/public.pem', { content: pemFiles['/etc/ssl/public.pem'] ?? '' });
    host.write('/etc/ssl/ca.pem', root.pem);
    const uri = await client.open('/work/mongod.conf', withTls('/etc/ssl/public.pem', replicaSet));
    expect(await actions(uri, ['source.fixAll'])).toEqual([]);
    const split = (await actions(uri)).find(({ title }) => title.startsWith('Use certificates of a CA'));
    expect(split?.isPreferred).toBeUndefined();
    await client.apply(split?.edit ?? {});
    expect(client.document(uri).getText()).toBe(
      withTls('/etc/ssl/public.pem', replicaSet).replace(
        'public.pem\n',
        'public.pem\n    clusterFile: /etc/ssl/member.pem\n    clusterCAFile: /etc/ssl/members-ca.pem\n',
      ),
    );
  });
});

describe('a keyfile that is open to others', () => {
  const open = async (commands: boolean): Promise<CodeAction[]> => {
    const host = await start({ commands });
    host.write('/etc/mongodb/key', { content: 'abcdef', mode: 0o644 });
    const uri = await client.open('/work/mongod.conf', 'security:\n  keyFile: /etc/mongodb/key\n');
    return (await actions(uri)).filter(({ command }) => command);
  };

  it('brings the command that closes it, to be copied', async () => {
    const title = 'Copy the command: chmod 400 /etc/mongodb/key';
    expect(await open(true)).toMatchObject([
      {
        title,
        kind: 'quickfix',
        diagnostics: [{ code: 'unusable-key-file' }],
        command: {
          title,
          command: 'mongodbTls.copyText',
          arguments: [{ text: 'chmod 400 /etc/mongodb/key', what: 'the command' }],
        },
      },
    ]);
  });

  it('brings it on the keyfile itself, too', async () => {
    const host = await start({ commands: true });
    host.write('/work/keyfile', { content: 'abcdef', mode: 0o644 });
    const uri = await client.open('/work/keyfile', 'abcdef');
    const [action] = (await actions(uri)).filter(({ command }) => command);
    expect(action?.command?.arguments).toEqual([{ text: 'chmod 400 /work/keyfile', what: 'the command' }]);
  });

  it('brings none for a client without the commands of the extension', async () => {
    expect(await open(false)).toEqual([]);
  });
});

describe('what other files of the workspace say', () => {
  const walk = async (): Promise<void> => {
    await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    await client.settled();
  };
  const hosts = 'sharding:\n  configDB: rs0/a.example.net:1,b.example.net:1,c.example.net:1\n';

  it('of the hosts of a replica set is compared with the certificate, as it is saved', async () => {
    const host = await start({ folders: ['/work'] });
    host.write('/etc/ssl/mongod.pem', server.combined);
    host.write('/etc/ssl/ca.pem', root.pem);
    host.write('/work/mongos.conf', hosts);
    host.write('/work/mongod.conf', withTls('/etc/ssl/mongod.pem', replicaSet));
    const uri = await client.open('/work/mongod.conf', withTls('/etc/ssl/mongod.pem', replicaSet));
    expect(await found(uri, 'certificate-for-other-host')).toBeUndefined();
    const refreshed = client.nextRefresh();
    await walk();
    await refreshed;
    expect((await found(uri, 'certificate-for-other-host'))?.message).toContain('that mongos.conf names');

    host.write('/work/mongos.conf', hosts.replace('a.example.net', 'db1.example.net'));
    const again = client.nextRefresh();
    await client.changeFile('/work/mongos.conf');
    await walk();
    await again;
    expect(await found(uri, 'certificate-for-other-host')).toBeUndefined();

    const refreshes = client.refreshes;
    await walk();
    expect(client.refreshes).toBe(refreshes);
  });

  it('of the names of members is compared with the certificates of clients', async () => {
    const host = await start({ folders: ['/work'] });
    host.write('/etc/ssl/mongod.pem', server.combined);
    host.write('/etc/ssl/ca.pem', root.pem);
    const member = withTls('/etc/ssl/mongod.pem', `${replicaSet}security:\n  clusterAuthMode: x509\n`);
    host.write('/work/mongod.conf', member);
    const uri = await client.open('/work/client.pem', clientCertificate.pem);
    const refreshed = client.nextRefresh();
    await walk();
    await refreshed;
    expect((await found(uri, 'client-certificate-of-member'))?.range.start.line).toBe(0);
    host.files.delete('/work/mongod.conf');
    const again = client.nextRefresh();
    await client.changeFile('/work/mongod.conf');
    await walk();
    await again;
    expect(await found(uri, 'client-certificate-of-member')).toBeUndefined();
  });
});
