import { describe, expect, it } from 'vitest';
import { parseText } from '../../server/src/core/documents/document.ts';
import type { Facts } from '../../server/src/core/facts/facts.ts';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { allRules, lint } from './lint.ts';
import { facts } from './facts.ts';
import type { Program } from '../../server/src/core/server/server-kind.ts';
import type { Finding, Severity } from '../../server/src/core/findings/finding.ts';
import type { DocumentKind } from '../../server/src/core/embedded/lint-document.ts';

/** What a case may set beside its text. */
export interface CaseOptions extends Partial<Omit<Facts, 'serverVersion'>> {
  version?: string;
  program?: Program;
  fileName?: string;
  /** `commandline`: a rule for configurations judges the command lines of the text. */
  kind?: DocumentKind;
}

export type ValidCase = string | (CaseOptions & { text: string });

export interface InvalidCase extends CaseOptions {
  /** The text with each span to be reported between ⟦ and ⟧. */
  text: string;
  /** The text after all fixes of the rule; needed where a finding has a fix, forbidden where none has. */
  fixed?: string;
  /** Part of the first finding's message. */
  message?: string;
  severity?: Severity;
}

/**
 * Tests one rule: valid texts give no finding of it, invalid ones exactly the marked spans. Refuses a repeated case, no invalid
 * one, a fix without expected output, and a fix that leaves the finding or makes a text that is no longer read.
 */
export function testRule(
  id: string,
  cases: { valid: readonly ValidCase[]; invalid: readonly InvalidCase[] },
): void {
  if (cases.invalid.length === 0) throw new Error(`no text that ${id} reports`);
  describe(id, () => {
    const seen = new Set<string>();
    const fresh = (entry: unknown) => {
      const key = JSON.stringify(entry, (_, value: unknown) =>
        value instanceof Map ? [...value.entries()] : value,
      );
      if (seen.has(key)) throw new Error(`this case is there twice: ${key}`);
      seen.add(key);
    };
    for (const entry of cases.valid) {
      fresh(entry);
      const { text, ...options } = typeof entry === 'string' ? { text: entry } : entry;
      it(`accepts ${label(text, options)}`, () => {
        expect(findings(id, text, options).map((finding) => finding.message)).toEqual([]);
      });
    }
    for (const entry of cases.invalid) {
      fresh(entry);
      const { text: marked, fixed, message, severity, ...options } = entry;
      it(`reports ${label(marked, options)}`, () => {
        const { text, spans } = unmark(marked);
        const found = findings(id, text, options);
        expect(found.map(({ span }) => span)).toEqual(spans);
        if (message !== undefined) expect(found[0]?.message).toContain(message);
        if (severity !== undefined)
          expect(found.map((finding) => finding.severity)).toEqual(found.map(() => severity));
        const fixable = found.filter((finding) => finding.fix);
        if (fixed === undefined) {
          expect(
            fixable.map(({ fix }) => fix?.title),
            'a fix needs its expected output',
          ).toEqual([]);
          return;
        }
        expect(fixable.length, 'no finding has a fix').toBeGreaterThan(0);
        const result = fixAllOf(id, text, options);
        expect(result).toBe(fixed);
        expect(findings(id, result, options).filter(({ fix }) => fix)).toEqual([]);
        const document = parseText(options.kind ?? kindOf(id), result, options);
        if (document.kind === 'config') expect(document.problems).toEqual([]);
      });
    }
  });
}

/** Applies the first fix of a rule again and again: unsafe ones too, each on its own. */
function fixAllOf(id: string, text: string, options: CaseOptions): string {
  for (let round = 0; round < 20; round++) {
    const fix = findings(id, text, options).find((finding) => finding.fix)?.fix;
    if (!fix) return text;
    text = applyEdits(text, fix.edits);
  }
  throw new Error(`the fixes of ${id} come to no end`);
}

/** The findings of one rule, as the framework gives them. */
export function findings(id: string, text: string, options: CaseOptions = {}): Finding[] {
  const rule = allRules.get(id);
  if (!rule) throw new Error(`no rule ${id}`);
  const { program, fileName, kind = kindOf(id), ...rest } = options;
  const document = parseText(kind, text, {
    ...(program ? { program } : {}),
    ...(fileName === undefined ? {} : { fileName }),
  });
  return lint(document, facts(rest), {}, new Map([[id, rule]]));
}

/** The kind of the file that a rule is shown; those about servers are shown what starts one. */
function kindOf(id: string) {
  const kind = allRules.get(id)?.kind ?? 'config';
  return kind === 'server' ? 'host' : kind;
}

/** Takes the marks ⟦ and ⟧ out of a text and gives their spans. */
function unmark(marked: string): { text: string; spans: [number, number][] } {
  const spans: [number, number][] = [];
  let text = '';
  let start = 0;
  for (const character of marked) {
    if (character === '⟦') start = text.length;
    else if (character === '⟧') spans.push([start, text.length]);
    else text += character;
  }
  return { text, spans };
}

function label(text: string, options: CaseOptions): string {
  const about = Object.entries(options)
    .filter(([, value]) => typeof value === 'string')
    .map(([key, value]) => `${key} ${String(value)}`);
  return [JSON.stringify(text.length > 90 ? `${text.slice(0, 90)}…` : text), ...about].join(', ');
}
