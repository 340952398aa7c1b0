// first, so that its counters are there
import { callsOf } from '../support/work.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CompletionRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  SelectionRangeRequest,
  WorkspaceDiagnosticRequest,
  type CodeAction,
} from 'vscode-languageserver/node';
import { requests, type MigrateToTlsResult } from '../../server/src/protocol.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const documents = '/server/src/core/documents/document.ts';

const compose = [
  'services:',
  '  db:',
  '    image: mongo:7.0',
  '    command: --sslMode requireSSL --sslPEMKeyFile /tls/m.pem --sslCAFile /tls/ca.pem',
  '    volumes: ["tls:/tls"]',
  '',
].join('\n');
const migrated = compose
  .replace('--sslMode requireSSL', '--tlsMode requireTLS')
  .replace('sslPEMKeyFile', 'tlsCertificateKeyFile')
  .replace('sslCAFile', 'tlsCAFile');
const unrelated = 'services:\n  web:\n    image: nginx\n    command: nginx --tls -f x\n';

let host: MemoryHost;
let client: LspClient;
beforeEach(async () => {
  host = new MemoryHost({ '/work/compose.yaml': compose });
  client = await LspClient.start({ host }, { folders: ['/work'] });
  await client.settled();
});
afterEach(() => client.stop());

async function actionsAt(uri: string, line: number, only?: string): Promise<CodeAction[]> {
  const actions = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: { line, character: 15 }, end: { line, character: 15 } },
    context: { diagnostics: [], ...(only === undefined ? {} : { only: [only] }) },
  });
  return (actions ?? []).filter((action): action is CodeAction => 'edit' in action);
}

