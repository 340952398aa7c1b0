import { afterEach, expect, it } from 'vitest';
import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver/node';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const wrongMode = 'net:\n  tls:\n    mode: requireSSL\n';
let client: LspClient;
afterEach(() => client.stop());

async function start(options: ClientOptions, patienceMs?: number): Promise<void> {
  const host = new MemoryHost({ '/late/mongod.conf': wrongMode });
  client = await LspClient.start({ host, ...(patienceMs === undefined ? {} : { patienceMs }) }, options);
}

it('a client that refuses to register anything is served, and heard', async () => {
  const rejected: unknown[] = [];
  const note = (reason: unknown): void => {
    rejected.push(reason);
  };
  process.on('unhandledRejection', note);
  await start({
    refuses: true,
    pushed: true,
    folders: ['/work'],
    configuration: { diagnosticsScope: 'workspace' },
  });
  const uri = await client.open('/work/mongod.conf', `${wrongMode}    CAFile: /etc/ssl/ca.pem\n`);
  expect(await client.rulesIn(uri)).toContain('unknown-value');
  await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: { added: [{ uri: 'file:///late', name: 'late' }], removed: [] },
  });
  await client.pushedFor('file:///late/mongod.conf');
  await client.configure({ diagnosticsScope: 'workspace', rules: { 'unknown-value': 'off' } });
  await client.pushedFor(uri, ({ diagnostics }) => diagnostics.every(({ code }) => code !== 'unknown-value'));
  expect(rejected).toEqual([]);
  process.off('unhandledRejection', note);
});

it('a client that leaves the question for settings open gets diagnostics, and others when it answers', async () => {
  let answer: () => void = () => undefined;
  const silence = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await start({ pushed: true, silence, configuration: { mongodbVersion: '4.0' } }, 20);
  const uri = await client.open('/work/mongod.conf', wrongMode);
  const isReported = ({ diagnostics }: { diagnostics: { code?: number | string }[] }) =>
    diagnostics.some(({ code }) => code === 'unknown-value');
  await client.pushedFor(uri, isReported);
  answer();
  await client.pushedFor(uri, (params) => !isReported(params));
});

it('a client that has no settings of ours is judged by those of the start', async () => {
  await start({ settings: { mongodbVersion: '4.0' } });
  const uri = await client.open('/work/mongod.conf', wrongMode);
  expect(await client.rulesIn(uri)).not.toContain('unknown-value');
});

it('folders are watched as long as a document names them', async () => {
  await start({ trusted: true });
  const naming = (folder: string) => `security:\n  keyFile: ${folder}/keyfile\n`;
  const uri = await client.open('/work/mongod.conf', naming('/a'));
  for (let length = 1; length < 300; length++) {
    await client.change(uri, naming(`/${'f'.repeat(length)}`));
    await client.diagnostics(uri);
  }
  await client.change(uri, naming('/last'));
  await client.diagnostics(uri);
  await expect.poll(() => [...client.watchedFolders.values()]).toEqual(['file:///last']);
  await client.close(uri);
  await expect.poll(() => client.watchedFolders.size).toBe(0);
});
