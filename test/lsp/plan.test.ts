import { afterEach, describe, expect, it } from 'vitest';
import {
  requests,
  type PlanClusterParams,
  type PlanClusterResult,
  type PlanKindsResult,
} from '../../server/src/protocol.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { root, server } from '../support/pki.ts';

const conf = (host: string, mode: string) =>
  `# mongodb-tls: version=7.0.14 host=${host}\nnet:\n  tls:\n    mode: ${mode} # mine\n    certificateKeyFile: /work/tls/member.pem\n    CAFile: /work/tls/ca.pem\nreplication:\n  replSetName: rs0\nsecurity:\n  keyFile: /work/key\n`;
const key = 'c2VjcmV0IGtleSBvZiB0aGUgdGVzdA==';

let client: LspClient;
afterEach(() => client.stop());

async function start(mode: string): Promise<void> {
  const host = new MemoryHost({
    '/work/tls/member.pem': server.combined,
    '/work/tls/ca.pem': root.pem,
    '/work/key': key,
    '/work/db1/mongod.conf': conf('db1.example.net', mode),
    '/work/db2/mongod.conf': conf('localhost', mode),
  });
  client = await LspClient.start({ host }, { folders: ['/work'] });
}

const plan = (params: PlanClusterParams) =>
  client.connection.sendRequest<PlanClusterResult>(requests.planCluster, params);

describe('a plan for the cluster of a workspace', () => {
  it('is a document with boxes, and the configurations of each stage with their comments', async () => {
    await start('allowTLS');
    const answer = await plan({ kind: 'require-tls', paths: {} });
    if ('error' in answer) throw new Error(answer.error);
    expect(answer.markdown).toContain('- [ ]');
    // files as people call them
    expect(answer.markdown).toContain('`db1/mongod.conf`');
    expect(answer.markdown).not.toContain('file://');
    const edits = answer.stages.flatMap((stage) => stage.edits);
    expect(edits.map(({ uri }) => uri)).toContain('file:///work/db1/mongod.conf');
    expect(edits.at(-1)?.newText).toMatch(/mode: requireTLS +# mine/);
  });

  it('has nothing left to do at the end', async () => {
    await start('requireTLS');
    expect(await plan({ kind: 'require-tls', paths: {} })).toMatchObject({ stages: [] });
  });

  it('sends no key', async () => {
    await start('requireTLS');
    const answer = JSON.stringify(await plan({ kind: 'rotate-keyfile', paths: {} }));
    expect(answer).toContain('markdown');
    expect(answer).not.toContain(key);
    expect(answer).not.toContain('/work/key"');
  });

  it('is one of those that the server names, with what it may ask for', async () => {
    await start('allowTLS');
    const { kinds } = await client.connection.sendRequest<PlanKindsResult>(requests.planKinds, {});
    expect(kinds.find(({ kind }) => kind === 'rotate-ca')).toEqual({
      kind: 'rotate-ca',
      title: 'A new certificate authority',
      detail: 'Trust both, issue anew, drop the old one',
      asks: [{ name: 'newCaFile', label: 'new CAFile' }],
    });
    for (const { kind } of kinds) expect(await plan({ kind, paths: {} })).toHaveProperty('stages');
  });

  it('says what it does not know', async () => {
    await start('requireTLS');
    expect(await plan({ kind: 'bi-connector', paths: {} })).toMatchObject({
      error: expect.stringContaining('command line') as string,
    });
  });
});
