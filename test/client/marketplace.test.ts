import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  repository: { url: string };
  contributes: { configuration: { properties: Record<string, { default: unknown }> } };
};

/** The names and defaults in the table of settings of a document. */
function settingsIn(file: string): [name: string, value: string][] {
  return [...read(file).matchAll(/^\| `(mongodbTls[\w.]*)` +\| (.*?) +\|/gm)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('`', '')],
  );
}

describe.each(['README.md', 'docs/marketplace.md'])('%s', (file) => {
  it('lists every setting with its default', () => {
    const expected = Object.entries(manifest.contributes.configuration.properties).map(
      ([name, { default: value }]): [string, string] => [
        name,
        value === '' ? 'the newest known' : typeof value === 'string' ? value : JSON.stringify(value),
      ],
    );
    expect(settingsIn(file).sort()).toEqual(expected.sort());
  });
});

it('the page of the marketplace is for users, and shows pictures that are on the named repository', () => {
  const page = read('docs/marketplace.md');
  expect(page).not.toMatch(/npm (?:start|test|run|ci)|esbuild|vitest/);
  const base = `${manifest.repository.url.replace('github.com', 'raw.githubusercontent.com')}/HEAD/`;
  const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, address = '']) => address);
  expect(pictures.length).toBeGreaterThan(0);
  for (const address of pictures) {
    expect(address.startsWith(base), address).toBe(true);
    expect(existsSync(join(root, address.slice(base.length))), address).toBe(true);
  }
});
