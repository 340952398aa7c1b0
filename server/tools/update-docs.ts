// Writes what is made of the rules: their table, server/src/rules/README.md, and the schema of the setting mongodbTls.rules in
// package.json. With --check it writes nothing and fails where a file is not what it would write.
import { boundWords } from '../src/core/server/server-version.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { subjects } from '../src/generated/rules.ts';
import { formerRules } from '../src/core/findings/former-rules.ts';
import { allRules } from '../src/rules/all-rules.ts';
import type { Rule } from '../src/core/linting/rule.ts';

/** The subjects as they are shown, by the names of their folders. */
const titles: Readonly<Record<string, string>> = {
  tls: 'TLS',
  authentication: 'Authentication and authorization',
  network: 'Network and sharding',
  'storage-and-logging': 'Storage and logging',
  names: 'Names of settings',
  values: 'Values of settings',
  yaml: 'YAML',
  ini: 'The INI format',
  keyfile: 'Keyfiles',
  pem: 'PEM files',
  'certificate-files': 'Certificate files that a configuration names',
  'command-lines': 'Command lines in other files',
  clients: 'Connection strings and driver options',
  containers: 'Containers and images',
  mongosqld: 'BI Connector (mongosqld)',
};

function versions({ since, until }: Rule): string {
  return [
    since === undefined ? '' : `from ${boundWords(since)}`,
    until === undefined ? '' : `before ${boundWords(until)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function row([id, rule]: [string, Rule]): string {
  const cells = [
    `[${id}](${subjects[id] ?? ''}/${id}.md)`,
    rule.severity,
    versions(rule),
    rule.summary,
    (rule.benchmarks ?? []).join(', '),
  ];
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

function page(): string {
  const rules = [...allRules];
  const present = new Set(Object.values(subjects));
  const untitled = [...present].filter((subject) => !(subject in titles));
  if (untitled.length > 0)
    throw new Error(`server/tools/update-docs.ts has no title for ${untitled.join(', ')}`);
  const parts = Object.entries(titles).flatMap(([subject, title]) => {
    if (!present.has(subject)) return [];
    return [
      `## ${title}`,
      '',
      '| Rule | Severity | Server versions | What it reports | Benchmarks |',
      '| --- | --- | --- | --- | --- |',
      ...rules.filter(([id]) => subjects[id] === subject).map(row),
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

/** package.json with a schema for each rule's level, so that editors complete and check the ids. */
function manifest(text: string): string {
  const parsed = JSON.parse(text) as Manifest;
  const setting = parsed.contributes.configuration.properties['mongodbTls.rules'];
  if (!setting) throw new Error('package.json has no setting mongodbTls.rules');
  const level = { type: 'string', enum: ['off', 'info', 'warning', 'error'] };
  const present = [...allRules].map(([id, { severity, summary }]) => [
    id,
    { ...level, markdownDescription: `${summary}. Without this setting: ${severity}.` },
  ]);
  const former = Object.entries(formerRules).map(([id, now]) => [
    id,
    {
      ...level,
      markdownDescription: `Former id of \`${now}\`.`,
      deprecationMessage: `This rule is now called ${now}.`,
    },
  ]);
  setting.properties = Object.fromEntries([...present, ...former]) as Record<string, unknown>;
  return `${JSON.stringify(parsed, undefined, 2)}\n`;
}

interface Manifest {
  contributes: { configuration: { properties: Record<string, { properties?: Record<string, unknown> }> } };
}

function update(target: string, make: (present: string) => string): void {
  const present = existsSync(target) ? readFileSync(target, 'utf8') : '';
  const text = make(present);
  if (present === text) return;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${target} is not up to date; run "npm run update-docs"\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(target, text);
  }
}

update(path.join('server', 'src', 'rules', 'README.md'), page);
update('package.json', manifest);
