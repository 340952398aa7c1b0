import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';

interface Tab {
  readonly label: string;
}
interface Side {
  readonly path: string;
  readonly query: string;
}

/** As much of VS Code as a review needs: one group of tabs, notifications that wait, and the commands that were run. */
const code = vi.hoisted(() => {
  const state = {
    tabs: [] as Tab[],
    listeners: new Set<(event: { closed: readonly Tab[] }) => void>(),
    provide: undefined as ((uri: unknown) => string) | undefined,
    changes: [] as [Side, Side | undefined, Side][],
    languages: [] as string[],
    /** The documents that were shown beside the changes. */
    beside: [] as Side[],
    buttonChanges: [] as boolean[],
    notifications: [] as ((choice?: string) => void)[],
    listen: (listener: (event: { closed: readonly Tab[] }) => void) => {
      state.listeners.add(listener);
      return { dispose: () => state.listeners.delete(listener) };
    },
    change: (closed: readonly Tab[] = []): void => {
      for (const listener of [...state.listeners]) listener({ closed });
    },
    close: (label: string): void => {
      const closed = state.tabs.filter((tab) => tab.label.startsWith(label));
      state.tabs = state.tabs.filter((tab) => !closed.includes(tab));
      state.change(closed);
    },
  };
  return state;
});

vi.mock('vscode', () => ({
  Uri: { from: (parts: Side & { scheme: string }) => ({ ...parts, toString: () => JSON.stringify(parts) }) },
  commands: {
    executeCommand: (name: string, ...args: unknown[]) => {
      if (name === 'vscode.changes') {
        const [title, changes] = args as [string, typeof code.changes];
        code.changes = changes;
        code.tabs = [...code.tabs, { label: `${title} (${String(changes.length)} files)` }];
      }
      if (name === 'setContext') code.buttonChanges.push(args[1] === true);
      return Promise.resolve();
    },
  },
  languages: {
    setTextDocumentLanguage: (_: unknown, language: string) => {
      code.languages.push(language);
      return Promise.resolve();
    },
  },
  workspace: {
    openTextDocument: (uri: Uri) => Promise.resolve(uri),
    registerTextDocumentContentProvider: (
      _: string,
      { provideTextDocumentContent }: { provideTextDocumentContent: (uri: unknown) => string },
    ) => {
      code.provide = provideTextDocumentContent;
      return { dispose: () => undefined };
    },
  },
  ViewColumn: { Beside: -2 },
  window: {
    showTextDocument: (uri: Side) => {
      code.beside.push(uri);
      code.tabs = [{ label: 'What to know' }, ...code.tabs];
      return Promise.resolve();
    },
    showInformationMessage: () =>
      new Promise<string | undefined>((resolve) => {
        code.notifications.push(resolve);
      }),
    tabGroups: {
      onDidChangeTabs: (listener: () => void) => code.listen(listener),
      onDidChangeTabGroups: (listener: () => void) => code.listen(listener),
      get all() {
        return [{ tabs: code.tabs }];
      },
      get activeTabGroup() {
        return { activeTab: code.tabs.at(-1) };
      },
      close: (tabs: readonly Tab[]) => {
        for (const { label } of tabs) code.close(label);
        return Promise.resolve(true);
      },
    },
  },
}));

const { Reviews } = await import('../../client/src/reviews.ts');

const review = {
  title: 'Step 1 of 3',
  overview: '# Step 1 of 3\n',
  files: [
    { name: 'm1/keyfile', before: 'one', after: 'one, two' },
    { name: '/etc/keyfile', before: 'one', after: 'one, two' },
  ],
  language: 'mongodb-keyfile',
  question: 'Nothing is written yet.',
  agree: 'Write 2 keyfiles',
};

/** Lets all that is ready run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

let reviews: InstanceType<typeof Reviews>;
beforeEach(() => {
  Object.assign(code, {
    tabs: [{ label: 'm1/keyfile' }],
    notifications: [],
    languages: [],
    changes: [],
    beside: [],
  });
  code.listeners.clear();
  reviews = new Reviews();
});

async function ask(title = review.title): Promise<{ answer: Promise<boolean>; isOver: () => boolean }> {
  let over = false;
  const answer = reviews.ask({ ...review, title }).finally(() => {
    over = true;
  });
  await settle();
  return { answer, isOver: () => over };
}

describe('a review', () => {
  it('shows each file before and after, then what to know, and a button', async () => {
    await ask();
    const shown = code.changes.map(([, left, right]) => [
      right.path,
      left && code.provide?.(left),
      code.provide?.(right),
    ]);
    expect(shown).toEqual([
      ['/m1/keyfile', 'one', 'one, two'],
      ['/etc/keyfile', 'one', 'one, two'],
    ]);
    expect(code.beside.map((uri) => [uri.path, code.provide?.(uri)])).toEqual([
      ['/What to know', '# Step 1 of 3\n'],
    ]);
    expect(new Set(code.languages)).toEqual(new Set(['mongodb-keyfile', 'markdown']));
    expect(code.buttonChanges.at(-1)).toBe(true);
  });

  it.each([
    ['the notification', true, () => code.notifications[0]?.('Write 2 keyfiles')],
    ['Cancel', false, () => code.notifications[0]?.('Cancel')],
    [
      'the button',
      true,
      () => {
        void reviews.answer(true);
      },
    ],
    [
      'closing it',
      false,
      () => {
        code.close('Step 1 of 3');
      },
    ],
  ] as const)('is answered by %s: %s', async (_, expected, act) => {
    const { answer } = await ask();
    act();
    expect(await answer).toBe(expected);
    expect(code.tabs).toEqual([{ label: 'm1/keyfile' }]);
    expect(code.buttonChanges.at(-1)).toBe(false);
    const [first] = code.changes;
    expect(first && code.provide?.(first[2])).toBe('This review is over.');
  });

  it('goes on where its notification is closed or another tab is', async () => {
    const { answer, isOver } = await ask();
    code.notifications[0]?.();
    code.close('m1/keyfile');
    await settle();
    expect(isOver()).toBe(false);
    void reviews.answer(true);
    expect(await answer).toBe(true);
  });

  it('has no button while another editor is in front', async () => {
    await ask();
    code.tabs = [...code.tabs, { label: 'mongod.conf' }];
    code.change();
    expect(code.buttonChanges.at(-1)).toBe(false);
  });

  it('watches tabs only while it is open', async () => {
    code.buttonChanges = [];
    code.change();
    expect(code.buttonChanges).toEqual([]);
    const { answer } = await ask();
    void reviews.answer(false);
    await answer;
    code.buttonChanges = [];
    code.change();
    expect(code.buttonChanges).toEqual([]);
    expect(code.listeners.size).toBe(0);
  });

  it('is left for a new one, whose answer an old notification cannot give', async () => {
    const first = await ask();
    const second = await ask('Step 2 of 3');
    expect(await first.answer).toBe(false);
    code.notifications[0]?.('Write 2 keyfiles');
    await settle();
    expect(second.isOver()).toBe(false);
    code.notifications[1]?.('Write 2 keyfiles');
    expect(await second.answer).toBe(true);
  });
});
