import { afterEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  DiagnosticTag,
  DocumentDiagnosticRequest,
  LSPErrorCodes,
} from 'vscode-languageserver/node';
import { allRules } from '../support/lint.ts';
import { defineRule } from '../../server/src/core/linting/rule.ts';
import { rulePageUrl } from '../../server/src/rules/all-rules.ts';
import type { Runtime } from '../../server/src/lsp/session.ts';
import { notifications } from '../../server/src/protocol.ts';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { ruleMap } from '../support/rule-map.ts';

let client: LspClient;
afterEach(() => client.stop());

async function start(options: ClientOptions = {}, runtime: Partial<Runtime> = {}): Promise<MemoryHost> {
  const host = new MemoryHost();
  client = await LspClient.start({ host, ...runtime }, options);
  return host;
}

const wrongMode = 'net:\n  tls:\n    mode: requireSSL\n';

/** Reports what is known of each file that a configuration names. */
const fileStates = ruleMap({
  'file-states': defineRule(
    'config',
    { severity: 'warning', summary: 'File states', citation: 'test' },
    function* (_config, facts) {
      for (const [path, fact] of facts.files) {
        const related =
          fact.state === 'present'
            ? [{ span: [4, 5] as const, message: 'here', location: fact.location }]
            : [];
        yield { span: [0, 1], message: `${path} is ${fact.state}`, related };
      }
    },
  ),
});
const namesFile = 'net:\n  tls:\n    CAFile: /etc/ssl/ca.pem\n';
const messages = async (uri: string) => (await client.diagnostics(uri)).map(({ message }) => message);

