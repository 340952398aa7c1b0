import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CompletionRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  HoverRequest,
  MarkupContent,
  type CodeAction,
  type CompletionItem,
  type DocumentSymbol,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { requests, type EffectiveSettingsResult } from '../../server/src/protocol.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const manifest = [
  'apiVersion: v1',
  'kind: ConfigMap',
  'data:',
  '  mongod.conf: |',
  '    net:',
  '      tls:',
  '        mode: requireSSL',
  '        CAFile: /work/ca.pem',
  '        PEMKeyFile: /a.pem',
  '    ',
  '  other: net',
  '',
].join('\r\n');

let client: LspClient;
let uri: string;
beforeEach(async () => {
  client = await LspClient.start({ host: new MemoryHost({ '/work/ca.pem': 'x' }) }, { folders: ['/work'] });
  await client.settled();
  uri = await client.open('/work/db.yaml', manifest, 'yaml');
});
afterEach(() => client.stop());

const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

function edited(edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create(uri, 'yaml', 1, manifest), [...edits]);
}

async function actions(line: number, only?: string): Promise<CodeAction[]> {
  const found = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: { line, character: 12 }, end: { line, character: 12 } },
    context: { diagnostics: [], ...(only === undefined ? {} : { only: [only] }) },
  });
  return (found ?? []).filter((action): action is CodeAction => 'edit' in action);
}

function editsOf(action: CodeAction | undefined): TextEdit[] {
  const [change] = action?.edit?.documentChanges ?? [];
  return change && 'edits' in change ? (change.edits as TextEdit[]) : [];
}

describe('a configuration inside a file of another language', () => {
  it('has its findings where it stands', async () => {
    const found = await client.diagnostics(uri);
    const place = found.map(({ code, range: { start, end } }) => [
      code,
      start.line,
      start.character,
      end.character,
    ]);
    expect(place).toContainEqual(['unknown-setting', 8, 8, 18]);
    expect(found.every(({ range }) => range.start.line >= 4 && range.end.line <= 9)).toBe(true);
  });

  it('is mended where it stands, with its indentation and line ends', async () => {
    const [rename] = await actions(8);
    expect(edited(editsOf(rename))).toBe(manifest.replace('PEMKeyFile', 'certificateKeyFile'));
    const [all] = await actions(6, 'source.fixAll');
    expect(edited(editsOf(all))).toContain('        mode: requireTLS\r\n');
    const silence = (await actions(8)).find(({ title }) => title.endsWith('for this line'));
    expect(edited(editsOf(silence))).toBe(
      manifest.replace(
        '        PEMKeyFile',
        '        # mongodb-tls-disable-next-line unknown-setting\r\n        PEMKeyFile',
      ),
    );
  });

  it('has hover, completion, links and an outline', async () => {
    const hover = await client.connection.sendRequest(HoverRequest.type, at(6, 9));
    expect(MarkupContent.is(hover?.contents) ? hover.contents.value : '').toContain('net.tls.mode');
    expect(hover?.range).toEqual({ start: { line: 6, character: 8 }, end: { line: 6, character: 12 } });
    expect(await client.connection.sendRequest(HoverRequest.type, at(10, 10))).toBeNull();

    const offered = (await client.connection.sendRequest(
      CompletionRequest.type,
      at(9, 4),
    )) as CompletionItem[];
    expect(offered.map(({ label }) => label)).toContain('security');
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    expect(links?.map(({ target, range }) => [target, range.start])).toContainEqual([
      'file:///work/ca.pem',
      { line: 7, character: 16 },
    ]);
    const [symbol] = (await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    })) as DocumentSymbol[];
    expect([symbol?.name, symbol?.children?.[0]?.name, symbol?.children?.[0]?.range.start]).toEqual([
      'data.mongod.conf',
      'net',
      { line: 4, character: 4 },
    ]);
  });

  it('shows its effective settings', async () => {
    const result = await client.connection.sendRequest<EffectiveSettingsResult>(requests.effectiveSettings, {
      textDocument: { uri },
    });
    expect(result?.text).toContain('data.mongod.conf of db.yaml');
  });
});
