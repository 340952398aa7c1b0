import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allRules } from '../support/lint.ts';

/** What registers a rule with its valid and its invalid texts, of which there has to be one: all of these end in `testRule`. */
const registration = /\b(?:testRule|testOnFlags|check)\(\s*'([a-z0-9-]+)'/g;

it('every rule has a test with texts that it reports and texts that it does not, and no test is of a rule that is gone', () => {
  const registered = new Set(
    readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .flatMap((name) => [...readFileSync(`${import.meta.dirname}/${name}`, 'utf8').matchAll(registration)])
      .map(([, id = '']) => id),
  );
  expect([...registered].sort()).toEqual([...allRules.keys()].sort());
});
