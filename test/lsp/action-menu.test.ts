import { afterEach, describe, expect, it } from 'vitest';
import { CodeActionRequest } from 'vscode-languageserver/node';
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
});
