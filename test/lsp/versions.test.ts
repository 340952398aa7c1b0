import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CodeActionKind,
  CodeActionRequest,
  CodeActionTriggerKind,
  HoverRequest,
  type CodeAction,
} from 'vscode-languageserver/node';
import { requests, type StateVersionResult, type VersionsResult } from '../../server/src/protocol.ts';
import { atMark } from '../support/marks.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

let client: LspClient;
beforeEach(async () => {
  client = await LspClient.start({ host: new MemoryHost() });
});
afterEach(() => client.stop());

const setVersion = 'refactor.rewrite.mongodbTls.setVersion';

async function hover(marked: string): Promise<string[]> {
  const { text, offset } = atMark(marked);
  const uri = await client.open('/work/mongod.conf', text);
  const position = client.document(uri).positionAt(offset);
  const found = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  return JSON.stringify(found?.contents ?? '').split('\\n');
}

async function actions(
  marked: string,
  only?: string[],
  triggerKind: CodeActionTriggerKind = CodeActionTriggerKind.Invoked,
): Promise<{ uri: string; found: CodeAction[] }> {
  const { text, offset } = atMark(marked);
  const uri = await client.open('/work/mongod.conf', text);
  const position = client.document(uri).positionAt(offset);
  const found = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: await client.diagnostics(uri), triggerKind, ...(only ? { only } : {}) },
  });
  return { uri, found: (found ?? []).filter((action): action is CodeAction => 'edit' in action) };
}

describe('hover says what other versions make of the line', () => {
  it('a name that came and went', async () => {
    const lines = await hover('storage:\n  journal.en‸abled: true\n');
    expect(lines).toContain('- before 6.1: no error');
    expect(lines.find((line) => line.startsWith('- since 6.1: **error**'))).toContain(
      'storage.journal.enabled',
    );
  });

  it('a name that came', async () => {
    const lines = await hover('net:\n  tls:\n    mo‸de: disabled\n');
    expect(lines.find((line) => line.startsWith('- before 4.2: **error**'))).toContain('4.2');
    expect(lines).toContain('- since 4.2: no error');
  });

  it('a value, and a condition that point releases brought', async () => {
    const lines = await hover('net:\n  tls:\n    mode: require‸TLS\n    certificateKeyFile: /a.pem\n');
    expect(lines.find((line) => line.endsWith(': no error'))).toBe(
      '- 4.2 until 4.4.29; 5.0 until 5.0.25; 5.3 until 6.0.14; 6.1 until 7.0.6: no error',
    );
    expect(
      lines.some((line) =>
        line.startsWith(
          '- 4.4.29 until 5.0; 5.0.25 until 5.3; 6.0.14 until 6.1; since 7.0.6: **error**: TLS is on',
        ),
      ),
    ).toBe(true);
  });

  it('but not where they agree, nor the version in a comment', async () => {
    expect((await hover('net:\n  po‸rt: 1\n')).join()).not.toContain('by version');
    const lines = await hover('# mongodb-tls: version=6.0\nstorage:\n  journal.en‸abled: true\n');
    expect(lines).toContain('- before 6.1: no error');
    expect(lines.join()).toContain('Judged for MongoDB 6.0.');
  });

  it('and that the version is only assumed', async () => {
    expect((await hover('net:\n  po‸rt: 1\n')).join()).toContain('9.0.2, the newest, as no version is given');
  });
});

describe('the versions of a document', () => {
  const ask = async (name: string, text: string, language?: string, choices = false) =>
    client.connection.sendRequest<VersionsResult>(requests.versions, {
      textDocument: { uri: await client.open(`/work/${name}`, text, language) },
      choices,
    });

  it('are those in effect, and whether somebody named them', async () => {
    expect(await ask('mongod.conf', 'net.port: 1\n')).toEqual({
      inEffect: ['9.0.2'],
      isAssumed: true,
      summary: ['no TLS'],
    });
    const stated = await ask('old.conf', '# mongodb-tls: version=4.4.18\nnet.port: 1\n', 'mongod-conf');
    expect(stated).toEqual({ inEffect: ['4.4.18'], isAssumed: false, summary: ['no TLS'] });
    const compose = 'a:\n  image: mongo:7.0\n  command: --port 1\nb:\n  image: mongo\n  command: --port 2\n';
    expect((await ask('compose.yaml', compose, 'yaml'))?.inEffect).toEqual(['7.0', '9.0.2']);
  });

  it('come with what the configuration comes to', async () => {
    const text = 'net.tls:\n  mode: requireTLS\n  certificateKeyFile: /work/a.pem\n  CAFile: /work/a.pem\n';
    expect((await ask('mongod.conf', text))?.summary).toEqual(['requireTLS']);
    const unread = 'net.tls.mode: "{{ mode }}"\n';
    expect((await ask('mongod.yaml', unread))?.summary).toEqual([]);
  });

  it('come with those whose errors are others', async () => {
    const text = 'storage:\n  journal.enabled: true\nnet.tls.mode: disabled\n';
    expect((await ask('mongod.conf', text, undefined, true))?.choices).toEqual([
      { version: '6.0', errors: 0 },
      { version: '4.0', errors: 1 },
    ]);
  });
});

