import { afterEach, describe, expect, it } from 'vitest';
import { CodeActionKind, CodeActionRequest } from 'vscode-languageserver/node';
import { requests, type CompletePemParams, type CompletePemResult } from '../../server/src/protocol.ts';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost, type MemoryFile } from '../support/memory-host.ts';
import { below, expired, intermediate, lockedKey, root, server, stranger } from '../support/pki.ts';

let client: LspClient;
let host: MemoryHost;
afterEach(() => client.stop());

const configuration = (path: string, more = ''): string =>
  `net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: ${path}\n    CAFile: certs/ca.pem\n${more}`;

async function open(
  files: Record<string, string | MemoryFile>,
  text = configuration('certs/db1.crt'),
  options: ClientOptions = {},
): Promise<string> {
  const entries = Object.entries(files).map(([name, file]) => [`/work/certs/${name}`, file] as const);
  host = new MemoryHost({ '/work/certs/ca.pem': root.pem, ...Object.fromEntries(entries) });
  client = await LspClient.start({ host }, { trusted: true, commands: true, folders: ['/work'], ...options });
  return client.open('/work/mongod.conf', text);
}

/** Runs the fix on the path of the certificate, as an editor does. */
async function fix(uri: string): Promise<CompletePemResult> {
  const text = client.document(uri).getText();
  const line = text.slice(0, text.search(/certificateKeyFile|sslPEMKeyFile/)).split('\n').length - 1;
  const actions = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: { line, character: 26 }, end: { line, character: 26 } },
    context: { diagnostics: [], only: [CodeActionKind.QuickFix] },
  });
  const commands = (actions ?? []).flatMap((action) =>
    typeof action.command === 'object' ? [action.command] : [],
  );
  const [params] = (commands.find(({ command }) => command === 'mongodbTls.completePem')?.arguments ??
    []) as CompletePemParams[];
  if (!params) throw new Error('no such fix');
  host.reads.length = 0;
  return client.connection.sendRequest(requests.completePem, params);
}

async function fixed(
  files: Record<string, string | MemoryFile>,
  text?: string,
): Promise<CompletePemResult & { state: 'written' }> {
  const result = await fix(await open(files, text));
  if (result.state !== 'written') throw new Error(result.message);
  return result;
}

