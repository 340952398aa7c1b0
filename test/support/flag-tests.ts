import { testRule, type InvalidCase, type ValidCase } from './rule-tester.ts';

/** Tests a rule for settings on the command lines of other files. */
export function testOnFlags(
  id: string,
  cases: {
    valid: readonly (string | (ValidCase & object))[];
    invalid: readonly Omit<InvalidCase, 'kind'>[];
  },
): void {
  const kind = 'commandline';
  testRule(id, {
    valid: cases.valid.map((entry) =>
      typeof entry === 'string' ? { text: entry, kind } : { ...entry, kind },
    ),
    invalid: cases.invalid.map((entry) => ({ ...entry, kind })),
  });
}