describe('code actions name the version', () => {
  const text = 'storage:\n  journal.en‸abled: true\nnet.tls.mode: disabled\n';

  it('the newest of each that finds other errors, with their number', async () => {
    const { found, uri } = await actions(text, [setVersion]);
    expect(found.map(({ title }) => title)).toEqual([
      'Check this file for MongoDB 6.0: no error',
      'Check this file for MongoDB 4.0: 1 error',
    ]);
    expect(found.every(({ kind }) => kind === setVersion)).toBe(true);
    await client.apply(found[0]?.edit ?? {});
    expect(client.document(uri).getText()).toMatch(/^# mongodb-tls: version=6.0\nstorage:\n/);
    expect(await client.rulesIn(uri)).not.toContain('unknown-setting');
  });

  it.each([
    ['# mongodb-tls: version=4.0.28\r\n', '# mongodb-tls: version=6.0\r\n'],
    ['# mongodb-tls: configExpand=rest\n', '# mongodb-tls: version=6.0 configExpand=rest\n'],
    ['\uFEFF', '\uFEFF# mongodb-tls: version=6.0\n'],
  ])('in a file that begins with %j', async (before, after) => {
    const { found, uri } = await actions(`${before}storage.mmapv1.smallFiles: t‸rue\nnet.tls.mode: x\n`, [
      setVersion,
    ]);
    const wanted = found.find(({ title }) => title.includes('MongoDB 6.0'));
    const six = wanted ?? found[0];
    await client.apply(six?.edit ?? {});
    const version = /MongoDB ([\d.]+)/.exec(six?.title ?? '')?.[1] ?? '';
    expect(client.document(uri).getText()).toBe(
      `${after.replace('6.0', version)}storage.mmapv1.smallFiles: true\nnet.tls.mode: x\n`,
    );
  });

  it('on a finding, the newest version without it, where none is given', async () => {
    const title = 'The server is MongoDB 6.0, for which this is no error';
    const { found } = await actions(text, [CodeActionKind.QuickFix]);
    expect(found.map((action) => action.title)).toContain(title);
    const stated = await actions(`# mongodb-tls: version=8.0\n${text}`, [CodeActionKind.QuickFix]);
    expect(stated.found.map((action) => action.title)).not.toContain(title);
  });

  it('but none that refuses the section around it', async () => {
    const { found } = await actions('net:\n  tls:\n    ca‸File: /ca.pem\n', [CodeActionKind.QuickFix]);
    expect(found.map((action) => action.title)).toContain('Change caFile to CAFile');
    expect(found.map((action) => action.title).join()).not.toContain('no error');
  });

  it('not at every move of the cursor, and not where all versions agree', async () => {
    const automatic = await actions(text, undefined, CodeActionTriggerKind.Automatic);
    expect(automatic.found.map(({ kind }) => kind)).not.toContain(setVersion);
    expect((await actions('net:\n  po‸rt: 1\n', [setVersion])).found).toEqual([]);
  });
});

it('a version that is chosen is stated in the file', async () => {
  const uri = await client.open('/work/mongod.conf', 'net:\n  port: 27017\n');
  const state = (version: string) =>
    client.connection.sendRequest<StateVersionResult>(requests.stateVersion, {
      textDocument: { uri },
      version,
    });
  expect(await state('new')).toBeNull();
  const edit = await state('4.4.18');
  if (edit) await client.apply(edit);
  expect(client.document(uri).getText()).toBe('# mongodb-tls: version=4.4.18\nnet:\n  port: 27017\n');
});
