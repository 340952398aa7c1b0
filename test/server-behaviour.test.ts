import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../server/src/rules/all-rules.ts';

const root = resolve(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/server-behaviour.md'), 'utf8');

interface Item {
  readonly id: string;
  readonly text: string;
  readonly rules: readonly string[];
}

const items: readonly Item[] = page
  .split(/^### /m)
  .slice(1)
  .map((part) => ({
    id: /^\S+/.exec(part)?.[0] ?? '',
    text: part,
    rules: [...(/ Rules: (.*)\.$/m.exec(part)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, id = '']) => id),
  }));
const ids = items.map(({ id }) => id);

const texts = ['server', 'client', 'test', 'schemas'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mts|mjs|json)$/.test(name) && !name.includes('generated'))
    .map((name) => join(folder, name))
    .filter((name) => name !== join('test', 'server-behaviour.test.ts'))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') })),
);

/** `server-behaviour.md T8 to T10, W3`: every id, with the ends of a range. */
const citations = texts.flatMap(({ name, text }) =>
  [...text.matchAll(/server-behaviour\.md ((?:[A-Z]+\d+[a-z]?(?:, (?=[A-Z])| to | and )?)+)/g)].flatMap(
    ([, cited = '']) => (cited.match(/[A-Z]+\d+[a-z]?/g) ?? []).map((id) => ({ name, id })),
  ),
);

describe('docs/server-behaviour.md', () => {
  it('has each id once, with a source', () => {
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at || !/^[A-Z]+\d+[a-z]?$/.test(id))).toEqual([]);
    expect(items.filter(({ text }) => !/^Source: \S.*\.$/m.test(text)).map(({ id }) => id)).toEqual([]);
  });

  it('has every id that a comment cites', () => {
    expect(citations.length).toBeGreaterThan(50);
    expect(citations.filter(({ id }) => !ids.includes(id))).toEqual([]);
  });

  it('names rules that exist', () => {
    const unknown = items.flatMap(({ id, rules }) =>
      rules.filter((rule) => !allRules.has(rule)).map((rule) => `${id}: ${rule}`),
    );
    expect(unknown).toEqual([]);
  });

  it('has nothing that neither a comment nor a rule relies on', () => {
    const cited = new Set(citations.map(({ id }) => id));
    expect(items.filter(({ id, rules }) => rules.length === 0 && !cited.has(id)).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it('is the only page that comments cite for what the server does', () => {
    const others = texts.filter(({ text }) =>
      /(?<![\w/-])(?:rules|cluster|field|logs|clients)\.md\b/.test(text),
    );
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('refers within itself to ids that are there', () => {
    const referred = items.flatMap(
      ({ text }) => text.match(/\b(?:as|of|in|releases before|but for|and) ([A-Z]\d+)\b/g) ?? [],
    );
    const wrong = referred.map((words) => words.split(' ').at(-1) ?? '').filter((id) => !ids.includes(id));
    expect(wrong).toEqual([]);
  });
});
