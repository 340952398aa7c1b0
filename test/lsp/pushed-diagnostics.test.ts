import { afterEach, describe, expect, it } from 'vitest';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const wrongMode = 'net:\n  tls:\n    mode: requireSSL\n';
const fine = 'net:\n  port: 27017\n';
let host: MemoryHost;
let client: LspClient;
afterEach(() => client.stop());

async function start(options: ClientOptions = {}): Promise<void> {
  host = new MemoryHost({
    '/work/mongod.conf': wrongMode,
    '/work/other/mongod.conf': wrongMode,
    '/work/mongodb.keyfile': 'short',
  });
  client = await LspClient.start({ host }, { pushed: true, folders: ['/work'], ...options });
}

const rules = ({ diagnostics }: { diagnostics: { code?: number | string }[] }) =>
  diagnostics.map(({ code }) => code);

describe('a client that does not pull', () => {
  it('is not told that it may', async () => {
    await start();
    expect(client.initializeResult.capabilities.diagnosticProvider).toBeUndefined();
  });

  it('gets what others pull, with the version that it is about', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', wrongMode);
    const pushed = await client.pushedFor(uri);
    expect(pushed.version).toBe(1);
    expect(pushed.diagnostics).toEqual(await client.diagnostics(uri));
    expect(rules(pushed)).toContain('unknown-value');
  });

  it('that knows nothing else does too, for a file of no language', async () => {
    await start({ plain: true });
    const uri = await client.open('/work/mongod.conf', wrongMode, 'conf');
    expect(rules(await client.pushedFor(uri))).toContain('unknown-value');
  });

  it('hears of the text that it rests at, not of each letter', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', wrongMode);
    await client.pushedFor(uri);
    for (let length = 1; length <= fine.length; length++) await client.change(uri, fine.slice(0, length));
    const last = await client.pushedFor(uri, ({ version }) => version === fine.length + 1);
    expect(rules(last)).not.toContain('unknown-value');
    expect(client.published.filter((params) => params.uri === uri).length).toBeLessThan(fine.length);
  });

  it('loses what was said of a document that is closed', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', wrongMode);
    await client.pushedFor(uri);
    await client.close(uri);
    await client.pushedFor(uri, ({ diagnostics }) => diagnostics.length === 0);
  });

  it('is told anew when a setting, a named file or the trust changes', async () => {
    await start();
    const text = `${fine}security:\n  keyFile: /work/mongodb.keyfile\n`;
    const uri = await client.open('/work/mongod.conf', text);
    const isReported = (params: { diagnostics: { code?: number | string }[] }) =>
      rules(params).includes('unusable-key-file');
    await client.pushedFor(uri, isReported);
    host.write('/work/mongodb.keyfile', 'abcdefghijkl');
    await client.changeFile('/work/mongodb.keyfile');
    await client.pushedFor(uri, (params) => !isReported(params));
    await client.configure({ rules: { 'bind-ip-not-set': 'error' } });
    await client.pushedFor(uri, ({ diagnostics }) =>
      diagnostics.some(({ code, severity }) => code === 'bind-ip-not-set' && severity === 1),
    );
  });

  it('hears of the closed files of the workspace where that is wanted, and of one that is open only once', async () => {
    await start({ configuration: { diagnosticsScope: 'workspace' } });
    const other = 'file:///work/other/mongod.conf';
    expect(rules(await client.pushedFor(other))).toContain('unknown-value');
    await client.open('/work/other/mongod.conf', fine);
    await client.pushedFor(other, ({ version }) => version === 1);
    await client.close(other);
    await client.pushedFor(other, (params) => rules(params).includes('unknown-value'));
    host.files.delete('/work/other/mongod.conf');
    await client.changeFile('/work/other/mongod.conf');
    await client.pushedFor(other, ({ diagnostics }) => diagnostics.length === 0);
  });

  it('hears of the files that open ones name, and of no others', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', 'security:\n  keyFile: ./mongodb.keyfile\n');
    await client.pushedFor('file:///work/mongodb.keyfile', ({ diagnostics }) => diagnostics.length > 0);
    await client.close(uri);
    await client.pushedFor('file:///work/mongodb.keyfile', ({ diagnostics }) => diagnostics.length === 0);
    expect(client.published.map((params) => params.uri)).not.toContain('file:///work/other/mongod.conf');
  });
});

it('a client that pulls is not pushed to', async () => {
  await start({ pushed: false });
  const uri = await client.open('/work/mongod.conf', wrongMode);
  expect(await client.rulesIn(uri)).toContain('unknown-value');
  await client.close(uri);
  await client.settled();
  expect(client.published).toEqual([]);
});

it('a client that names its folder in the old way has one', async () => {
  await start({ folders: [], rootUri: 'file:///work', configuration: { diagnosticsScope: 'workspace' } });
  await client.pushedFor('file:///work/other/mongod.conf');
});
