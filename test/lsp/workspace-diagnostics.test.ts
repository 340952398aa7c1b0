import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  WorkspaceDiagnosticRequest,
  type CancellationToken,
  type PreviousResultId,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const wrongMode = 'net:\n  tls:\n    mode: requireSSL\n';
let host: MemoryHost;
let client: LspClient;

beforeEach(async () => {
  host = new MemoryHost({
    '/work/mongod.conf': wrongMode,
    '/work/deploy/mongod-2.conf': 'net:\n  port: 27017\n',
    '/work/notes.txt': wrongMode,
    '/elsewhere/mongod.conf': wrongMode,
  });
  client = await LspClient.start(
    { host },
    { folders: ['/work'], configuration: { diagnosticsScope: 'workspace' } },
  );
});
afterEach(() => client.stop());

async function pull(
  previous: readonly WorkspaceDocumentDiagnosticReport[] = [],
  token?: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const previousResultIds = previous.flatMap(({ uri, resultId }): PreviousResultId[] =>
    resultId === undefined ? [] : [{ uri, value: resultId }],
  );
  const { items } = await client.connection.sendRequest(
    WorkspaceDiagnosticRequest.type,
    { previousResultIds },
    token,
  );
  return items;
}

const shape = (items: readonly WorkspaceDocumentDiagnosticReport[]) =>
  items.map((item) => [
    item.uri.replace('file:///', ''),
    item.kind === 'full'
      ? item.items.map(({ code }) => code).filter((code) => code === 'unknown-value')
      : item.kind,
  ]);

describe('workspace diagnostics', () => {
  it('cover the files of the workspace that the product knows', async () => {
    expect(shape(await pull())).toEqual([
      ['work/deploy/mongod-2.conf', []],
      ['work/mongod.conf', ['unknown-value']],
    ]);
  });

  it('are streamed to a client that takes parts', async () => {
    const parts: WorkspaceDocumentDiagnosticReport[] = [];
    const partialResultToken = 'parts';
    const progress = client.connection.onProgress(
      WorkspaceDiagnosticRequest.partialResult,
      partialResultToken,
      (part) => {
        parts.push(...part.items);
      },
    );
    const answer = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
      partialResultToken,
    });
    progress.dispose();
    expect(answer.items).toEqual([]);
    expect(parts.map(({ uri }) => uri)).toEqual([
      'file:///work/deploy/mongod-2.conf',
      'file:///work/mongod.conf',
    ]);
  });

  it('wait until something is new, and then send only that', async () => {
    const first = await pull();
    const second = pull(first);
    host.write('/work/mongod.conf', 'net:\n  port: 1\n');
    await client.changeFile('/work/mongod.conf');
    expect(shape(await second)).toEqual([
      ['work/deploy/mongod-2.conf', 'unchanged'],
      ['work/mongod.conf', []],
    ]);
  });

  it('are judged anew after a change of settings', async () => {
    const first = await pull();
    const second = pull(first);
    await client.configure({ diagnosticsScope: 'workspace', mongodbVersion: '4.0' });
    expect(shape(await second)).toEqual([
      ['work/deploy/mongod-2.conf', []],
      ['work/mongod.conf', []],
    ]);
  });

  it('leave open documents to their own pull', async () => {
    const first = await pull();
    const second = pull(first);
    const uri = await client.open('/work/mongod.conf', wrongMode);
    expect(shape(await second)).toEqual([['work/deploy/mongod-2.conf', 'unchanged']]);
    const third = pull(first);
    await client.close(uri);
    expect((await third).map((item) => item.uri)).toContain(uri);
  });

  it('clear what was found in a file that is gone', async () => {
    const first = await pull();
    const second = pull(first);
    host.files.delete('/work/mongod.conf');
    await client.changeFile('/work/mongod.conf');
    expect(shape(await second)).toContainEqual(['work/mongod.conf', []]);
  });

  it('stop waiting when cancelled', async () => {
    const first = await pull();
    const source = new CancellationTokenSource();
    const second = pull(first, source.token);
    await client.settled();
    source.cancel();
    await expect(second).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  /** UTF-16 with its byte order mark, as Notepad writes it. */
  const utf16 = (text: string) => ({ content: new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')) });
  const rulesAt = async (path: string) => {
    const item = (await pull()).find(({ uri }) => uri === `file://${path}`);
    return item?.kind === 'full' ? item.items.map(({ code }) => code) : undefined;
  };

  it('read a keyfile in the encodings in which the server reads it', async () => {
    host.write('/work/keyfile', utf16('abcdefgh\n'));
    expect(await rulesAt('/work/keyfile')).toEqual([]);
  });

  it.each([
    ['linux', true],
    ['windows', false],
  ])('read a configuration in UTF-16 as the server on %s does', async (platform, isRefused) => {
    await client.configure({ diagnosticsScope: 'workspace', platform });
    host.write('/work/utf16/mongod.conf', utf16('net:\n  port: 1\n'));
    const rules = await rulesAt('/work/utf16/mongod.conf');
    expect(rules?.includes('nul-byte')).toBe(isRefused);
  });

  it('take a certificate in UTF-16 for none on any platform', async () => {
    await client.configure({ diagnosticsScope: 'workspace', platform: 'windows' });
    host.write('/work/ca.pem', utf16('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'));
    expect(await rulesAt('/work/ca.pem')).toEqual(['not-pem']);
  });
});

describe('the scope', () => {
  const belonging = 'security:\n  keyFile: /work/deploy/a.keyfile\n';

  it('is what the open files name, unless a setting says otherwise', async () => {
    host.write('/work/deploy/a.keyfile', 'short');
    host.write('/work/deploy/b.keyfile', 'short');
    await client.configure({ rules: {} });
    expect(await pull()).toEqual([]);
    const opened = pull();
    const uri = await client.open('/work/mongod.conf', belonging);
    await opened;
    const judged = pull();
    await client.diagnostics(uri);
    const items = await judged;
    expect(items.map((item) => item.uri)).toEqual(['file:///work/deploy/a.keyfile']);
    const last = pull(items);
    await client.close(uri);
    expect(shape(await last)).toEqual([['work/deploy/a.keyfile', []]]);
  });

  it('leaves the deployment known by which open files are judged', async () => {
    const configServer = 'sharding:\n  clusterRole: configsvr\nreplication:\n  replSetName: c\n';
    host.write('/work/mongos.conf', 'sharding:\n  configDB: c/db1:27019,db2:27019,db3:27019\n');
    await client.configure({ rules: {} });
    await pull();
    const uri = await client.open('/work/mongod.conf', configServer);
    const codes = await client.rulesIn(uri);
    await client.configure({ exclude: ['mongos.conf'] });
    await pull();
    expect(codes).toEqual(await client.rulesIn(uri));
  });

  it.each([
    [{ exclude: ['deploy'] }, {}],
    [{ exclude: ['**/mongod-*.conf'] }, {}],
    [{}, { 'files.exclude': { '**/deploy/**': true, '**/mongod.conf': false } }],
    [{}, { 'search.exclude': { deploy: true, '**/mongod.conf': { when: '$(basename).x' } } }],
  ])('does not reach what %j and %j leave out', async (own, editor) => {
    Object.assign(client.editorConfiguration, editor);
    await client.configure({ diagnosticsScope: 'workspace', ...own });
    expect((await pull()).map(({ uri }) => uri)).toEqual(['file:///work/mongod.conf']);
  });

  it('does not empty what is open', async () => {
    await client.configure({ exclude: ['**'] });
    const uri = await client.open('/work/mongod.conf', wrongMode);
    expect(await client.rulesIn(uri)).toContain('unknown-value');
  });
});
