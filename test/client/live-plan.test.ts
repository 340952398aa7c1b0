import { beforeEach, describe, expect, it, vi } from 'vitest';
import { requests, type AskedMember } from '../../server/src/protocol.ts';
import type { LanguageServer } from '../../client/src/language-client.ts';
import { ConnectionHistory } from '../../client/src/connection/history.ts';

const warn = vi.fn<(...given: unknown[]) => Promise<string | undefined>>();
const passphrase = vi.fn<() => Promise<string | undefined>>();

vi.mock('vscode', () => ({
  CancellationError: Error,
  ProgressLocation: { Notification: 15 },
  env: {},
  workspace: {},
  window: {
    showQuickPick: (items: readonly unknown[]) => Promise.resolve(items.at(-1)),
    showInputBox: ({ password }: { password?: boolean }) =>
      password === true ? passphrase() : Promise.resolve('mongodb://u@db1/?tls=true'),
    showWarningMessage: (...given: unknown[]) => warn(...given),
    setStatusBarMessage: () => undefined,
    withProgress: (_options: unknown, run: (progress: unknown, token: unknown) => Promise<unknown>) =>
      run({}, { onCancellationRequested: () => undefined }),
  },
}));

const { LiveServers } = await import('../../client/src/plan/live.ts');

const member: AskedMember = {
  member: 'db1',
  host: 'db1.example.net:27017',
  shell: 'mongosh …',
  canSend: true,
};

let sent: { name: string; params: Record<string, unknown> }[];
let answers: unknown[];
let kept: unknown;

const server = {
  seal: (text: string) => `sealed ${String(text.length)}`,
  request: (name: string, params: Record<string, unknown>) => {
    sent.push({ name, params });
    return Promise.resolve(answers.shift());
  },
} as unknown as LanguageServer;

beforeEach(() => {
  sent = [];
  answers = [];
  warn.mockReset();
  passphrase.mockReset();
});

async function servers() {
  passphrase.mockResolvedValueOnce('s3cret');
  const memento = {
    get: () => undefined,
    keys: () => [],
    update: (_key: string, value: unknown) => ((kept = value), Promise.resolve()),
  };
  const live = await LiveServers.ask({ server, history: new ConnectionHistory(memento) });
  if (!live) throw new Error('no connection');
  return live;
}

describe('sending a command of a plan', () => {
  it('happens only after a modal question that shows member, host and command', async () => {
    const live = await servers();
    warn.mockResolvedValueOnce(undefined);
    expect(await live.send(member)).toBe(false);
    expect(sent).toEqual([]);
    expect(warn).toHaveBeenCalledWith(
      'Send this command to db1 (db1.example.net:27017)?',
      { modal: true, detail: 'mongosh …' },
      'Send',
    );
    warn.mockResolvedValueOnce('Send');
    answers = [{ ok: true, text: 'db1 has done it.' }];
    expect(await live.send(member)).toBe(true);
    expect(sent).toMatchObject([
      { name: requests.sendPlanCommand, params: { member: 'db1', shell: 'mongosh …' } },
    ]);
  });

  it('ends at a failure', async () => {
    const live = await servers();
    warn.mockResolvedValueOnce('Send');
    answers = [{ ok: false, text: 'db1 has not done it: no.' }];
    await expect(live.send(member)).rejects.toThrow('Nothing more is sent');
  });
});

describe('asking the servers', () => {
  it('takes a passphrase where a key needs one, keeps no secret and sends none in the open', async () => {
    const live = await servers();
    const locked = {
      markdown: '',
      stages: [],
      members: [{ member: 'db1', code: 'passphrase-required', canSend: false }],
    };
    answers = [locked, { ...locked, members: [] }];
    passphrase.mockResolvedValueOnce('open sesame');
    expect(await live.plan({ kind: 'require-tls', paths: {} })).toMatchObject({ members: [] });
    expect(sent).toHaveLength(2);
    expect(JSON.stringify([sent, kept])).not.toMatch(/s3cret|sesame/);
  });
});
