import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodeLensRequest } from 'vscode-languageserver/node';
import { requests, type EffectiveSettingsResult } from '../../server/src/protocol.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

let client: LspClient;
beforeEach(async () => {
  client = await LspClient.start(
    { host: new MemoryHost({ '/work/mongod.conf': 'net:\n  tls:\n    mode: allowTLS\n' }) },
    { folders: ['/work'], trusted: true, commands: true },
  );
  await client.settled();
});
afterEach(() => client.stop());

async function lenses(uri: string): Promise<[line: number, title: string, ...place: unknown[]][]> {
  const found = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
  return found.map(({ range, command }) => {
    expect(command?.command).toBe('mongodbTls.showEffectiveSettings');
    expect(command?.arguments).toEqual([uri, range.start]);
    return [range.start.line, command?.title ?? ''];
  });
}

const compose = [
  'services:',
  '  a:',
  '    image: mongo:7.0.14',
  '    command: mongod --tlsMode requireTLS --tlsCertificateKeyFile /a.pem --tlsCAFile /ca.pem --keyFile /k --replSet rs0',
  '  b:',
  '    image: mongo:6.0',
  '    command: ["mongos", "--configdb", "c/a:27019", "--clusterAuthMode", "x509", "--sslMode", "preferSSL"]',
  '  c:',
  '    image: mongo:7.0',
  '    command: mongod --config /etc/mongod.conf --auth',
  '  d:',
  '    image: mongo:8.0',
  '  e:',
  '    image: nginx',
  '',
].join('\n');

describe('lenses on what starts a server', () => {
  it('tell what each becomes', async () => {
    expect(client.registered.get('textDocument/codeLens')).toContainEqual({
      language: 'yaml',
      scheme: 'file',
    });
    const uri = await client.open('/work/compose.yaml', compose, 'dockercompose');
    expect(await lenses(uri)).toEqual([
      [3, 'mongod 7.0.14 · requireTLS · keyFile'],
      [6, 'mongos 6.0 · preferTLS · x509'],
      [9, 'mongod 7.0 · authorization · settings of /etc/mongod.conf'],
      [10, 'mongod 8.0 · no TLS'],
    ]);
  });

  it('know the configuration that is mounted', async () => {
    const text = [
      'services:',
      '  a:',
      '    image: mongo:7.0.14',
      '    command: mongod --config /etc/mongod.conf --keyFile /k',
      '    volumes: ["./mongod.conf:/etc/mongod.conf"]',
      '',
    ].join('\n');
    const uri = await client.open('/work/compose.yaml', text, 'yaml');
    expect(await lenses(uri)).toEqual([[3, 'mongod 7.0.14 · allowTLS · keyFile']]);
  });

  it('do so in units, and name no version that nobody names', async () => {
    const uri = await client.open(
      '/work/mongod.service',
      '[Service]\nExecStart=/usr/bin/mongod --port 27017 --bind_ip 127.0.0.1\n',
      'systemd-unit-file',
    );
    expect(await lenses(uri)).toEqual([[1, 'mongod · no TLS · no access control']]);
  });

  it('stand in no manual and on no shell', async () => {
    const text = '```sh\nmongod --tlsMode requireTLS\nmongosh --tls\n```\n';
    expect(await lenses(await client.open('/work/a.md', text, 'markdown'))).toEqual([]);
    expect(await lenses(await client.open('/work/a.sh', 'mongosh --tls\n', 'shellscript'))).toEqual([]);
  });

  it('open the settings of that server', async () => {
    const uri = await client.open('/work/compose.yaml', compose, 'yaml');
    const settings = async (line: number): Promise<string> => {
      const answer = await client.connection.sendRequest<EffectiveSettingsResult>(
        requests.effectiveSettings,
        {
          textDocument: { uri },
          position: { line, character: 13 },
        },
      );
      return answer?.text ?? '';
    };
    const first = await settings(3);
    expect(first).toContain('# What mongod of MongoDB 7.0.14 reads from a in compose.yaml');
    expect(first).toMatch(/mode: requireTLS +# compose\.yaml line 4/);
    expect(first).not.toContain('configDB: c/a');
    expect(await settings(6)).toMatch(/What mongos of MongoDB 6\.0 [^\n]*\n[^]*mode: preferTLS/);
    expect(await settings(10)).toContain('# What mongod of MongoDB 8.0 reads from d in compose.yaml');
  });

  it('are not there for a client without the commands', async () => {
    const other = await LspClient.start({ host: new MemoryHost({}) }, { folders: ['/work'] });
    await other.settled();
    expect(other.registered.has('textDocument/codeLens')).toBe(false);
    await other.stop();
  });
});
