import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CodeLensRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  SelectionRangeRequest,
  type DocumentSymbol,
  type SelectionRange,
} from 'vscode-languageserver/node';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const text = [
  '# one',
  '# two',
  'net:',
  '  tls:',
  '    mode: requireTLS',
  '    CAFile: /etc/ssl/ca.pem',
  '    certificateKeyFile: /etc/ssl/server.pem',
  '    certificateKeyFilePassword: hunter2',
  '',
  'systemLog: {quiet: true}',
  '',
].join('\n');

let client: LspClient;
let uri: string;
beforeEach(async () => {
  const host = new MemoryHost({ '/etc/ssl/ca.pem': '', '/etc/ssl/pair.pem': '' });
  client = await LspClient.start({ host }, { trusted: true, commands: true });
  uri = await client.open('/work/mongod.conf', text);
});
afterEach(() => client.stop());

const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const textDocument = () => ({ textDocument: { uri } });

describe('what the server tells of a document', () => {
  it('hover: the range of the name and Markdown', async () => {
    const found = await client.connection.sendRequest(HoverRequest.type, {
      ...textDocument(),
      position: { line: 4, character: 5 },
    });
    expect(found).toMatchObject({
      range: { start: { line: 4, character: 4 }, end: { line: 4, character: 8 } },
      contents: { kind: 'markdown' },
    });
    expect(JSON.stringify(found)).toContain('"value":"**Who may connect');
  });

  it('links: to the files that are there, and from the TLS section to the manual', async () => {
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, textDocument());
    expect(links).toEqual([
      {
        range: { start: { line: 3, character: 2 }, end: { line: 3, character: 5 } },
        target: 'https://www.mongodb.com/docs/manual/reference/configuration-options/#net-tls-options',
        tooltip: 'MongoDB Manual: net.tls options',
      },
      {
        range: { start: { line: 5, character: 12 }, end: { line: 5, character: 27 } },
        target: 'file:///etc/ssl/ca.pem',
      },
    ]);
  });

  it.each(['mongosqld.conf', 'mongod.conf'])(
    'links: none to the manual without TLS of mongod: %s',
    async (name) => {
      const without = name === 'mongod.conf' ? 'net:\n  port: 1\n' : 'net:\n  ssl:\n    mode: requireSSL\n';
      const other = await client.open(`/other/${name}`, without);
      const links = await client.connection.sendRequest(DocumentLinkRequest.type, {
        textDocument: { uri: other },
      });
      expect(links).toEqual([]);
    },
  );

  it('symbols: sections and settings, without secrets', async () => {
    const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, textDocument())) ?? [];
    const names = (list: readonly DocumentSymbol[]): unknown[] =>
      list.map(({ name, detail, children = [] }) =>
        children.length > 0 ? [name, names(children)] : [name, detail],
      );
    expect(names(symbols as DocumentSymbol[])).toEqual([
      [
        'net',
        [
          [
            'tls',
            [
              ['mode', 'requireTLS'],
              ['CAFile', '/etc/ssl/ca.pem'],
              ['certificateKeyFile', '/etc/ssl/server.pem'],
              ['certificateKeyFilePassword', ''],
            ],
          ],
        ],
      ],
      ['systemLog', [['quiet', 'true']]],
    ]);
  });

  it('folding: sections and comments', async () => {
    const folds = (await client.connection.sendRequest(FoldingRangeRequest.type, textDocument())) ?? [];
    expect(folds.map(({ startLine, endLine, kind }) => [startLine, endLine, kind])).toEqual([
      [2, 7, undefined],
      [3, 7, undefined],
      [0, 1, 'comment'],
    ]);
  });

  it('selection: from the word to the file', async () => {
    const ranges = await client.connection.sendRequest(SelectionRangeRequest.type, {
      ...textDocument(),
      positions: [{ line: 5, character: 20 }],
    });
    const document = client.document(uri);
    const grown: string[] = [];
    for (let at: SelectionRange | undefined = ranges?.[0]; at; at = at.parent)
      grown.push(document.getText(at.range));
    expect(grown.slice(0, 4)).toEqual([
      'ssl',
      '/etc/ssl/ca.pem',
      'CAFile: /etc/ssl/ca.pem',
      '    CAFile: /etc/ssl/ca.pem\n',
    ]);
    expect(grown.at(-1)).toBe(text);
  });

  it('inlay hint: what is asked of clients, beside CAFile', async () => {
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      ...textDocument(),
      range: whole,
    });
    expect(hints).toMatchObject([
      { position: { line: 5, character: 27 }, label: 'client certificate: required' },
    ]);
  });

  it('code lenses: on the TLS section, what its commands can do', async () => {
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, textDocument());
    const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 5 } };
    expect(lenses).toEqual([
      {
        range,
        command: { title: 'Test connection', command: 'mongodbTls.testConnection', arguments: [uri] },
      },
    ]);
    const other = await client.open('/work/mongod-2.conf', 'net.tls.certificateKeyFile: /etc/ssl/pair.pem\n');
    const found = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: other } });
    expect(found?.map(({ command }) => command?.arguments)).toEqual([[other], ['file:///etc/ssl/pair.pem']]);
  });

  it('symbols: not even the connection string of mongosqld, which may hold a password', async () => {
    const other = await client.open(
      '/work/mongosqld.conf',
      'mongodb:\n  net:\n    uri: mongodb://u:hunter2@h\n',
    );
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri: other },
    });
    expect(JSON.stringify(symbols)).toContain('uri');
    expect(JSON.stringify(symbols)).not.toContain('hunter2');
  });

  it('nothing of a document that is not open', async () => {
    const found = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: 'file:///work/other.conf' },
      position: { line: 0, character: 0 },
    });
    expect(found).toBeNull();
  });
});
