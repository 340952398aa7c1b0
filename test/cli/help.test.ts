import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandHelp } from '../../server/src/cli/help/command-help-text.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = join(import.meta.dirname, '../../server/src/cli');

/** The name of every option that any command has, by its help or by what the sources hand to the parser. */
const universe = new Set([
  ...[...commandHelp.values()].flatMap(({ parts }) => parts.flatMap(({ options }) => Object.keys(options))),
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/^ {2}'?([\w-]+)'?: \{ type: '/gm),
    ])
    .map(([, name = '']) => name),
]);

const helped = [...commandHelp].flatMap(([command, { parts }]) =>
  parts.map(({ action, options }) => ({
    words: [command, ...(action === undefined ? [] : [action])],
    options,
  })),
);

/** Every command refuses to run without a file, so that only the parser sees the option. */
async function refusal(words: readonly string[], option: string): Promise<string> {
  const { code, err } = await runCli([...words, option], { cwd: temporaryFolder() });
  expect(code).toBe(2);
  return err;
}

const unknown =
  /Unknown option|there is no such option|has no option|certs combine takes --out|does not have/;

describe.each(helped)('the options of $words', ({ words, options }) => {
  it('are accepted if help names them, and only then', async () => {
    const accepted: string[] = [];
    for (const name of universe) {
      const [bare, withValue] = [await refusal(words, `--${name}`), await refusal(words, `--${name}=text`)];
      if (!unknown.test(bare) || !unknown.test(withValue)) accepted.push(name);
      const takesValue = options[name]?.value !== undefined;
      if (name in options) expect(unknown.test(takesValue ? withValue : bare), `--${name}`).toBe(false);
    }
    expect(accepted.sort()).toEqual(Object.keys(options).sort());
  });

  it('are told in one sentence each', () => {
    for (const { text } of Object.values(options)) expect(text).toMatch(/^[A-Z][^.]*(?:\.\S[^.]*)*\.$/);
  });
});

describe('mongodb-tls COMMAND --help', () => {
  it.each([...commandHelp])('of %s has the usage, every option and the examples', async (command, help) => {
    const { code, out, err } = await runCli([command, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [usage = '', ...rest] = out.split('\n');
    expect(usage).toMatch(new RegExp(`^Usage: mongodb-tls ${command} `));
    for (const { options } of help.parts)
      for (const [name, { text }] of Object.entries(options)) {
        // keyfile check and keyfile rotate both have --format
        const told = rest.filter((_, at) => rest[at - 1]?.split(' ')[2] === `--${name}`);
        expect(told).toContain(`      ${text}`);
      }
    for (const example of help.examples) expect(out).toContain(`  ${example}\n`);
    const inUsage = [...usage.matchAll(/--([\w-]+)/g)].map(([, name]) => name);
    const named = help.parts.flatMap(({ options }) => Object.keys(options));
    expect(inUsage.filter((name) => name !== undefined && !named.includes(name))).toEqual([]);
    const own = help.parts.filter(({ action }) => action !== 'check');
    expect(
      own.flatMap(({ options }) => Object.keys(options)).filter((name) => !inUsage.includes(name)),
    ).toEqual([]);
  });

  it('exists for every command of the overview', async () => {
    const { out } = await runCli(['help']);
    const commands = [...out.matchAll(/^ {2}mongodb-tls (\w+)/gm)].map(([, name]) => name);
    expect([...commandHelp.keys()].sort()).toEqual(commands.sort());
  });

  it('shows examples that use options of their command', () => {
    for (const [command, { parts, examples }] of commandHelp)
      for (const example of examples) {
        expect(example).toContain(`mongodb-tls ${command} `);
        const names = [...example.matchAll(/ --([\w-]+)/g)].map(([, name = '']) => name);
        for (const name of names)
          expect(
            parts.some(({ options }) => name in options),
            example,
          ).toBe(true);
      }
  });
});
