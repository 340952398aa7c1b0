import { afterEach, describe, expect, it } from 'vitest';
import { CompletionRequest, type CompletionItem } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { atMark } from '../support/marks.ts';
import { MemoryHost } from '../support/memory-host.ts';

let client: LspClient;
afterEach(() => client.stop());

async function complete(
  marked: string,
  options: ClientOptions = {},
  host = new MemoryHost(),
): Promise<CompletionItem[]> {
  client = await LspClient.start({ host }, options);
  const { text, offset } = atMark(marked);
  const uri = await client.open('/work/mongod.conf', text);
  const found = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: client.document(uri).positionAt(offset),
  });
  return Array.isArray(found) ? found : (found?.items ?? []);
}

/** The text after an item is taken, as a client does it that knows no snippets. */
function take(marked: string, item: CompletionItem | undefined): string {
  if (!item?.textEdit || !('range' in item.textEdit)) throw new Error('no edit');
  return TextDocument.applyEdits(TextDocument.create('', '', 1, atMark(marked).text), [item.textEdit]);
}

describe('completion', () => {
  it('offers snippets with documentation', async () => {
    const items = await complete('net:\n  tls:\n    mo‸\n');
    const mode = items.find(({ label }) => label === 'mode');
    expect(mode).toMatchObject({
      insertTextFormat: 2,
      filterText: 'mode',
      textEdit: { newText: 'mode: ${1|allowTLS,preferTLS,requireTLS,disabled|}' },
    });
    expect(JSON.stringify(mode?.documentation)).toContain('net.tls.mode');
  });

  it('offers plain text to a client without snippets', async () => {
    const marked = 'net:\n  tls:\n    mo‸\n';
    const mode = (await complete(marked, { plain: true })).find(({ label }) => label === 'mode');
    expect(mode?.insertTextFormat).toBe(1);
    expect(take(marked, mode)).toBe('net:\n  tls:\n    mode: allowTLS\n');
  });

  it('offers the files of the workspace as the server names them', async () => {
    const host = new MemoryHost({
      '/work/certs/ca.pem': '',
      '/work/other/server.pem': '',
      '/work/readme.md': '',
      '/elsewhere/x.pem': '',
    });
    const marked = 'net:\n  tls:\n    CAFile: ‸\n';
    const options = { folders: ['/work'], configuration: { pathMap: { '/etc/ssl/': 'certs' } } };
    const items = await complete(marked, options, host);
    expect(items.map(({ label }) => label)).toEqual(['/etc/ssl/ca.pem', '/work/other/server.pem']);
    expect(take(marked, items[0])).toBe('net:\n  tls:\n    CAFile: /etc/ssl/ca.pem\n');
  });

  it.each([
    ['net:\n  tls:\n    mode: "pre‸"\n', 'preferTLS', 'net:\n  tls:\n    mode: "preferTLS"\n'],
    ["net:\n  tls:\n    mode: '‸\n", 'preferTLS', "net:\n  tls:\n    mode: 'preferTLS'\n"],
    ['{"net": {"tls": {"mod‸"}}}\n', 'mode', '{"net": {"tls": {"mode": "allowTLS"}}}\n'],
    ['{"net": {"tls": {"mode": ‸}}}\n', 'preferTLS', '{"net": {"tls": {"mode": "preferTLS"}}}\n'],
    ['{"net": {"ipv6": ‸}}\n', 'true', '{"net": {"ipv6": true}}\n'],
  ])('keeps the quotes, and is found by what stands in them: %j', async (marked, label, expected) => {
    const item = (await complete(marked, { plain: true })).find((candidate) => candidate.label === label);
    if (!item?.textEdit || !('range' in item.textEdit)) throw new Error('no edit');
    const { text, offset } = atMark(marked);
    const document = TextDocument.create('', '', 1, text);
    const typed = text.slice(document.offsetAt(item.textEdit.range.start), offset);
    // editors filter by what stands before the cursor in the range
    expect(item.filterText?.startsWith(typed)).toBe(true);
    expect(take(marked, item)).toBe(expected);
  });

  it.each([
    ['net:\n  tls:\n    CAFile: ‸\n', '/work/ca #1.pem', "net:\n  tls:\n    CAFile: '/work/ca #1.pem'\n"],
    ['net: {tls: {CAFile: ‸}}\n', '/work/a,b.pem', "net: {tls: {CAFile: '/work/a,b.pem'}}\n"],
  ])('quotes the names of files where YAML would misread them: %j', async (marked, label, expected) => {
    const host = new MemoryHost({ '/work/ca #1.pem': '', '/work/a,b.pem': '' });
    const items = await complete(marked, { folders: ['/work'] }, host);
    const item = items.find((candidate) => candidate.label === label);
    expect(take(marked, item)).toBe(expected);
  });

  it.each([
    ['# mongodb-tls: version=‸\nnet:\n  port: 1\n', '7.0', '# mongodb-tls: version=7.0\nnet:\n  port: 1\n'],
    ['# mongodb-tls: version=4.‸2\n', '4.4', '# mongodb-tls: version=4.4\n'],
    [
      'net: # mongodb-tls-disable weak-cipher, rel‸\n  port: 1\n',
      'relative-path',
      'net: # mongodb-tls-disable weak-cipher, relative-path\n  port: 1\n',
    ],
  ])('offers versions and rules in our own comments: %j', async (marked, label, expected) => {
    const items = await complete(marked);
    const item = items.find((candidate) => candidate.label === label);
    expect(take(marked, item)).toBe(expected);
    expect(items.map((candidate) => candidate.label)).not.toContain('net');
  });

  it('follows the settings', async () => {
    const items = await complete('net:\n  ‸', { configuration: { mongodbVersion: '4.0' } });
    const labels = items.map(({ label }) => label);
    expect(labels).toContain('ssl');
    expect(labels).not.toContain('tls');
  });
});

