import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveSettings } from '../../server/src/core/effective/effective-settings.ts';
import { lint } from '../support/lint.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { readSettings } from '../../server/src/core/config/settings-reading.ts';
import { facts } from '../support/facts.ts';
import { iniWithSslNames, yamlWithSslNames } from '../support/random-config.ts';

/** Keys and values that need quotes, hold line breaks, or look like something else. */
const odd = fc.constantFrom(
  ...[
    'a',
    'net',
    'port',
    'tls',
    'a b',
    '# c',
    'a: b',
    '',
    "it's",
    '"',
    '-',
    '*',
    'null',
    '---',
    '[x',
    '{y',
    '\u2028',
    'é',
  ],
);
const quoted = odd.map((text) => JSON.stringify(text));
const yaml = fc
  .array(
    fc.tuple(
      quoted,
      fc.oneof(
        quoted,
        fc.array(quoted, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      ),
    ),
    {
      maxLength: 6,
    },
  )
  .map((pairs) => pairs.map(([key, value]) => `${key}: ${value}\n`).join(''));

describe('for any configuration', () => {
  it('the effective settings are a text that mongod reads, with no line of it lost', () => {
    const known = facts();
    fc.assert(
      fc.property(fc.oneof(yaml, yamlWithSslNames, iniWithSslNames), fc.boolean(), (text, defaults) => {
        const config = parseConfig(text);
        const shown = effectiveSettings(config, known, lint(config, known), {
          name: 'mongod.conf',
          defaults,
        });
        expect(readSettings(shown)).toMatchObject({ error: null, readToLine: null });
      }),
      { numRuns: 300 },
    );
  });

  it('known values stay what they are', () => {
    fc.assert(
      fc.property(quoted, (value) => {
        const config = parseConfig(`systemLog.path: ${value}\nstorage: {dbPath: ${value}}\n`);
        const shown = effectiveSettings(config, facts(), [], { name: 'mongod.conf', defaults: true });
        const path = JSON.parse(value) as string;
        expect(readSettings(shown).settings).toEqual({ 'systemLog.path': path, 'storage.dbPath': path });
      }),
    );
  });
});
