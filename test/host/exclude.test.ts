import { describe, expect, it } from 'vitest';
import { anywhere, excluder } from '../../server/src/host/exclude.ts';

/** Goes down to a path as a walk does. */
function leftOut(glob: string, path: string): boolean {
  const isOut = excluder('/work', [glob]);
  const names = path.split('/');
  return names.some((_, index) => isOut(['/work', ...names.slice(0, index + 1)].join('/')));
}

describe('globs', () => {
  it.each([
    ['**/vendor/**', 'vendor', true],
    ['**/vendor/**', 'a/vendor/b/mongod.conf', true],
    ['**/vendor', 'a/vendor/b/mongod.conf', true],
    ['vendor/**', 'a/vendor/mongod.conf', false],
    ['vendor', 'vendors/mongod.conf', false],
    ['**/*.bak', 'a/mongod.conf.bak', true],
    ['*.bak', 'a/mongod.conf.bak', false],
    ['**/test-?/*.{conf,pem}', 'x/test-1/a.pem', true],
    ['**/test-?/*.{conf,pem}', 'x/test-10/a.pem', false],
    ['{a,b{c,d}}/x', 'bd/x', true],
    ['[a-c]1', 'b1', true],
    ['[!a-c]1', 'b1', false],
    ['a/**/b/**/c', 'a/1/b/2/b/3/c', true],
    ['a/**/b/**/c', 'a/1/b/2/b/3/d', false],
    ['**', 'mongod.conf', true],
    ['/work/old', 'old/mongod.conf', true],
    ['{', 'a', false],
    ['[', '[', true],
    ['a.b', 'aXb', false],
    ['Größe/**', 'Größe/mongod.conf', true],
  ])('%s and %s', (glob, path, expected) => {
    expect(leftOut(glob, path)).toBe(expected);
  });

  it('on Windows', () => {
    expect(excluder('C:\\work', ['**/old/**'])('C:\\work\\a\\old')).toBe(true);
  });

  it.each([
    ['backup', 'a/backup/mongod.conf'],
    ['*.pem', 'a/b/x.pem'],
    ['backup/', 'a/backup/mongod.conf'],
    ['./a/b', 'a/b/mongod.conf'],
    ['a\\b', 'a/b/mongod.conf'],
  ])('%s of our own setting holds wherever the name is', (glob, path) => {
    expect(leftOut(anywhere(glob), path)).toBe(true);
  });

  it('made to be slow are not', () => {
    expect(leftOut(`${'*a'.repeat(500)}b`, 'a'.repeat(5_000))).toBe(false);
    expect(leftOut('{a,b}'.repeat(200), 'ab')).toBe(false);
    expect(leftOut(`${'**/a/'.repeat(200)}b`, `${'a/'.repeat(200)}a`)).toBe(false);
  });
});