describe('document diagnostics', () => {
  it('carry rule, page, source, severity and range', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', wrongMode);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === 'unknown-value');
    expect(found).toMatchObject({
      source: 'mongodb-tls',
      severity: 1,
      codeDescription: { href: rulePageUrl('unknown-value') },
      range: { start: { line: 2, character: 10 }, end: { line: 2, character: 20 } },
    });
  });

  it.each([
    ['CRLF', 'net:\r\n  tls:\r\n    mode: requireSSL\r\n', 2, 10],
    ['a byte order mark', `\uFEFF${wrongMode}`, 2, 10],
    ['characters outside the basic plane', '# 🔐🔐\nnet: {x: "🔐", tls: {mode: requireSSL}}\n', 1, 27],
  ])('are in the right place with %s', async (_, text, line, character) => {
    await start();
    const uri = await client.open('/work/mongod.conf', text);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === 'unknown-value');
    expect(found?.range.start).toEqual({ line, character });
  });

  it('strike an old name out', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', 'net.ssl.CAFile: /ca.pem\n');
    const found = (await client.diagnostics(uri)).find(({ code }) => code === 'deprecated-ssl-name');
    expect(found).toMatchObject({ severity: 2, tags: [DiagnosticTag.Deprecated] });
  });

  it('are one for a section of old names, with hints on its lines', async () => {
    await start();
    const lines = ['mode: requireSSL', 'PEMKeyFile: /a', 'CAFile: /b', 'disabledProtocols: TLS1_0'];
    const uri = await client.open(
      '/work/mongod.conf',
      `net:\n  ssl:\n${lines.map((line) => `    ${line}\n`).join('')}`,
    );
    const found = (await client.diagnostics(uri)).filter(({ code }) => code === 'deprecated-ssl-name');
    expect(found.map(({ severity, range }) => [severity, range.start.line])).toEqual([
      [2, 1],
      [4, 2],
      [4, 3],
      [4, 4],
      [4, 5],
    ]);
    expect(found.every(({ tags }) => tags?.includes(DiagnosticTag.Deprecated))).toBe(true);
  });

  it('mark the first line that the server does not read, and grey the rest', async () => {
    await start();
    const uri = await client.open(
      '/work/mongod.conf',
      '  storage:\n    dbPath: /d\n# c\nsecurity:\n  authorization: enabled\n\nnet:\n  port: 1\n# end\n\n',
    );
    expect(await client.diagnostics(uri)).toMatchObject([
      {
        code: 'unread-settings',
        severity: 1,
        range: { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } },
      },
      {
        code: 'unread-text',
        severity: 3,
        tags: [DiagnosticTag.Unnecessary],
        range: { start: { line: 3, character: 0 }, end: { line: 8, character: 5 } },
      },
    ]);
    await client.change(uri, 'net:\n  port: 1\n...\nsystemLog.quiet: true\n');
    const lost = await client.diagnostics(uri);
    expect(lost.map(({ code, severity }) => [code, severity])).toEqual([
      ['unread-settings', 2],
      ['unread-text', 3],
    ]);
  });

  it('follow each change of the text', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', wrongMode);
    expect(await client.rulesIn(uri)).toContain('unknown-value');
    await client.change(uri, 'net:\n  bindIp: localhost\nsecurity:\n  authorization: enabled\n');
    expect(await client.rulesIn(uri)).toEqual([]);
  });

  it('are unchanged while nothing changes, and whole again after a change', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', wrongMode);
    const pull = (previousResultId?: string) =>
      client.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      });
    const first = await pull();
    const { resultId } = first;
    expect(await pull(resultId)).toEqual({ kind: 'unchanged', resultId });
    await client.change(uri, `${wrongMode}#\n`);
    expect((await pull(resultId)).kind).toBe('full');
  });

  it('leave out what is none of ours', async () => {
    await start();
    const uri = await client.open('/work/notes.txt', wrongMode, 'plaintext');
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('say of a huge file only that it is not checked', async () => {
    await start();
    const uri = await client.open('/work/mongod.conf', `${wrongMode}${'#'.repeat(5 * 1024 * 1024)}`);
    const found = await client.diagnostics(uri);
    expect(found).toMatchObject([{ severity: 3, source: 'mongodb-tls' }]);
    expect(found[0]?.message).toContain('not checked');
  });

  it('name a rule that throws, and keep the others', async () => {
    const broken = defineRule('config', { severity: 'error', summary: 'Broken', citation: 'test' }, () => {
      throw new Error('no such thing');
    });
    await start({}, { rules: new Map([...allRules, ...ruleMap({ broken })]) });
    const uri = await client.open('/work/mongod.conf', wrongMode);
    expect(await client.rulesIn(uri)).toEqual(expect.arrayContaining(['internal-error', 'unknown-value']));
  });

  it('are not computed for a request that was cancelled', async () => {
    const host = await start({ trusted: true }, { rules: fileStates });
    const uri = await client.open('/work/mongod.conf', namesFile);
    let release: () => void = () => undefined;
    host.gate = new Promise((resolve) => {
      release = resolve;
    });
    const source = new CancellationTokenSource();
    const pull = client.connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    release();
    await expect(pull).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('are asked for again where the text changed in the meantime', async () => {
    const host = await start({ trusted: true }, { rules: fileStates });
    const uri = await client.open('/work/mongod.conf', namesFile);
    let release: () => void = () => undefined;
    host.gate = new Promise((resolve) => {
      release = resolve;
    });
    const pull = client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    await client.change(uri, `${namesFile}# more\n`);
    await client.settled();
    release();
    await expect(pull).rejects.toMatchObject({
      code: LSPErrorCodes.ServerCancelled,
      data: { retriggerRequest: true },
    });
    expect(await messages(uri)).toEqual(['/etc/ssl/ca.pem is missing']);
  });
});

describe('files that a document names', () => {
  it('are read once, and again after a watcher saw a change', async () => {
    const host = await start({ trusted: true }, { rules: fileStates });
    const uri = await client.open('/work/mongod.conf', namesFile);
    expect(await messages(uri)).toEqual(['/etc/ssl/ca.pem is missing']);
    await client.change(uri, `${namesFile}# more\n`);
    await client.diagnostics(uri);
    expect(host.reads).toEqual(['/etc/ssl/ca.pem']);
    expect(client.watchers).toContainEqual({ globPattern: { baseUri: 'file:///etc/ssl', pattern: '*' } });

    host.write('/etc/ssl/ca.pem', 'one\ntwo\n');
    const refreshed = client.nextRefresh();
    await client.changeFile('/etc/ssl/ca.pem');
    await refreshed;
    expect(await client.diagnostics(uri)).toMatchObject([
      {
        message: '/etc/ssl/ca.pem is present',
        relatedInformation: [
          {
            message: 'here',
            location: {
              uri: 'file:///etc/ssl/ca.pem',
              range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } },
            },
          },
        ],
      },
    ]);
  });

  it('are found through the path map', async () => {
    const host = await start(
      { trusted: true, configuration: { pathMap: { '/etc/ssl': '/work/certs' } } },
      { rules: fileStates },
    );
    host.write('/work/certs/ca.pem', 'x');
    const uri = await client.open('/work/mongod.conf', namesFile);
    expect(await messages(uri)).toEqual(['/etc/ssl/ca.pem is present']);
  });

  it.each([
    ['/etc/ssl/ca.pem', 'skipped'],
    ['ca.pem', 'present'],
    ['link.pem', 'skipped'],
    ['/work/../etc/ssl/ca.pem', 'skipped'],
    ['../etc/ssl/ca.pem', 'skipped'],
  ])('are left alone outside a workspace that is not trusted: %s is %s', async (path, state) => {
    const host = await start({ folders: ['/work'] }, { rules: fileStates });
    host.write('/etc/ssl/ca.pem', 'secret');
    host.write('/work/ca.pem', 'fine');
    host.write('/work/link.pem', '-> /etc/ssl/ca.pem');
    const uri = await client.open('/work/mongod.conf', `net:\n  tls:\n    CAFile: ${path}\n`);
    expect(await messages(uri)).toEqual([`${path} is ${state}`]);
    expect(host.reads).toEqual(state === 'present' ? ['/work/ca.pem'] : []);
  });

  it('are read once the user trusts the workspace', async () => {
    await start({ folders: ['/work'] }, { rules: fileStates });
    const uri = await client.open('/work/mongod.conf', namesFile);
    expect(await messages(uri)).toEqual(['/etc/ssl/ca.pem is skipped']);
    const refreshed = client.nextRefresh();
    await client.connection.sendNotification(notifications.trustGranted);
    await refreshed;
    expect(await messages(uri)).toEqual(['/etc/ssl/ca.pem is missing']);
  });
});