describe('the fix for a certificate without its key', () => {
  it('finds key and issuers, writes them in order for the owner only, and names the new file', async () => {
    const uri = await open({
      'db1.crt': below.pem,
      'chain.crt': intermediate.pem,
      'other.key': stranger.keyPem,
      'private.key': below.keyPem,
      'notes.txt': 'no PEM',
    });
    expect(await client.rulesIn(uri)).toContain('file-without-private-key');
    const result = await fix(uri);
    if (result.state !== 'written' || !result.edit) throw new Error(result.state);
    expect(result.uri).toBe('file:///work/certs/db1.pem');
    expect(result.message).toMatch(
      /^The private key was found in certs\/private\.key\. certs\/db1\.pem is new\. It holds "CN=db1.*", then "CN=Intermediate CA.*", then the private key\./,
    );
    // the root is for CAFile
    expect(host.text('/work/certs/db1.pem')).toBe(below.pem + intermediate.pem + below.keyPem);
    expect(host.files.get('/work/certs/db1.pem')?.mode).toBe(0o600);
    expect(host.text('/work/certs/db1.crt')).toBe(below.pem);
    await client.apply(result.edit);
    expect(client.document(uri).getText()).toBe(configuration('certs/db1.pem'));
    expect(await client.rulesIn(uri)).not.toContain('file-without-private-key');
    // no key leaves the server
    const secret = below.keyPem.split('\n')[1] ?? '';
    expect(JSON.stringify(result) + client.logged.join('')).not.toContain(secret);
  });

  it('mends the error it is offered for, and so comes before what silences it', async () => {
    const uri = await open({ 'db1.crt': below.pem, 'db1.key': below.keyPem });
    const diagnostics = await client.diagnostics(uri);
    const error = diagnostics.find(({ code }) => code === 'file-without-private-key');
    if (!error) throw new Error('no such error');
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: error.range,
      context: { diagnostics },
    });
    expect(actions?.[0]).toMatchObject({
      title: 'Find the private key and combine it with the certificate',
      diagnostics: [error],
    });
  });

  it('reads each file once, however many links lead to it', async () => {
    const uri = await open({
      'db1.crt': '-> /work/archive/cert1.pem',
      'a-link.key': '-> /work/archive/key1.pem',
      'b-link.key': '-> /work/archive/key1.pem',
    });
    host.write('/work/archive/cert1.pem', below.pem);
    host.write('/work/archive/key1.pem', below.keyPem);
    await client.changeFile('/work/certs/db1.crt');
    expect(await fix(uri)).toMatchObject({ state: 'written', uri: 'file:///work/certs/db1.pem' });
    expect(host.reads.filter((path) => path.endsWith('.key'))).toEqual(['/work/certs/a-link.key']);
  });

  it('takes the likeliest of several files with the key, and the next free name', async () => {
    const { uri, message } = await fixed({
      'a.key': below.keyPem,
      'db1.crt': below.pem,
      'db1.key': below.keyPem,
      'db1.pem': 'precious',
      'db1-combined.pem': 'precious',
    });
    expect(uri).toBe('file:///work/certs/db1-combined-2.pem');
    expect(message).toContain('found in certs/db1.key.');
    expect(host.text('/work/certs/db1.pem')).toBe('precious');
  });

  it('looks at the files that the configuration names, too, and takes only the key of one', async () => {
    const more = '    clusterFile: /elsewhere/both.pem\n';
    const uri = await open({ 'db1.crt': below.pem }, configuration('certs/db1.crt', more));
    host.write('/elsewhere/both.pem', server.pem + below.keyPem);
    await client.changeFile('/elsewhere/both.pem');
    expect(await fix(uri)).toMatchObject({ state: 'written' });
    expect(host.text('/work/certs/db1.pem')).toBe(below.pem + below.keyPem);
  });

  it('takes the place of a key of another certificate', async () => {
    await fixed({ 'db1.crt': stranger.keyPem + below.pem, 'db1.key': below.keyPem });
    expect(host.text('/work/certs/db1.pem')).toBe(below.pem + below.keyPem);
  });

  it.each([
    ['in quotes', configuration('"certs/db1.crt" # a comment'), '"certs/db1.pem" # a comment'],
    ['in INI', 'sslMode = requireSSL\nsslPEMKeyFile = certs/db1.crt\n', '= certs/db1.pem\n'],
    ['under a name of the server', configuration('/etc/ssl/mongo/db1.crt'), ': /etc/ssl/mongo/db1.pem\n'],
  ])('writes the path %s', async (_, text, expected) => {
    const uri = await open({ 'db1.crt': below.pem, 'db1.key': below.keyPem }, text, {
      configuration: { pathMap: { '/etc/ssl/mongo': '/work/certs' } },
    });
    const result = await fix(uri);
    if (result.state !== 'written' || !result.edit) throw new Error(result.state);
    await client.apply(result.edit);
    expect(client.document(uri).getText()).toContain(expected);
  });

  it('opens an encrypted key with the password of the configuration, and keeps it encrypted', async () => {
    const text = configuration('certs/db1.crt', '    certificateKeyFilePassword: open sesame\n');
    const { message } = await fixed({ 'db1.crt': server.pem, 'db1.key': lockedKey }, text);
    expect(host.text('/work/certs/db1.pem')).toBe(server.pem + lockedKey);
    expect(message).not.toContain('could not be checked');
  });

  it('says of an encrypted key that nobody can tell whose it is, and hands it to the dialog', async () => {
    const result = await fix(await open({ 'db1.crt': server.pem, 'db1.key': lockedKey }));
    expect(result).toEqual({
      state: 'choose',
      message: expect.stringMatching(
        /^No private key of "CN=db1.*" was found\. .*The keys in certs\/db1\.key are encrypted/,
      ) as unknown,
      from: ['file:///work/certs/db1.crt', 'file:///work/certs/db1.key'],
    });
    expect(host.files.has('/work/certs/db1.pem')).toBe(false);
  });

  it('names what it looked at where no key fits, and what it could not read', async () => {
    const uri = await open({ 'db1.crt': below.pem, 'a.key': stranger.keyPem, 'b.key': 'x'.repeat(600_000) });
    expect(await fix(uri)).toMatchObject({
      state: 'choose',
      message: expect.stringMatching(
        /2 files were looked at: those in certs\/ and those that the configuration names\. Not readable or too large: certs\/b\.key\. Keys of other certificates are in certs\/a\.key\.$/,
      ) as unknown,
      from: ['file:///work/certs/db1.crt'],
    });
  });

  it('opens only some files of a huge folder, the likely ones first', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`a${n}.dat`, 'data']));
    const result = await fix(await open({ ...many, 'db1.crt': below.pem, 'z.key': stranger.keyPem }));
    expect(result).toMatchObject({ state: 'choose' });
    expect(JSON.stringify(result)).toContain('103 more were not opened');
    expect(JSON.stringify(result)).toContain('are in certs/z.key');
    expect(host.reads.length).toBeLessThan(205);
  });

  it.each([
    ['a folder that may not be written to', below.pem, 'db1.pem could not be written: no.'],
    ['a damaged file', `${below.pem}-----BEGIN CERTIFICATE-----\nAAAA\n`, 'certs/db1.crt is damaged'],
    ['a stranger among the certificates', below.pem + stranger.pem, 'leave it out'],
  ])('leaves %s to the dialog', async (_, pem, reason) => {
    const uri = await open({ 'db1.crt': pem, 'db1.key': below.keyPem });
    host.unwritable.set('/work/certs/db1.pem', 'could not be written: no');
    const result = await fix(uri);
    expect(result.state).toBe('choose');
    expect(JSON.stringify(result)).toContain(reason);
    expect(host.files.has('/work/certs/db1.pem')).toBe(false);
  });

  it('reads and writes nothing in a workspace that is not trusted', async () => {
    const uri = await open({ 'db1.crt': below.pem, 'db1.key': below.keyPem }, undefined, { trusted: false });
    expect(await fix(uri)).toMatchObject({ state: 'failed' });
    expect(host.reads).toEqual([]);
    expect(host.files.has('/work/certs/db1.pem')).toBe(false);
  });

  it('does nothing where the configuration went on in the meantime', async () => {
    const uri = await open({ 'db1.crt': below.pem, 'db1.key': below.keyPem });
    const params = { textDocument: { uri }, role: 'clusterFile' };
    expect(await client.connection.sendRequest(requests.completePem, params)).toMatchObject({
      state: 'failed',
    });
    expect(host.files.has('/work/certs/db1.pem')).toBe(false);
  });
});

describe('the fix for a key without its certificate', () => {
  const text = configuration('certs/db1.key');

  it('finds the certificate', async () => {
    const { message } = await fixed({ 'db1.key': below.keyPem, 'a.crt': intermediate.pem + below.pem }, text);
    expect(message).toContain('The certificate was found in certs/a.crt.');
    expect(host.text('/work/certs/db1.pem')).toBe(below.pem + intermediate.pem + below.keyPem);
  });

  it.each([
    [
      'two certificates of the key',
      { 'a.crt': server.pem, 'b.crt': expired.pem },
      'in certs/a.crt, certs/b.crt',
    ],
    ['none', { 'a.crt': stranger.pem }, 'No certificate that belongs to the private key'],
  ])('leaves %s to the dialog', async (_, files, reason) => {
    const result = await fix(await open({ 'db1.key': server.keyPem, ...files }, text));
    expect(result).toMatchObject({ state: 'choose', from: ['file:///work/certs/db1.key'] });
    expect(JSON.stringify(result)).toContain(reason);
  });
});
