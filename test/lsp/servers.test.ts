import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkspaceDiagnosticRequest, type Diagnostic } from 'vscode-languageserver/node';
import { requests } from '../../server/src/protocol.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const compose = (flags: string): string =>
  `services:\n  db:\n    image: mongo:7.0.14\n    command: --config /etc/mongod.conf${flags}\n    volumes: ["./mongod.conf:/etc/mongod.conf:ro"]\n`;
const conf = 'security:\n  authorization: enabled\n';
const rule = 'replica-set-without-key-file';

let host: MemoryHost;
let client: LspClient;

beforeEach(async () => {
  host = new MemoryHost({ '/work/mongod.conf': conf, '/work/docker-compose.yml': compose(' --replSet rs0') });
  client = await LspClient.start({ host }, { folders: ['/work'] });
});
afterEach(() => client.stop());

async function open(path: string, text = host.text(path)): Promise<string> {
  return client.open(path, text, path.endsWith('.yml') ? 'yaml' : 'mongod-conf');
}

const of = (found: readonly Diagnostic[]): Diagnostic | undefined => found.find(({ code }) => code === rule);

async function walk(): Promise<void> {
  await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
}

describe('a configuration that a compose file mounts', () => {
  it('is judged with the flags of the service, whose place is told', async () => {
    await open('/work/docker-compose.yml');
    const uri = await open('/work/mongod.conf');
    await client.diagnostics('file:///work/docker-compose.yml');
    const found = of(await client.diagnostics(uri));
    expect(found?.range.start.line).toBe(1);
    expect(
      found?.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]),
    ).toEqual([['file:///work/docker-compose.yml', 3]]);
  });

  it('is judged so where the compose file is not open', async () => {
    const uri = await open('/work/mongod.conf');
    expect(of(await client.diagnostics(uri))).toBeUndefined();
    const refreshed = client.nextRefresh();
    await walk();
    await refreshed;
    expect(of(await client.diagnostics(uri))).toBeDefined();
  });

  it('is judged with what an overriding file brings', async () => {
    await client.stop();
    host = new MemoryHost({
      '/work/mongod.conf': conf,
      '/work/docker-compose.yml': compose('').replace(/ {4}volumes.*\n/, ''),
      '/work/docker-compose.override.yml':
        'services:\n  db:\n    volumes: ["./mongod.conf:/etc/mongod.conf"]\n    image: mongo:${TAG}\n',
      '/work/.env': 'TAG=4.0.1\n',
    });
    client = await LspClient.start({ host }, { folders: ['/work'] });
    const manifest = await open('/work/docker-compose.yml');
    const uri = await open('/work/mongod.conf', 'net:\n  tls:\n    mode: requireTLS\n');
    await client.diagnostics(manifest);
    expect(JSON.stringify(await client.diagnostics(uri))).toContain('4.0.1');
  });

  it('is judged where a kustomization puts it into the ConfigMap of a pod', async () => {
    await client.stop();
    host = new MemoryHost({
      '/work/conf/mongod.conf': conf,
      '/work/rs.yml':
        'kind: Pod\nmetadata: { name: db }\nspec:\n  containers:\n  - name: mongod\n    image: mongo:4.0.1\n    args: [--config, /etc/mongo/mongod.conf]\n    volumeMounts: [{ name: c, mountPath: /etc/mongo }]\n  volumes: [{ name: c, configMap: { name: conf } }]\n',
      '/work/kustomization.yaml': 'configMapGenerator:\n- name: conf\n  files: [conf/mongod.conf]\n',
    });
    client = await LspClient.start({ host }, { folders: ['/work'] });
    const manifest = await open('/work/rs.yml');
    const uri = await open('/work/conf/mongod.conf', 'net:\n  tls:\n    mode: requireTLS\n');
    await client.diagnostics(manifest);
    expect(JSON.stringify(await client.diagnostics(uri))).toContain('4.0.1');
  });

  it('is judged anew when the compose file is edited', async () => {
    const manifest = await open('/work/docker-compose.yml');
    const uri = await open('/work/mongod.conf');
    await client.diagnostics(manifest);
    expect(of(await client.diagnostics(uri))).toBeDefined();
    const refreshed = client.nextRefresh();
    await client.change(manifest, compose(' --port 27018'));
    await client.diagnostics(manifest);
    await refreshed;
    expect(of(await client.diagnostics(uri))).toBeUndefined();
  });

  it('has the compose file judged anew when it is edited itself', async () => {
    const manifest = await open('/work/docker-compose.yml', compose(' --tlsMode requireTLS'));
    const uri = await open('/work/mongod.conf');
    const codes = async () => (await client.diagnostics(manifest)).map(({ code }) => code);
    expect(await codes()).toContain('tls-without-chain-of-trust');
    await client.diagnostics(uri);
    const refreshed = client.nextRefresh();
    await client.change(uri, 'net:\n  tls:\n    CAFile: /ca.pem\n');
    await client.diagnostics(uri);
    await refreshed;
    expect(await codes()).not.toContain('tls-without-chain-of-trust');
  });

  it('is read from the disk again when it changes there', async () => {
    const manifest = await open('/work/docker-compose.yml', compose(' --tlsMode requireTLS'));
    const codes = async () => (await client.diagnostics(manifest)).map(({ code }) => code);
    expect(await codes()).toContain('tls-without-chain-of-trust');
    host.write('/work/mongod.conf', 'net:\n  tls:\n    CAFile: /ca.pem\n');
    await client.changeFile('/work/mongod.conf');
    expect(await codes()).not.toContain('tls-without-chain-of-trust');
  });
});

describe('the effective settings of a server', () => {
  const shown = async (uri: string, line?: number): Promise<string> => {
    const position = line === undefined ? {} : { position: { line, character: 0 } };
    const answer = await client.connection.sendRequest<{ text: string } | null>(requests.effectiveSettings, {
      textDocument: { uri },
      ...position,
    });
    return (answer?.text ?? '').replaceAll(/(?<=\S) {2,}#/g, '  #');
  };

  it('are those of its file, its flags and its image, from either file', async () => {
    const manifest = await open('/work/docker-compose.yml');
    const uri = await open('/work/mongod.conf');
    await client.diagnostics(manifest);
    for (const text of [await shown(uri), await shown(manifest, 2)]) {
      expect(text).toContain(
        '# What mongod of MongoDB 7.0.14 reads from db in docker-compose.yml and mongod.conf\n',
      );
      expect(text).toContain('  authorization: enabled  # mongod.conf line 2');
      expect(text).toContain('  replSetName: rs0  # docker-compose.yml line 4, as --replSet');
      expect(text).toContain('  bindIpAll: true  # added by the image');
    }
  });

  it('leave out what a file says that is not here', async () => {
    const text = compose(' --replSet rs0').replace('./mongod.conf', './other.conf');
    const manifest = await open('/work/docker-compose.yml', text);
    expect(await shown(manifest, 0)).toContain('# What /etc/mongod.conf says is not known here.');
  });
});
