import { describe, expect, it } from 'vitest';
import { parseText } from '../../server/src/core/documents/document.ts';
import { lint } from './lint.ts';
import { facts } from './facts.ts';
import type { CaseOptions } from './rule-tester.ts';

/**
 * `ok`: the server starts (advice of ours does not count). `err`: it does not. `warn`: it starts, and we or it warn, of something
 * else than what a file of a few lines leaves out.
 */
type Verdict = 'ok' | 'err' | 'warn';

/**
 * An item of server-behaviour.md, a version, a file, and what the server of that version makes of it. `says`: the rule that speaks of it.
 */
export type Behaviour = readonly [
  item: string,
  version: string,
  text: string,
  verdict: Verdict,
  options?: CaseOptions & { says?: string },
];

/** What the server warns of in nearly every row, because the row does not say it. */
const leftOut = new Set([
  'access-control-not-configured',
  'bind-ip-not-set',
  'replica-set-without-authentication',
]);

/** A file with TLS on, by the names of 4.2, and more lines after. */
export const tls = (more = '', mode = 'requireTLS') =>
  `net:\n  tls:\n    mode: ${mode}\n    certificateKeyFile: /s.pem\n    CAFile: /ca.pem\n${more}`;

/** The same by the names before 4.2. */
export const ssl = (more = '', mode = 'requireSSL') =>
  `net:\n  ssl:\n    mode: ${mode}\n    PEMKeyFile: /s.pem\n    CAFile: /ca.pem\n${more}`;

/** Tests that all rules together come to the server's verdict. */
export function testBehaviour(title: string, rows: readonly Behaviour[]): void {
  describe(title, () => {
    it.each(
      rows.map((row) => [`${row[0]}, ${row[1]}: ${JSON.stringify(row[2]).slice(0, 90)}`, row] as const),
    )('%s', (_, [, version, text, verdict, options = {}]) => {
      const { program = 'mongod', kind = 'config', says, ...rest } = options;
      const all = lint(parseText(kind, text, { program }), facts({ version, ...rest }));
      const found = all.filter(
        ({ severity, rule }) =>
          severity === 'error' ||
          (severity === 'warning' && verdict !== 'ok' && (rule === says || !leftOut.has(rule))),
      );
      if (says !== undefined) expect(all.map(({ rule }) => rule)).toContain(says);
      const errors = found.filter(({ severity }) => severity === 'error');
      const ours: Verdict = errors.length > 0 ? 'err' : found.length > 0 ? 'warn' : 'ok';
      expect(ours, found.map(({ rule, message }) => `${rule}: ${message}`).join('\n')).toBe(verdict);
    });
  });
}
