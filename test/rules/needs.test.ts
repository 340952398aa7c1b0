import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { documentsOf, parseText } from '../../server/src/core/documents/document.ts';
import { judgeDocument } from '../../server/src/core/linting/judge-document.ts';
import type { Facts } from '../../server/src/core/facts/facts.ts';
import type { Rule } from '../../server/src/core/linting/rule.ts';
import type { Config } from '../../server/src/core/config/config.ts';
import { typical } from '../bench/samples.ts';
import { exampleFiles } from '../support/example-files.ts';
import { facts } from '../support/facts.ts';
import { allRules } from '../support/lint.ts';
import { examples, type Example } from '../support/rule-page.ts';

const folder = new URL('../../server/src/rules/', import.meta.url);
const configRules = [...allRules].filter(([, { kind }]) => kind === 'config');
const withNeeds = new Map(configRules.filter(([, { needs, needsFile }]) => needs ?? needsFile));

/** The same rules, run on everything. */
const withoutNeeds = (rules: ReadonlyMap<string, Rule>): ReadonlyMap<string, Rule> =>
  new Map(
    [...rules].map(([id, rule]): [string, Rule] => {
      const open = Object.entries(rule).filter(([name]) => name !== 'needs' && name !== 'needsFile');
      return [id, Object.fromEntries(open) as unknown as Rule];
    }),
  );

/** The examples of all pages. */
function wholeExamples(): Example[] {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return pages
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => {
      const page = readFileSync(new URL(name, folder), 'utf8');
      return [...examples(page, 'Incorrect'), ...examples(page, 'Correct')];
    })
    .filter(({ text }) => !text.includes('-----BEGIN'));
}

/** What is left of a text when one of its lines is gone. */
function shortened(example: Example): Example[] {
  const lines = example.text.split('\n');
  if (lines.length > 8) return [];
  return [...lines.keys()].map((at) => ({ ...example, text: lines.toSpliced(at, 1).join('\n') }));
}

function configsIn({ text, fileName, program }: Example): Config[] {
  if (!/\.ya?ml$/.test(fileName ?? '')) return [parseConfig(text, { fileName, program })];
  return documentsOf(parseText('host', text, { fileName: fileName ?? '' })).flatMap((document) =>
    document.kind === 'config' ? document : [],
  );
}

const all = withoutNeeds(withNeeds);

/** How many findings there are with and without a look at what the rules need: the same. */
function compare(config: Config, given: Facts): number {
  const found = judgeDocument(config, given, {}, withNeeds);
  const expected = judgeDocument(config, given, {}, all);
  if (found.length !== expected.length) expect(found, config.text).toEqual(expected);
  return found.length;
}

it('a rule finds nothing where what it needs is not there', () => {
  const files = exampleFiles();
  let count = 0;
  for (const example of wholeExamples()) {
    for (const config of configsIn(example)) {
      for (const platform of ['linux', 'windows', 'macos'] as const)
        count += compare(config, facts({ platform, ...example.facts, files }));
      compare(config, facts(example.facts));
      compare({ ...config, partial: true }, facts({ ...example.facts, files }));
    }
    for (const config of shortened(example).flatMap(configsIn))
      count += compare(config, facts(example.facts));
  }
  expect(count).toBeGreaterThan(1_000);
}, 120_000);

it('most rules are not run on a usual file', () => {
  const run: string[] = [];
  const counting = new Map(
    configRules.map(([id, rule]): [string, Rule] => [
      id,
      {
        ...rule,
        check: () => {
          run.push(id);
          return [];
        },
      },
    ]),
  );
  judgeDocument(parseConfig(typical), facts(), {}, withoutNeeds(counting));
  const everyRule = run.splice(0).length;
  judgeDocument(parseConfig(typical), facts(), {}, counting);
  expect(run.length).toBeLessThan(0.65 * everyRule);
});
