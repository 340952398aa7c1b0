import { afterEach, describe, expect, it } from 'vitest';
import { CodeActionRequest, type CodeAction } from 'vscode-languageserver/node';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

let client: LspClient;
afterEach(() => client.stop());

describe('the menu of a line', () => {
  const ssl = [
    'systemLog:',
    '  destination: file',
    'net:',
    '  ssl:',
    '    mode: requireSSL',
    '    PEMKeyFile: /etc/ssl/m.pem',
    '    CAFile: /etc/ssl/ca.pem',
    '    allowInvalidCertificates: tru',
    '',
  ].join('\n');
  const titles = async (line: number, only?: string[]) => {
    client = await LspClient.start({ host: new MemoryHost() });
    const uri = await client.open('/work/mongod.conf', ssl);
    const diagnostics = (await client.diagnostics(uri)).filter(({ range }) => range.start.line === line);
    const range = { start: { line, character: 4 }, end: { line, character: 34 } };
    const found = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics, ...(only ? { only } : {}) },
    });
    return (found ?? []).map(({ title }) => title);
  };

  it('has no rewriting that has nothing to do with the line, unless refactorings are asked for', async () => {
    expect(await titles(1)).not.toContain('Migrate net.ssl to net.tls in the whole file');
    await client.stop();
    expect(await titles(1, ['refactor'])).toContain('Migrate net.ssl to net.tls in the whole file');
  });

  it('has no action twice', async () => {
    const found = await titles(4);
    expect(new Set(found).size).toBe(found.length);
    expect(found.filter((title) => /^(Rename all|Migrate)/.test(title))).toHaveLength(1);
  });

  it('has one way for each rule to silence it where there are several', async () => {
    const silencers = (await titles(7)).filter((title) => title.startsWith('Silence'));
    expect(silencers.length).toBeGreaterThan(1);
    expect(silencers.filter((title) => !title.endsWith('for this line'))).toEqual([]);
  });

  it('offers at a line of an old section to rename the section, or the line alone', async () => {
    const found = await titles(6);
    expect(found).toContain('Rename only net.ssl.CAFile to net.tls.CAFile');
    expect(found.some((title) => /^(Rename all|Migrate)/.test(title))).toBe(true);
  });

  it('has more for a keyfile than to silence it', async () => {
    client = await LspClient.start({ host: new MemoryHost() });
    const uri = await client.open('/work/mongodb-keyfile', 'my-secret_key\n');
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^A hyphen may not/),
      expect.stringMatching(/^An underscore may not/),
    ]);
    const range = diagnostics[0]?.range ?? expect.fail('no finding');
    const found = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics },
    });
    const [fix] = (found ?? []).filter((action): action is CodeAction => 'edit' in action);
    expect(fix?.title).toMatch(/^Write \+ for - and \/ for _/);
    await client.apply(fix?.edit ?? {});
    expect(client.document(uri).getText()).toBe('my+secret/key\n');
    expect(await client.diagnostics(uri)).toEqual([]);
  });
});
