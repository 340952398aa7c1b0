import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { serverFacts } from '../../server/src/core/documents/server-facts.ts';
import type { Finding } from '../../server/src/core/findings/finding.ts';
import { lint } from '../../server/src/core/linting/lint.ts';
import type { Program } from '../../server/src/core/server/server-kind.ts';
import { allRules } from '../../server/src/rules/all-rules.ts';
import { facts } from '../support/facts.ts';
import { moreBases, moreNames } from '../support/more-slips.ts';
import { bases, canary, slips, type Base, type Slip } from '../support/slips.ts';

function findingsIn(text: string, program: Program): Finding[] {
  const config = parseConfig(text, { program, fileName: `${program}.conf` });
  return lint(config, { ...facts(), ...serverFacts(config, undefined) }, {}, allRules);
}

const textOf = (base: Base): string => `${base.lines.join('\n')}\n`;
const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length - 1;
const rulesOf = new Map(
  [...bases, ...moreBases].map((base) => [
    base,
    new Set(findingsIn(textOf(base), base.program).map(({ rule }) => rule)),
  ]),
);

/** The settings that the server reads; undefined where it does not read the text. */
function settingsIn(text: string, program: Program): string | undefined {
  const { settings, problems } = parseConfig(text, { program });
  return problems.length > 0
    ? undefined
    : JSON.stringify(settings.map((setting) => [setting.path, setting.text]));
}

const settingsOf = new Map(
  [...bases, ...moreBases].map((base) => [base, settingsIn(textOf(base), base.program)]),
);

/** A slip after which the server reads the same settings is none. */
function isHarmless({ text, base }: Slip): boolean {
  return settingsIn(text, base.program) === settingsOf.get(base);
}

/** What is found after a slip; each is judged once for both questions. */
const found = new Map<Slip, Finding[]>();
function findingsOf(slip: Slip): Finding[] {
  const known = found.get(slip) ?? findingsIn(slip.text, slip.base.program);
  found.set(slip, known);
  return known;
}

/** What is wrong with the answer to a slip, in words; empty where the first message is the cause and nothing stands beside it. */
function faultsOf(slip: Slip): string[] {
  const findings = findingsOf(slip);
  const fresh = findings.filter(({ rule }) => rulesOf.get(slip.base)?.has(rule) !== true);
  const [first] = findings;
  const [cause, ...beside] = fresh;
  if (!cause || !first) return ['silent'];
  // of a file whose first section stands too deep the server reads that section alone, which the message says
  if (slip.kind === 'indentation' && first.rule === 'unread-settings') return [];
  const line = lineOf(slip.text, first.span[0]);
  return [
    ...(first !== cause || line < slip.from || line > slip.to
      ? [`first is ${first.rule} in line ${String(line + 1)}`]
      : []),
    ...beside.map(({ rule }) => `beside it ${rule}`),
  ];
}

const sets = {
  first: [...slips()].filter((slip) => !isHarmless(slip)),
  second: [...slips(moreBases, moreNames)].filter((slip) => !isHarmless(slip)),
};
const kinds = (Object.entries(sets) as [keyof typeof sets, Slip[]][]).flatMap(([set, all]) =>
  [...new Set(all.map(({ kind }) => kind))].map((kind) => [kind, set] as const),
);

describe('a configuration without a slip', () => {
  it.each([...bases, ...moreBases])('has no error: $name', (base) => {
    expect(findingsIn(textOf(base), base.program).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe.each(kinds)(
  'the first message on a slip of the kind %s, %s set',
  { timeout: 120_000 },
  (kind, set) => {
    const own = sets[set].filter((slip) => slip.kind === kind);

    it('is the cause, and no consequence stands beside it', () => {
      expect(own.length).toBeGreaterThanOrEqual(kind === 'secret on the next line' ? 10 : 20);
      const poor = own.flatMap((slip) => {
        const faults = faultsOf(slip);
        return faults.length > 0 ? [`${slip.title}: ${faults.join(', ')}`] : [];
      });
      // the issue asks for 97 in 100
      expect(poor.length / own.length, poor.join('\n')).toBeLessThanOrEqual(0.03);
    });

    it('quotes no secret, nor do the others or their fixes', () => {
      const leaking = own.filter((slip) =>
        findingsOf(slip).some(({ message, fix, alternatives = [], related = [] }) =>
          [
            message,
            fix?.title,
            ...alternatives.map(({ title }) => title),
            ...related.map((entry) => entry.message),
          ]
            .join(' ')
            .includes(canary),
        ),
      );
      expect(leaking.map(({ title }) => title)).toEqual([]);
    });
  },
);
