import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionHistory } from '../../client/src/connection/history.ts';
import type { ConnectionMessage } from '../../client/src/connection/messages.ts';
import { Passphrases } from '../../client/src/connection/passphrases.ts';
import type { TellingFile } from '../../client/src/connection/panel.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';
import type { TestConnectionParams, TestConnectionResult } from '../../server/src/protocol.ts';

const code = vi.hoisted(() => ({
  receive: undefined as ((message: unknown) => Promise<void>) | undefined,
  close: (): void => undefined,
  posted: [] as unknown[],
  html: [] as string[],
  typed: undefined as string | undefined,
  prompts: [] as string[],
}));
vi.mock('vscode', () => ({
  CancellationError: class extends Error {},
  ProgressLocation: { Notification: 15 },
  ViewColumn: { Active: -1, Beside: -2 },
  Uri: { parse: (text: string) => text, file: (path: string) => path },
  env: {},
  workspace: { workspaceFolders: [{ uri: { fsPath: '/work' } }], asRelativePath: String },
  window: {
    createWebviewPanel: () => ({
      webview: {
        set html(text: string) {
          code.html.push(text);
        },
        onDidReceiveMessage: (listener: (message: unknown) => Promise<void>) => {
          code.receive = listener;
          return { dispose: () => undefined };
        },
        postMessage: (message: unknown) => Promise.resolve(code.posted.push(message)),
      },
      onDidDispose: (listener: () => void) => (code.close = listener),
      reveal: () => undefined,
    }),
    withProgress: (_options: unknown, run: (...all: unknown[]) => unknown) =>
      run({}, { onCancellationRequested: () => undefined }),
    showInputBox: ({ prompt }: { prompt: string }) => {
      code.prompts.push(prompt);
      return Promise.resolve(code.typed);
    },
    showErrorMessage: (message: string) => Promise.reject(new Error(message)),
  },
}));
const { askOnPage } = await import('../../client/src/connection/panel.ts');

const success: ConnectReport = { version: 1, ok: true, library: '', notes: [], steps: [] };
const needsPassphrase: ConnectReport = {
  ...success,
  ok: false,
  diagnosis: {
    code: 'passphrase-required',
    title: '',
    explanation: '',
    fixes: [],
    raw: { code: '', message: '' },
  },
};

/** What stands for the world: a server that wants a passphrase where the key file is key.pem. */
function world() {
  const stored = new Map<string, string>();
  const kept = new Map<string, unknown>();
  const asked: { uri: string; options: Record<string, string>; source?: string }[] = [];
  const request = (_name: string, params: TestConnectionParams): Promise<TestConnectionResult> => {
    const secrets = JSON.parse(params.connection) as (typeof asked)[number];
    asked.push({ ...secrets, ...(params.textDocument ? { source: params.textDocument.uri } : {}) });
    const { tlsCertificateKeyFile: file, tlsCertificateKeyFilePassword: passphrase } = secrets.options;
    const report = file?.endsWith('key.pem') && passphrase !== 'hush' ? needsPassphrase : success;
    return Promise.resolve({ report, markdown: '', places: [], files: [], retries: [] });
  };
  const passphrases = new Passphrases({
    get: (key) => Promise.resolve(stored.get(key)),
    store: (key, value) => Promise.resolve(void stored.set(key, value)),
    delete: (key) => Promise.resolve(void stored.delete(key)),
  });
  const history = new ConnectionHistory({
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  } as ConstructorParameters<typeof ConnectionHistory>[0]);
  const tools = {
    server: { request, seal: (text: string) => text },
    passphrases,
    history,
    reports: {},
  } as unknown as Parameters<typeof askOnPage>[0];
  return { stored, asked, open: (file?: TellingFile) => askOnPage(tools, file) };
}

const send = (message: ConnectionMessage) => code.receive?.(message);
const withKey = { server: 'db1:27017', tls: true, tlsCertificateKeyFile: 'key.pem' };

beforeEach(() => {
  code.close();
  Object.assign(code, { posted: [], html: [], typed: undefined, prompts: [] });
});

describe('the page of a connection', () => {
  it('asks, tests what was written, and shows the report', async () => {
    const { open, asked } = world();
    await open();
    expect(code.html.at(-1)).toContain('<form');
    await send({ type: 'test', values: { server: 'db1:27017', tls: true, tlsCAFile: 'ca.pem' } });
    expect(asked).toEqual([
      { uri: 'mongodb://db1:27017/', options: { tls: 'true', tlsCAFile: '/work/ca.pem' } },
    ]);
    expect(code.html.at(-1)).toContain('Connected');
    await send({ type: 'change' });
    expect(code.html.at(-1)).toContain('mongodb://db1:27017/ (shown before)');
  });

  it('says at its field what cannot be used, and tests nothing', async () => {
    const { open, asked } = world();
    await open();
    await send({ type: 'test', values: { server: 'no server' } });
    expect(code.posted).toMatchObject([{ fault: { field: 'server' } }]);
    expect(asked).toEqual([]);
  });

  it('has secrets that stand in a file taken from there, again as well', async () => {
    const { open, asked } = world();
    const uri = 'mongodb://ann@db1/';
    await open({
      connection: { uri, options: {}, hasSecrets: true },
      name: '.env',
      uri: 'file:///work/.env',
    });
    expect(code.html.at(-1)).toContain('(from .env)');
    await send({ type: 'test', values: { server: uri } });
    await send({ type: 'again' });
    expect(asked.map(({ source }) => source)).toEqual(['file:///work/.env', 'file:///work/.env']);
    expect(code.prompts).toEqual([]);
    await send({ type: 'test', values: { server: 'mongodb://other/' } });
    expect(asked.at(-1)).not.toHaveProperty('source');
  });

  it('asks for a passphrase that is missing, and keeps it only where that was ticked', async () => {
    const { open, asked, stored } = world();
    await open();
    code.typed = 'hush';
    await send({ type: 'test', values: withKey });
    expect(asked).toHaveLength(2);
    expect(code.prompts).toHaveLength(1);
    expect(stored.size).toBe(0);

    await send({ type: 'test', values: { ...withKey, keepPassphrase: true } });
    expect([...stored]).toEqual([['mongodbTls.passphrase:/work/key.pem', 'hush']]);
    await send({ type: 'again' });
    expect(code.prompts).toHaveLength(2);

    await send({ type: 'test', values: { ...withKey, passphrase: 'hush' } });
    expect(stored.size).toBe(0);
  });

  it('keeps no passphrase that is wrong, and shows no secret', async () => {
    const { open, stored } = world();
    await open();
    await send({
      type: 'test',
      values: { ...withKey, user: 'ann', password: 'sesame', passphrase: 'wrong-one', keepPassphrase: true },
    });
    expect(stored.size).toBe(0);
    await send({
      type: 'test',
      values: { ...withKey, user: 'ann', password: 'sesame', passphrase: 'hush', keepPassphrase: true },
    });
    expect(stored.size).toBe(1);
    await send({ type: 'change' });
    await open();
    const pages = code.html.join('\n').replaceAll(/<(?:script|style)[^]*?<\/(?:script|style)>/g, '');
    expect(pages).not.toMatch(/sesame|wrong-one|hush/);
    expect(JSON.stringify(code.posted)).not.toMatch(/sesame|wrong-one|hush/);
  });
});
