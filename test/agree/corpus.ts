// `npm run corpus [-- --rule ID] [--all] [--mongodb-version V]`: lints the real configuration files of ../shared/corpus and lists every error with its
// file, line and reason; then says which of the findings expected by hand are there.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineIndex } from '../../server/src/core/text/line-index.ts';
import { lint } from '../support/lint.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { serverFacts } from '../../server/src/core/documents/server-facts.ts';
import { parseServerVersion, type ServerVersion } from '../../server/src/core/server/server-version.ts';
import { facts } from '../support/facts.ts';
import type { Finding, Severity } from '../../server/src/core/findings/finding.ts';

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly path: string;
  readonly format: string;
  readonly program: string;
}

interface Expected extends Entry {
  readonly mustNotReport: readonly string[];
  readonly expected: readonly { line: number; severity: Severity; about: string; message: string }[];
}

interface Linted {
  readonly entry: Entry;
  readonly findings: readonly { line: number; finding: Finding }[];
}

/** What a finding expected by hand is about, and the rules that report it. */
const rulesFor: readonly (readonly [about: RegExp, ...rules: string[]])[] = [
  [/^mixed formats/, 'ini-line-in-yaml'],
  [/^duplicate section/, 'repeated-section'],
  [/^non-breaking space/, 'no-break-space'],
  [/^nesting/, 'yaml-syntax-error', 'wrong-indentation'],
  [/journal\.enabled$/, 'unknown-setting'],
  [/bindIp$/, 'open-without-authorization'],
  [/allowConnectionsWithoutCertificates$/, 'allow-connections-without-certificates'],
  [/allowInvalidCertificates$/, 'allow-invalid-certificates'],
  [/FIPSMode$/, 'fips-mode-needs-enterprise'],
  [/CAFile missing$/, 'tls-without-chain-of-trust'],
  [/tls\.mode$/, 'plain-connections-accepted'],
  [/bind\.password$/, 'plain-text-password'],
  [/clusterFile$/, 'cluster-file-same-as-certificate'],
  [/enableMajorityReadConcern$/, 'setting-without-effect'],
  [/(certificateKeyFile|tls\.CAFile|dbPath)$/, 'relative-path'],
  [/net\.ssl$/, 'tls-section-without-mode'],
  [/encryptionKeyFile$/, 'local-encryption-key'],
  [/^auth=false/, 'misleading-ini-switch', 'open-without-authorization'],
  [/^replSet without keyFile/, 'replica-set-without-authentication'],
];
const rulesAbout = (about: string): readonly string[] =>
  rulesFor.flatMap(([pattern, ...rules]) => (pattern.test(about) ? rules : []));

/** Where another severity was expected, and why ours stays. */
const argued: Readonly<Record<string, string>> = {
  '0352:29': 'the server starts and only warns, so no error; such a certificate logs nobody in by x.509',
};

/** For each alarm that must not be raised, in the order of expected.json, how it would read as "rule: message". */
const forbidden: Readonly<Record<string, readonly RegExp[]>> = {
  '0023': [
    /^unknown-setting: .*(kmip|ldap|enableEncryption)/,
    /^wrong-shape: .*queryPassword/,
    /^unknown-setting: .*(__exec|\btype\b|\btrim\b)/,
    /userToDNMapping/,
  ],
  '0216': [/escape/, /\bfork\b/],
  '0225': [/^wrong-shape: .*dbPath/, /^unknown-setting: .*(__exec|\btype\b)/],
  '0260': [/^yaml-syntax-error/, /^unknown-setting: [^\x20-\x7e]/],
  '0271': [/destination/],
  '0306': [/^unknown-(setting|tls-mode).*\bmode\b/, /^tls-without-chain-of-trust/],
  '0346': [/template/i],
  '0352': [/^tls-without-chain-of-trust/],
  '0377': [/bindIp/],
  '0379': [/^tls-setting-without-tls/, /^(open-without-authorization|replica-set-without-authentication)/],
  '0428': [/^open-without-authorization/],
  '0358': [/^(bad-ini-line|unknown-ini-name: (dbpath|logpath|fork|replSet)\b)/],
};

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

const listed = (findings: Linted['findings']) =>
  findings.map(({ finding }) => `${finding.severity} ${finding.rule}`).join(', ');

/** Compares with the findings expected by hand and the alarms that must not be raised; answers whether all is well. */
function compareExpected(all: readonly Linted[]): boolean {
  const byId = new Map(all.map((linted) => [linted.entry.id, linted.findings]));
  const counts = { found: 0, argued: 0, missing: 0, falseAlarm: 0 };
  for (const entry of read('expected.json') as Expected[]) {
    const findings = byId.get(entry.id) ?? [];
    for (const { line, severity, about, message } of entry.expected) {
      const here = findings.filter((finding) => finding.line === line);
      const meant = here.filter(({ finding }) => rulesAbout(about).includes(finding.rule));
      const argument = argued[`${entry.id}:${line}`];
      const verdict = meant.some(({ finding }) => finding.severity === severity)
        ? 'found'
        : meant.length > 0 && argument !== undefined
          ? 'argued'
          : 'missing';
      counts[verdict]++;
      const reason = verdict === 'argued' ? `; ${argument ?? ''}` : '';
      print(
        `${verdict.toUpperCase().padEnd(8)} ${entry.file}:${line} ${severity} ${about} — ${listed(meant) || listed(here) || message}${reason}`,
      );
    }
    entry.mustNotReport.forEach((what, index) => {
      const pattern = forbidden[entry.id]?.[index];
      const alarms = findings.filter(({ finding }) => pattern?.test(`${finding.rule}: ${finding.message}`));
      if (pattern && alarms.length === 0) return;
      counts.falseAlarm++;
      print(`FALSE ALARM ${entry.file}: ${what} — ${listed(alarms) || 'no pattern tells it yet'}`);
    });
  }
  print(
    `\nExpected by hand: ${counts.found} found, ${counts.argued} argued with, ${counts.missing} missing; ${counts.falseAlarm} that must not be reported`,
  );
  return counts.missing + counts.falseAlarm === 0;
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
  // they are expected of the newest server
  if (!version && !compareExpected(all)) process.exitCode = 1;
}

main();
