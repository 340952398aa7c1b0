// first, so that it sees all others being compiled
import { workOf } from '../support/work.ts';
import { expect, it } from 'vitest';
import { catalogue } from '../../server/src/core/catalogue/catalogue.ts';
import { endings } from '../../server/src/core/catalogue/endings.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { wrongIndentation } from '../../server/src/core/fixing/wrong-indentation.ts';
import { facts } from '../support/facts.ts';
import { lint } from '../support/lint.ts';

const file = (parameter: string) =>
  `net:\n  port: 27017\n  bindIp: 127.0.0.1\nsecurity:\n  authorization: enabled\nsetParameter:\n  ${parameter}: 1\n`;

/** Parameters with a name that a setting has, too. */
const shared = catalogue.parameters.map(({ name }) => name).filter((name) => endings.has(name));

it('a parameter with the name of a setting costs no more than any other: the file is not read again for it', async () => {
  expect(shared.length).toBeGreaterThan(0);
  const search = (parameter: string) => {
    const config = parseConfig(file(parameter));
    return workOf(() => wrongIndentation(config));
  };
  await search('quiet');
  const other = await search('aParameterNobodyKnows');
  for (const parameter of shared) expect(await search(parameter), parameter).toBeLessThan(3 * other);
});

it('a file without faults is read once, however many rules look at it', async () => {
  const work = async (parameter: string) => {
    const judge = () => lint(parseConfig(file(parameter).replace(': 1', ': false')), facts());
    judge();
    return workOf(judge);
  };
  const other = await work('logLevel');
  expect(await work('enableLocalhostAuthBypass')).toBeLessThan(1.5 * other);
});

it('each of many slips costs what it costs alone: not all of them are tried by reading the whole file', async () => {
  const work = async (count: number) => {
    const text = `net:\n${'  port 27017\n'.repeat(count)}`;
    return workOf(() => lint(parseConfig(text), facts()));
  };
  await work(100);
  const few = await work(400);
  expect(await work(1600)).toBeLessThan(6 * few);
});
