import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { subjects } from '../../server/src/generated/rules.ts';
import { parseText } from '../../server/src/core/documents/document.ts';
import { allRules, lint } from '../support/lint.ts';
import { serverFacts } from '../../server/src/core/documents/server-facts.ts';
import { facts } from '../support/facts.ts';
import { examples } from '../support/rule-page.ts';
import { exampleFiles } from '../support/example-files.ts';
import type { Finding } from '../../server/src/core/findings/finding.ts';

const folder = new URL('../../server/src/rules/', import.meta.url);

describe('each rule has a page whose examples are right', () => {
  it('no page is left without a rule', () => {
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.md') && name !== 'README.md',
    );
    const ofRules = Object.entries(subjects).map(([id, subject]) => `${subject}/${id}.md`);
    expect(pages.sort()).toEqual(ofRules.sort());
  });

  it.each([...allRules.keys()])('%s', (id) => {
    const rule = allRules.get(id);
    const file = new URL(`${subjects[id] ?? ''}/${id}.md`, folder);
    expect(existsSync(file), `${id}.md is missing`).toBe(true);
    const page = readFileSync(file, 'utf8');
    expect(page.startsWith(`# ${id}\n`)).toBe(true);
    for (const title of ['What it reports', 'Why', 'Incorrect', 'Correct', 'References']) {
      expect(page, `section ${title}`).toContain(`\n## ${title}\n`);
    }
    expect(rule?.citation.length).toBeGreaterThan(0);
    expect(rule?.summary).toMatch(/^[A-Z`"].*[^.]$/);

    const wrong = examples(page, 'Incorrect');
    const right = examples(page, 'Correct');
    expect(wrong.length, 'an Incorrect example').toBeGreaterThan(0);
    expect(right.length, 'a Correct example').toBeGreaterThan(0);
    const check = (example: (typeof wrong)[number]): Finding[] => {
      const isOnFlags = rule?.formats?.every((format) => format === 'flags') === true;
      const isOfServer = rule?.kind === 'server' || /\.ya?ml$/.test(example.fileName ?? '');
      const kind = isOnFlags || isOfServer ? 'host' : (rule?.kind ?? 'config');
      const document = parseText(kind, example.text, example);
      const given = facts({ files: exampleFiles(), ...example.facts });
      return lint(document, { ...given, ...serverFacts(document, given.serverVersion) });
    };
    for (const example of wrong) {
      const own = check(example).filter((finding) => finding.rule === id);
      expect(own, `Incorrect example is not reported:\n${example.text}`).not.toEqual([]);
      const fixes = own.some((finding) => finding.fix);
      if (fixes) expect(page, 'a rule with a fix says how safe it is').toContain('\n## Fix safety\n');
    }
    for (const example of right) {
      const bad = check(example).filter((finding) => finding.rule === id || finding.severity === 'error');
      expect(bad.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
    }
  });
});
