import { afterEach, describe, expect, it } from 'vitest';
import { CodeActionKind, CodeActionRequest } from 'vscode-languageserver/node';
import { requests } from '../../server/src/protocol.ts';
import { newSessionKey, seal } from '../../server/src/sealed.ts';
import { LspClient, sessionKey, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost, type MemoryFile } from '../support/memory-host.ts';
import { below, lockedKey, server, stranger } from '../support/pki.ts';

let client: LspClient;
afterEach(() => client.stop());

async function start(
  files: Record<string, string | MemoryFile> = {},
  options: ClientOptions = {},
): Promise<MemoryHost> {
  const host = new MemoryHost(files);
  client = await LspClient.start({ host }, { trusted: true, folders: ['/work'], ...options });
  return host;
}

describe('generateKeyfile', () => {
  const uri = 'file:///work/new.keyfile';

  it('writes a key that only its owner may read, and does not tell it', async () => {
    const host = await start();
    const answer = await client.ask(requests.generateKeyfile, { uri, overwrite: false });
    expect(answer.state).toBe('written');
    const text = host.text('/work/new.keyfile');
    expect(text.replaceAll('\n', '')).toMatch(/^[A-Za-z0-9+/]{1024}$/);
    expect(host.files.get('/work/new.keyfile')?.mode).toBe(0o400);
    expect(JSON.stringify(answer) + client.logged.join('')).not.toContain(text.slice(0, 12));
  });

  it('writes over a file only when the user agreed, and then closes it to others', async () => {
    const host = await start({ '/work/new.keyfile': { content: 'precious', mode: 0o644 } });
    expect(await client.ask(requests.generateKeyfile, { uri, overwrite: false })).toEqual({
      state: 'exists',
    });
    expect(host.text('/work/new.keyfile')).toBe('precious');
    expect(await client.ask(requests.generateKeyfile, { uri, overwrite: true })).toMatchObject({
      state: 'written',
    });
    expect(host.files.get('/work/new.keyfile')?.mode).toBe(0o400);
  });

  it.each([
    ['a workspace that is not trusted', uri, false, 'not trusted'],
    ['a place that is no disk', 'untitled:keyfile', true, 'Only files on a disk'],
    ['a folder that may not be written to', 'file:///work/no', true, '/work/no could not be written: no'],
  ])('refuses %s', async (_, target, trusted, reason) => {
    const host = await start({}, { trusted });
    host.unwritable.set('/work/no', 'could not be written: no');
    const answer = await client.ask(requests.generateKeyfile, { uri: target, overwrite: false });
    expect(answer).toMatchObject({ state: 'failed' });
    expect(JSON.stringify(answer)).toContain(reason);
    expect([...host.files.keys()]).toEqual([]);
  });
});

describe('generateTestCertificates', () => {
  const params = {
    folder: 'file:///work/pki',
    servers: ['db1.example.net,127.0.0.1', 'db2.example.net'],
    clients: ['alice'],
    mongosqld: 'sql',
    key: 'p256',
  } as const;

  it('writes the set and names the configuration to look at', async () => {
    const host = await start();
    const { files, open, message } = await client.ask(requests.generateTestCertificates, params);
    const names = [
      ...['ca.pem', 'ca.key', 'db1.example.net.pem', 'db1.example.net-member.pem'],
      ...['db2.example.net.pem', 'db2.example.net-member.pem', 'alice.pem'],
      ...['mongosqld.pem', 'mongosqld-client.pem'],
      ...['mongod-db1.example.net.conf', 'mongod-db2.example.net.conf', 'mongosqld.conf'],
    ];
    expect(files).toEqual(names.map((name) => `file:///work/pki/${name}`));
    expect(open).toBe('file:///work/pki/mongod-db1.example.net.conf');
    expect(message).toContain('for testing');
    expect(host.text('/work/pki/mongod-db1.example.net.conf')).toContain('/work/pki/db1.example.net.pem');
    expect(host.files.get('/work/pki/ca.key')?.mode).toBe(0o600);
  });

  it.each([
    ['a file that is there', {}, 'already has ca.pem'],
    ['a wrong host name', { servers: ['a b'] }, '"a b" is neither a host name nor an IP address'],
    ['no server', { servers: [] }, 'name one server'],
    ['a client named as a file of the CA', { clients: ['ca'] }, 'two files would be called ca.pem'],
    ['a place that is no disk', { folder: 'untitled:a' }, 'Only files on a disk'],
  ])('makes nothing for %s and says why', async (_, change, reason) => {
    const host = await start('servers' in change ? {} : { '/work/pki/ca.pem': 'precious' });
    const before = [...host.files.keys()];
    const { files, message } = await client.ask(requests.generateTestCertificates, { ...params, ...change });
    expect(files).toEqual([]);
    expect(message).toContain(reason);
    expect([...host.files.keys()]).toEqual(before);
  });

  it('makes nothing in a workspace that is not trusted', async () => {
    await start({}, { trusted: false });
    expect((await client.ask(requests.generateTestCertificates, params)).message).toContain('not trusted');
  });
});

