import { beforeEach, expect, it, vi } from 'vitest';

const world = vi.hoisted(() => ({ files: new Set<string>(), offered: '' }));

vi.mock('vscode', () => ({
  Uri: {
    joinPath: (folder: { path: string }, ...names: string[]) => ({
      path: names.reduce(
        (at, name) => (name === '..' ? at.replace(/\/[^/]*$/, '') : `${at}/${name}`),
        folder.path,
      ),
    }),
  },
  window: {
    showSaveDialog: ({ defaultUri }: { defaultUri: { path: string } }) => {
      world.offered = defaultUri.path;
      return Promise.resolve(undefined);
    },
  },
  workspace: {
    workspaceFolders: [{ uri: { path: '/w' } }],
    fs: {
      stat: ({ path }: { path: string }) =>
        world.files.has(path) ? Promise.resolve({}) : Promise.reject(new Error('not there')),
    },
  },
}));

const { askPlace } = await import('../../client/src/new-file.ts');
const ask = async (name: string): Promise<string> => {
  await askPlace({ title: 't', saveLabel: 's', name, loss: 'l' });
  return world.offered;
};

beforeEach(() => {
  world.files.clear();
});

it('a new file is offered under a name that no file has', async () => {
  expect(await ask('mongodb-keyfile')).toBe('/w/mongodb-keyfile');
  world.files.add('/w/mongodb-keyfile').add('/w/mongodb-keyfile-2');
  expect(await ask('mongodb-keyfile')).toBe('/w/mongodb-keyfile-3');
  world.files.add('/w/server.pem');
  expect(await ask('server.pem')).toBe('/w/server-2.pem');
});