describe('paths', () => {
  const files = {
    '/work/certs/ca.pem': '',
    '/work/certs/mongodb-keyfile': '',
    '/work/conf/x.pem': '',
    '/work/vendor/y.pem': '',
  };
  const labels = async (marked: string, configuration: object = {}) => {
    const items = await complete(marked, { folders: ['/work'], configuration }, new MemoryHost(files));
    return items
      .toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
      .map(({ label }) => label);
  };

  it('are written from the folder of the file where they are begun so', async () => {
    expect(await labels('net:\n  tls:\n    CAFile: certs/‸\n')).toContain('certs/ca.pem');
  });

  it('keep the ./ and go up with ..', async () => {
    expect(await labels('net:\n  tls:\n    CAFile: ./‸\n')).toContain('./certs/ca.pem');
    await client.stop();
    expect(await labels('net:\n  tls:\n    CAFile: "../‸"\n')).toContain('certs/ca.pem');
  });

  it('begin with keyfiles where one belongs, else with PEM files', async () => {
    expect((await labels('security:\n  keyFile: ‸\n'))[0]).toBe('/work/certs/mongodb-keyfile');
    await client.stop();
    expect((await labels('net:\n  tls:\n    CAFile: ‸\n'))[0]).toBe('/work/certs/ca.pem');
  });

  it('of a single file that is mapped are no folder', async () => {
    const pathMap = { '/etc/mongodb/mongodb-keyfile': 'certs/mongodb-keyfile' };
    expect(await labels('security:\n  keyFile: ‸\n', { pathMap })).toContain('/etc/mongodb/mongodb-keyfile');
  });

  it('leave out what is excluded', async () => {
    expect(await labels('net:\n  tls:\n    CAFile: ‸\n', { exclude: ['vendor'] })).not.toContain(
      '/work/vendor/y.pem',
    );
  });
});

describe('the order', () => {
  const names = async (marked: string) =>
    (await complete(marked)).toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));

  it('is that in which people write the settings', async () => {
    const labels = (await names('net:\n  tls:\n    ‸\n')).map(({ label }) => label);
    expect(labels.filter((label) => !label.includes(' ')).slice(0, 4)).toEqual([
      'mode',
      'certificateKeyFile',
      'certificateKeyFilePassword',
      'CAFile',
    ]);
  });

  it('is open again after a section, in an editor that has our commands', async () => {
    const items = await complete('n‸\n', { commands: true });
    expect(items.find(({ label }) => label === 'net')?.command?.command).toBe('editor.action.triggerSuggest');
    expect(items.find(({ kind }) => kind === 10)?.command).toBeUndefined();
  });
});
