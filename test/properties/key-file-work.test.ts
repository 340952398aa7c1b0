// first, so that it sees all others being compiled
import { workOf } from '../support/work.ts';
import { describe, expect, it } from 'vitest';
import { hoverKeyFileAt } from '../../server/src/core/editing/explain-key-file.ts';
import { parseKeyFile, parseKeyFileBytes } from '../../server/src/core/keyfile/key-file.ts';
import { newestVersion } from '../../server/src/core/server/server-version.ts';
import { facts } from '../support/facts.ts';
import { lint } from '../support/lint.ts';

const megabyte = 'a'.repeat(1_000_000);

describe('a keyfile that is far too large', () => {
  it('costs no more than one of some lines', async () => {
    const use = (text: string) => () => {
      const file = parseKeyFile(text);
      lint(file, facts());
      hoverKeyFileAt(file, 3, newestVersion);
    };
    use('abcdef\n')();
    const few = await workOf(use('abcdef\n'.repeat(100)));
    expect(few).toBeGreaterThan(500);
    expect(await workOf(use(megabyte))).toBeLessThan(few);
  });

  it('is read once for all releases that it is judged for', () => {
    const bytes = new TextEncoder().encode('abcdef\n');
    expect(parseKeyFileBytes(bytes)).toBe(parseKeyFileBytes(bytes));
  });
});
