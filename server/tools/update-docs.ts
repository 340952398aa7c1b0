// Writes the table of rules, server/src/rules/README.md, from the rules themselves. With --check it writes nothing and fails
// where the file is not what it would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { allRules } from '../src/core/linting/lint.ts';
import type { Rule } from '../src/core/linting/rule.ts';
import type { VersionBound } from '../src/core/server/server-version.ts';

const target = path.join('server', 'src', 'rules', 'README.md');

const kinds: Readonly<Record<Rule['kind'], string>> = {
  config: 'Configuration files',
  keyfile: 'Keyfiles',
  pem: 'PEM files',
  commandline: 'Command lines in other files',
};

function versions({ since, until }: Rule): string {
  const words = (bound: VersionBound) => (typeof bound === 'string' ? bound : bound.join(', '));
  return [
    since === undefined ? '' : `from ${words(since)}`,
    until === undefined ? '' : `before ${words(until)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function row([id, rule]: [string, Rule]): string {
  const cells = [
    `[${id}](${id}.md)`,
    rule.severity,
    versions(rule),
    rule.summary,
    (rule.benchmarks ?? []).join(', '),
  ];
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

function page(): string {
  const rules = [...allRules];
  const parts = Object.entries(kinds).flatMap(([kind, title]) => {
    const rows = rules.filter(([, rule]) => rule.kind === kind).map(row);
    if (rows.length === 0) return [];
    return [
      `## ${title}`,
      '',
      '| Rule | Severity | Server versions | What it reports | Benchmarks |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ];
  });
  return [
    '# Rules',
    '',
    '<!-- Made by server/tools/update-docs.ts from the rules. Do not edit. -->',
    '',
    `${rules.length} rules. An **error** means that this server version does not start or that TLS will fail; a **warning** that it runs but is weaker than it looks or will break; an **info** is hygiene. Without a version a rule holds for all servers from 3.6 on.`,
    '',
    ...parts,
  ].join('\n');
}

const text = page();
const present = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (present !== text) {
  if (process.argv.includes('--check')) {
    process.stderr.write(`${target} is not up to date; run "npm run update-docs"\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(target, text);
  }
}
