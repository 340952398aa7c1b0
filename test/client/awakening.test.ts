import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Code from 'vscode';

interface TextFile {
  readonly path: string;
  readonly languageId?: string;
  readonly text: string;
}

/** As much of VS Code as the watch needs: documents, files, settings and what listens to them. */
const code = vi.hoisted(() => ({
  documents: new Array<unknown>(),
  folders: new Array<unknown>(),
  files: new Array<string>(),
  settings: {},
  listeners: new Map<string, (event: never) => void>(),
  asked: new Array<{ include: string; exclude: unknown; limit: unknown }>(),
  read: 0,
}));

vi.mock('vscode', () => {
  class CancellationTokenSource {
    token = { isCancellationRequested: false };
    cancel(): void {
      this.token.isCancellationRequested = true;
    }
    dispose(): void {
      this.token.isCancellationRequested = true;
    }
  }
  class Disposable {
    constructor(readonly dispose: () => void) {}
  }
  class RelativePattern {
    constructor(
      readonly base: unknown,
      readonly pattern: string,
    ) {}
  }
  const on = (name: string) => (listener: (event: never) => void) => {
    code.listeners.set(name, listener);
    return { dispose: () => code.listeners.delete(name) };
  };
  return {
    CancellationTokenSource,
    Disposable,
    RelativePattern,
    workspace: {
      get textDocuments() {
        return code.documents;
      },
      get workspaceFolders() {
        return code.folders;
      },
      onDidOpenTextDocument: on('open'),
      onDidSaveTextDocument: on('save'),
      onDidChangeWorkspaceFolders: on('folders'),
      findFiles: ({ pattern }: { pattern: string }, exclude: unknown, limit: unknown) => {
        code.asked.push({ include: pattern, exclude, limit });
        return Promise.resolve(code.files.map((path) => ({ path })));
      },
      fs: {
        stat: () => Promise.resolve({ size: 10 }),
        readFile: ({ path }: { path: string }) => {
          code.read++;
          return path.includes('gone')
            ? Promise.reject(new Error('gone'))
            : Promise.resolve(Buffer.from(path));
        },
      },
      getConfiguration: () => ({ get: (name: string) => Reflect.get(code.settings, name) as unknown }),
    },
  };
});

const { watchForFiles } = await import('../../client/src/awakening.ts');

function document({ path, languageId = 'yaml', text }: TextFile): Code.TextDocument {
  return { uri: { path }, languageId, getText: () => text } as unknown as Code.TextDocument;
}

function fire(name: string, event: unknown): void {
  (code.listeners.get(name) as ((event: unknown) => void) | undefined)?.(event);
}

describe('what wakes the extension', () => {
  const wake = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers();
    wake.mockClear();
    code.listeners.clear();
    Object.assign(code, {
      documents: [],
      folders: [{}],
      files: [],
      settings: {},
      asked: [],
      read: 0,
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const idle = () => vi.advanceTimersByTimeAsync(60_000);

  it.each<TextFile>([
    { path: '/w/a', languageId: 'mongod-conf', text: '' },
    { path: '/w/a.pem', languageId: 'pem', text: '' },
    { path: '/w/compose.yaml', text: 'image: mongo:7.0' },
  ])('a document that is open: $path', (file) => {
    code.documents = [document(file)];
    watchForFiles(wake);
    expect(wake).toHaveBeenCalledTimes(1);
    expect(code.listeners.size).toBe(0);
  });

  it('one that is opened or saved later, once', async () => {
    watchForFiles(wake);
    fire('open', document({ path: '/w/a.yaml', text: 'image: nginx' }));
    fire('open', document({ path: '/w/a.ts', languageId: 'typescript', text: 'mongod' }));
    expect(wake).not.toHaveBeenCalled();
    const save = code.listeners.get('save') as ((event: unknown) => void) | undefined;
    fire('save', document({ path: '/w/a.yaml', text: 'image: mongo' }));
    save?.(document({ path: '/w/a.yaml', text: 'image: mongo' }));
    expect(wake).toHaveBeenCalledTimes(1);
    await idle();
    expect([wake.mock.calls.length, code.asked.length]).toEqual([1, 0]);
  });

  it('a file of the workspace, found when the window is idle', async () => {
    code.files = ['/w/gone.yaml', '/w/nginx.yaml', '/w/deploy/mongod.conf'];
    watchForFiles(wake);
    expect(code.asked).toEqual([]);
    await idle();
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('nothing in a workspace without any; a folder that is added is searched', async () => {
    code.files = ['/w/gone.yaml', '/w/nginx.yaml'];
    watchForFiles(wake);
    await idle();
    expect([wake.mock.calls.length, code.read]).toEqual([0, 2]);
    code.files = ['/w/mongo.yaml'];
    fire('folders', { added: [] });
    await idle();
    expect(wake).not.toHaveBeenCalled();
    fire('folders', { added: [{}] });
    await idle();
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('nothing once the watch has ended', async () => {
    code.files = ['/w/mongod.conf'];
    watchForFiles(wake).dispose();
    await idle();
    expect([wake.mock.calls.length, code.listeners.size]).toEqual([0, 0]);
  });

  it('leaves out what the settings keep out of searches', async () => {
    code.settings = {
      'files.exclude': { '**/.git': true, '**/*.js': { when: '$(basename).ts' } },
      'search.exclude': { '**/node_modules': true, '**/kept': false },
      exclude: ['vendor', 'a/b', 7],
    };
    watchForFiles(wake);
    await idle();
    expect(code.asked.map(({ exclude }) => exclude)).toEqual(['{**/.git,**/node_modules,**/vendor,a/b}']);
    code.settings = {};
    fire('folders', { added: [{}] });
    await idle();
    expect(code.asked.at(-1)?.exclude).toBeUndefined();
  });
});