describe('files of other languages', () => {
  it('are asked for where answers stand beside those of others', () => {
    expect([...client.registered.keys()].sort()).toEqual([
      'textDocument/codeAction',
      'textDocument/completion',
      'textDocument/diagnostic',
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didOpen',
      'textDocument/documentLink',
      'textDocument/documentSymbol',
      'textDocument/hover',
    ]);
    expect(client.registered.get('textDocument/didOpen')).toContainEqual({
      language: 'dockercompose',
      scheme: 'file',
    });
  });

  it('are neither looked into nor parsed where MongoDB is not mentioned', async () => {
    const calls = await callsOf(documents, async () => {
      const uri = await client.open('/work/web.yaml', unrelated, 'yaml');
      expect(await client.diagnostics(uri)).toEqual([]);
      expect(await actionsAt(uri, 3)).toEqual([]);
      await client.change(uri, `${unrelated}# more\n`);
      expect(await client.diagnostics(uri)).toEqual([]);
    });
    expect(calls.get('detectKind') ?? 0).toBe(0);
    expect(calls.get('parseText') ?? 0).toBe(0);
  });

  it.each(['yaml', 'mongod-conf'])(
    'are no configuration where they only have the name of one, as %s',
    async (language) => {
      const manifest = 'apiVersion: v1\nkind: Secret\nspec:\n  args: [mongod, --sslMode, requireSSL]\n';
      const uri = await client.open('/work/mongod-secret.yaml', manifest, language);
      const found = await client.diagnostics(uri);
      expect(found.map(({ code }) => code)).not.toContain('unknown-setting');
      expect(found.map(({ code }) => code)).toContain('deprecated-ssl-flag');
    },
  );

  it('are no configuration where they are for the program that starts the server', async () => {
    const supervisor = '[program:mongodb]\nautostart = true\nuser = mongodb\n';
    const uri = await client.open('/work/mongodb.conf', supervisor, 'mongod-conf');
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('are migrated in a list of several lines and in the arguments of an entrypoint', async () => {
    const list =
      'services:\n  db:\n    command: [\n      "mongod",\n      "--sslMode", "requireSSL"\n    ]\n';
    const docker = 'FROM debian\nENTRYPOINT ["mongod"]\nCMD ["-sslMode", "requireSSL", "--fork"]\n';
    for (const [path, text] of [
      ['/work/list.yaml', list],
      ['/work/Dockerfile', docker],
    ] as const) {
      const uri = await client.open(path, text, 'x');
      const { edit } = await client.connection.sendRequest<MigrateToTlsResult>(requests.migrateToTls, {
        textDocument: { uri },
      });
      expect(JSON.stringify(edit)).toContain('tlsMode');
    }
  });

  it('are not complained of for their length', async () => {
    const uri = await client.open('/work/long.yaml', `# mongo\n${'a: b\n'.repeat(1_100_000)}`, 'yaml');
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('are parsed once for each version where it is', async () => {
    const calls = await callsOf(documents, async () => {
      const uri = await client.open('/work/compose.yaml', compose, 'dockercompose');
      await client.diagnostics(uri);
      await actionsAt(uri, 3);
      await client.diagnostics(uri);
    });
    expect(calls.get('parseText')).toBe(1);
  });

  it('have one fix for all of a command line', async () => {
    const uri = await client.open('/work/compose.yaml', compose, 'dockercompose');
    expect(await client.rulesIn(uri)).toEqual([
      'deprecated-ssl-flag',
      'deprecated-ssl-flag',
      'deprecated-ssl-flag',
    ]);
    const [fix, ...others] = await actionsAt(uri, 3);
    expect(fix?.title).toBe('Rename the ssl flags of this command to tls');
    expect(others.map(({ title }) => title)).toEqual(['Silence deprecated-ssl-flag for this file']);
    if (fix?.edit) await client.apply(fix.edit);
    expect(client.document(uri).getText()).toBe(migrated);
    expect(await client.rulesIn(uri)).toEqual([]);
  });

  it('have one fix for the command and the arguments of a container', async () => {
    const pod =
      'command: [mongod, --sslMode=requireSSL]\nargs: [--sslPEMKeyFile=/m.pem, --sslCAFile=/ca.pem]\n';
    const uri = await client.open('/work/pod.yaml', pod, 'yaml');
    const [fix] = await actionsAt(uri, 1);
    expect(fix?.title).toBe('Rename the ssl flags of this command to tls');
    if (fix?.edit) await client.apply(fix.edit);
    expect(client.document(uri).getText()).toBe(
      'command: [mongod, --tlsMode=requireTLS]\nargs: [--tlsCertificateKeyFile=/m.pem, --tlsCAFile=/ca.pem]\n',
    );
  });

  it('take part in source.fixAll.mongodbTls', async () => {
    const uri = await client.open('/work/compose.yaml', compose, 'yaml');
    const [fixAll] = await actionsAt(uri, 0, 'source.fixAll.mongodbTls');
    if (fixAll?.edit) await client.apply(fixAll.edit);
    expect(client.document(uri).getText()).toBe(migrated);
  });

  it('are judged for the version of the image, then for that of the settings', async () => {
    await client.configure({ mongodbVersion: '4.0' });
    const uri = await client.open('/work/compose.yaml', compose, 'yaml');
    expect(await client.rulesIn(uri)).toContain('deprecated-ssl-flag');
    const old = await client.open(
      '/work/old.yaml',
      compose.replace('mongo:7.0', 'percona-server-mongodb'),
      'yaml',
    );
    expect(await client.rulesIn(old)).toEqual([]);
    const newest = await client.open('/work/newest.yaml', compose.replace('mongo:7.0', 'mongo'), 'yaml');
    expect(await client.rulesIn(newest)).toContain('deprecated-ssl-flag');
  });

  it('get a comment that silences a rule where a comment may stand', async () => {
    const script = '#!/bin/sh\nmongod --sslMode requireSSL -f /etc/mongod.conf\n';
    const uri = await client.open('/work/start.sh', script, 'shellscript');
    const silence = (await actionsAt(uri, 1)).find(({ title }) => title.startsWith('Silence'));
    if (silence?.edit) await client.apply(silence.edit);
    expect(client.document(uri).getText()).toBe(
      script.replace('\n', '\n# mongodb-tls-disable deprecated-ssl-flag\n'),
    );
    expect(await client.rulesIn(uri)).toEqual([]);
  });

  it('are migrated on request', async () => {
    const uri = await client.open('/work/compose.yaml', compose, 'yaml');
    const migrate = () =>
      client.connection.sendRequest<MigrateToTlsResult>(requests.migrateToTls, { textDocument: { uri } });
    const { edit, message } = await migrate();
    expect(message).toBe('Migrated the command lines from ssl to tls flags.');
    if (edit) await client.apply(edit);
    expect(client.document(uri).getText()).toBe(migrated);
    expect((await migrate()).edit).toBeUndefined();
  });

  it('are left to their owners in all else', async () => {
    const uri = await client.open('/work/compose.yaml', compose, 'yaml');
    const at = { textDocument: { uri }, position: { line: 3, character: 16 } };
    const { connection } = client;
    expect(await connection.sendRequest(HoverRequest.type, at)).toBeNull();
    expect(await connection.sendRequest(CompletionRequest.type, at)).toEqual([]);
    expect(await connection.sendRequest(DocumentSymbolRequest.type, at)).toEqual([]);
    expect(await connection.sendRequest(FoldingRangeRequest.type, at)).toEqual([]);
    const range = { start: { line: 0, character: 0 }, end: at.position };
    expect(await connection.sendRequest(InlayHintRequest.type, { ...at, range })).toEqual([]);
    const selected = await connection.sendRequest(SelectionRangeRequest.type, {
      ...at,
      positions: [at.position],
    });
    expect(selected).toEqual([]);
  });

  it('are found in the workspace, and answered for by one of two while they are open', async () => {
    const pull = async (previousResultIds: { uri: string; value: string }[]) => {
      const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
        previousResultIds,
      });
      return items.map((item) => [item.uri, item.kind === 'full' ? item.items.length : item.kind]);
    };
    await client.configure({ diagnosticsScope: 'workspace' });
    expect(await pull([])).toEqual([['file:///work/compose.yaml', 3]]);
    const next = pull([{ uri: 'file:///work/compose.yaml', value: '1' }]);
    await client.open('/work/compose.yaml', compose, 'yaml');
    expect(await next).toEqual([['file:///work/compose.yaml', 0]]);
  });
});
