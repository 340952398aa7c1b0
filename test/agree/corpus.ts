// `npm run corpus [-- --rule ID] [--all] [--mongodb-version V]`: lints the real configuration files of ../shared/corpus and lists every error with its
// file, line and reason; then says which of the findings expected by hand are there.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineIndex } from '../../server/src/core/line-index.ts';
import { lint } from '../../server/src/core/lint.ts';
import { parseConfig } from '../../server/src/core/models/config.ts';
import type { Finding, Severity } from '../../server/src/core/rule.ts';
import { serverFacts } from '../../server/src/core/server-facts.ts';
import { parseServerVersion, type ServerVersion } from '../../server/src/core/server-version.ts';
import { facts } from '../support/facts.ts';

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly path: string;
  readonly format: string;
  readonly program: string;
}

interface Expected extends Entry {
  readonly expected: readonly { line: number; severity: Severity; about: string; message: string }[];
}

interface Linted {
  readonly entry: Entry;
  readonly findings: readonly { line: number; finding: Finding }[];
}

const folder = path.resolve(fileURLToPath(new URL('../..', import.meta.url)), '..', 'shared', 'corpus');
const print = (line: string) => process.stdout.write(`${line}\n`);
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function lintEntry(entry: Entry, version: ServerVersion | undefined): Linted {
  const text = readFileSync(path.join(folder, entry.file), 'utf8');
  const config = parseConfig(text, { fileName: path.basename(entry.path) });
  const index = new LineIndex(text);
  const findings = lint(config, { ...facts(), ...serverFacts(config, version) });
  return {
    entry,
    findings: findings.map((finding) => ({ line: index.at(finding.span[0]).line + 1, finding })),
  };
}

function listErrors(all: readonly Linted[], wanted: string | undefined, everything: boolean): void {
  const counts = new Map<string, { files: number; findings: number }>();
  for (const { entry, findings } of all) {
    const shown = findings.filter(
      ({ finding }) =>
        (everything || finding.severity === 'error') && (wanted === undefined || finding.rule === wanted),
    );
    for (const { line, finding } of shown) {
      print(`${entry.file}:${line} (${entry.path}) ${finding.severity} ${finding.rule}: ${finding.message}`);
    }
    for (const rule of new Set(shown.map(({ finding }) => finding.rule))) {
      const count = counts.get(rule) ?? { files: 0, findings: 0 };
      count.files++;
      count.findings += shown.filter(({ finding }) => finding.rule === rule).length;
      counts.set(rule, count);
    }
  }
  print('');
  for (const [rule, { files, findings }] of [...counts].sort((a, b) => b[1].files - a[1].files)) {
    print(`${rule.padEnd(40)} ${findings} in ${files} files`);
  }
}

/** Findings expected by hand; one on the line in question counts, whatever its severity, which is printed beside it. */
function compareExpected(all: readonly Linted[]): void {
  const byId = new Map(all.map((linted) => [linted.entry.id, linted]));
  let found = 0;
  let missing = 0;
  for (const entry of read('expected.json') as Expected[]) {
    for (const { line, severity, about, message } of entry.expected) {
      const here = byId.get(entry.id)?.findings.filter((finding) => finding.line === line) ?? [];
      if (here.length > 0) found++;
      else missing++;
      const ours = here.map(({ finding }) => `${finding.severity} ${finding.rule}`).join(', ');
      print(
        `${here.length > 0 ? 'found  ' : 'MISSING'} ${entry.file}:${line} ${severity} ${about} — ${ours || message}`,
      );
    }
  }
  print(`\nExpected by hand: ${found} found, ${missing} missing`);
}

function main(): void {
  if (!existsSync(folder)) {
    print('../shared/corpus is not here, so there are no files to lint.');
    return;
  }
  const entries = read('index.json') as Entry[];
  const version = parseServerVersion(argument('--mongodb-version') ?? '');
  const all = entries.map((entry) => lintEntry(entry, version));
  listErrors(all, argument('--rule'), process.argv.includes('--all'));
  const clean = all.filter(({ findings }) =>
    findings.every(({ finding }) => finding.severity !== 'error'),
  ).length;
  print(`\n${all.length} files linted, ${clean} of them without an error\n`);
  compareExpected(all);
}

main();
