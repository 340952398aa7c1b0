import { expect, it } from 'vitest';
import { localPath } from '../../server/src/host/named-files.ts';

const lookup = {
  baseFolder: '/work/deploy',
  pathMap: { '/etc/ssl': '/work/certs', '/etc/ssl/private/': 'private', 'C:\\mongo': '/work/windows' },
  mayRead: () => true,
};

it.each([
  ['/etc/ssl/a.pem', '/work/certs/a.pem'],
  ['/etc/ssl', '/work/certs'],
  ['/etc/ssl-old/a.pem', '/etc/ssl-old/a.pem'],
  ['/etc/ssl/private/key.pem', '/work/deploy/private/key.pem'],
  ['C:\\mongo\\a.pem', '/work/windows/a.pem'],
  ['C:\\mongo\\ssl\\a.pem', '/work/windows/ssl/a.pem'],
  ['C:\\mongodb\\a.pem', 'C:\\mongodb\\a.pem'],
  ['a.pem', '/work/deploy/a.pem'],
  ['./certs/a.pem', '/work/deploy/certs/a.pem'],
])('%s is looked for at %s', (path, local) => {
  expect(localPath(path, lookup)).toBe(local);
});