describe('writeSample', () => {
  const folder = 'file:///work/sample';

  it('writes a workspace with keys of its own, and nothing over one that is there', async () => {
    const host = await start();
    expect(await client.ask(requests.writeSample, { folder })).toEqual({});
    expect(host.text('/work/sample/old/mongod.conf')).toContain('mode: requireSSL');
    expect(host.files.get('/work/sample/certs/keyfile')?.mode).toBe(0o400);
    const before = host.text('/work/sample/certs/ca.pem');
    expect((await client.ask(requests.writeSample, { folder })).problem).toContain('nothing was written');
    expect(host.text('/work/sample/certs/ca.pem')).toBe(before);
  });

  it('writes nothing in a workspace that is not trusted', async () => {
    const host = await start({}, { trusted: false });
    expect((await client.ask(requests.writeSample, { folder })).problem).toContain('not trusted');
    expect([...host.files.keys()]).toEqual([]);
  });
});

describe('combinePem', () => {
  const uri = 'file:///work/server.pem';
  const from = ['file:///work/a.crt', 'file:///work/a.key'];

  it('writes one file for its owner only, and does not send the key', async () => {
    const host = await start({ '/work/a.crt': below.pem, '/work/a.key': below.keyPem });
    const answer = await client.ask(requests.combinePem, { uri, overwrite: false, from });
    expect(answer).toMatchObject({ state: 'written' });
    expect(host.text('/work/server.pem')).toBe(below.combined);
    expect(host.files.get('/work/server.pem')?.mode).toBe(0o600);
    expect(JSON.stringify(answer)).not.toContain('BEGIN');
    expect(await client.ask(requests.combinePem, { uri, overwrite: false, from })).toEqual({
      state: 'exists',
    });
  });

  it('asks for the passphrase where only it can tell, takes it sealed, and keeps the key encrypted', async () => {
    const host = await start({ '/work/a.crt': server.pem + below.pem, '/work/a.key': lockedKey });
    const given = (passphrase: string, key: string) =>
      client.ask(requests.combinePem, { uri, overwrite: false, from, passphrase: seal(passphrase, key) });
    expect(await client.ask(requests.combinePem, { uri, overwrite: false, from })).toMatchObject({
      state: 'passphrase',
    });
    expect(await given('wrong', sessionKey)).toMatchObject({ state: 'passphrase' });
    expect(JSON.stringify(await given('open sesame', newSessionKey()))).toContain('did not reach');
    host.write('/work/a.crt', server.pem);
    expect(await given('open sesame', sessionKey)).toMatchObject({ state: 'written' });
    expect(host.text('/work/server.pem')).toBe(server.pem + lockedKey);
  });

  it.each([
    ['a key of another certificate', stranger.keyPem, 'The files were not combined: the private key belongs'],
    ['a missing file', undefined, '/work/a.key could not be read'],
  ])('refuses %s', async (_, key, reason) => {
    const host = await start({ '/work/a.crt': server.pem, ...(key ? { '/work/a.key': key } : {}) });
    const answer = await client.ask(requests.combinePem, { uri, overwrite: false, from });
    expect(answer).toMatchObject({ state: 'failed' });
    expect(JSON.stringify(answer)).toContain(reason);
    expect(host.files.has('/work/server.pem')).toBe(false);
  });
});

describe('the fix for a certificate without its key', () => {
  const text = 'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: a.crt\n    CAFile: ca.pem\n';
  const actionsAt = async (line: number): Promise<unknown[]> => {
    const uri = await client.open('/work/mongod.conf', text);
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: { line, character: 26 }, end: { line, character: 26 } },
      context: { diagnostics: [], only: [CodeActionKind.QuickFix] },
    });
    return (actions ?? []).flatMap(({ command }) => command ?? []);
  };

  it.each([
    ['on its path', below.pem, true, 3, 1],
    ['not elsewhere', below.pem, true, 2, 0],
    ['not where there is a key', below.combined, true, 3, 0],
    ['not for a client without the command', below.pem, false, 3, 0],
  ] as const)('is offered %s', async (_, pem, commands, line, count) => {
    await start({ '/work/a.crt': pem }, { commands });
    const actions = await actionsAt(line);
    expect(actions).toHaveLength(count);
    if (count > 0)
      expect(actions).toMatchObject([
        { command: 'mongodbTls.completePem', arguments: [{ role: 'certificateKeyFile' }] },
      ]);
  });
});
