import type { Embedded } from '../embedded/host-file.ts';
import type { Finding } from '../findings/finding.ts';
import type { Rules } from './lint-options.ts';

/** What is found in a text that nobody runs is told as information; what is missing in it need not be in an example. */
export function asExample(
  { isExample }: Embedded,
  findings: readonly Finding[],
  rules: Rules,
): readonly Finding[] {
  if (!isExample) return findings;
  return findings
    .filter(({ rule }) => rules.get(rule)?.absence !== true)
    .map(({ fix, ...finding }) => ({
      ...finding,
      severity: 'info',
      ...(fix ? { fix: { ...fix, safe: false } } : {}),
    }));
}
