// `npm run bench [-- --json FILE]`: how long a user waits, as a ratio against the bare `yaml` parse and yaml-language-server.
import { commandLineStart } from './command-line.ts';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDocument } from 'yaml';
import { parseText } from '../../server/src/core/documents/document.ts';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { safeEdits } from '../../server/src/core/fixing/fix.ts';
import { lint } from '../support/lint.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { parsePem } from '../../server/src/core/pem/model/pem.ts';
import { facts } from '../support/facts.ts';
import { openDocument } from './opened-document.ts';
import { hostile } from './hostile.ts';
import { runs } from './hostile/runs.ts';
import type { Hostile } from './hostile/text.ts';
import { firstKeystrokes } from './first-keystrokes.ts';
import { largeFolder } from './large-folder.ts';
import { alternate, type Timing } from './measure.ts';
import { yamlLanguageServer, yamllint } from './opponent.ts';
import { largeCluster } from './cluster.ts';
import { largeLog } from './log.ts';
import { manyFiles } from './many-files.ts';
import { bundle, opensslForEach } from './pem.ts';
import { long, parameters, typed, typical } from './samples.ts';

// npm runs scripts in the project's folder
const root = process.cwd();
const cache = join(root, '.cache', 'bench');
const results: Record<string, number> = {};

function show(name: string, value: number, unit: string): void {
  results[name] = Number(value.toPrecision(4));
  process.stdout.write(`  ${name.padEnd(64)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}\n`);
}

function title(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

async function inProcess(name: string, text: string): Promise<void> {
  const { ours, bare } = await alternate(
    {
      bare: (run) => parseDocument(typed(text, run)),
      ours: (run) => lint(parseConfig(typed(text, run)), facts()),
    },
    text.length > 10_000 ? 60 : 400,
  );
  show(`${name}: bare yaml parse`, bare.p50, 'ms');
  show(`${name}: parse and all rules`, ours.p50, 'ms');
  show(`${name}: ratio to the bare yaml parse`, ours.p50 / bare.p50, 'x');
}

/** The time a line takes must not grow with the file; the bare parse is left out, because it takes minutes. */
async function growth(): Promise<void> {
  for (const lines of [1_000, 10_000, 100_000]) {
    const text = long(lines);
    const { ours } = await alternate(
      { ours: () => lint(parseConfig(text), facts()) },
      lines > 10_000 ? 3 : 10,
    );
    show(`${lines} lines: parse and all rules, a line`, (ours.p50 / lines) * 1000, 'µs');
  }
}

/** The same for texts that do harm where work does not grow with the size alone: 1 is linear, 4 is quadratic. */
async function hostileGrowth(): Promise<void> {
  await growthOf(hostile, 2_000, 8_000);
}

/** The same for runs of one character. */
async function runGrowth(): Promise<void> {
  await growthOf(runs, 10_000, 80_000);
}

/** So long one part of the hostile texts takes at most; kinds that are left then are not measured. */
const longestMs = 60_000;
/** A text that takes longer is read twice and not four times. */
const slowMs = 200;

async function growthOf(kinds: readonly Hostile[], few: number, many: number): Promise<void> {
  const growths: [string, number][] = [];
  const start = performance.now();
  for (const { name, kind, fileName, make } of kinds) {
    if (performance.now() - start > longestMs) break;
    const work = (text: string) => (): void => {
      const findings = lint(parseText(kind, text, fileName === undefined ? {} : { fileName }), facts());
      applyEdits(text, safeEdits(findings));
    };
    const once = performance.now();
    const actions = { small: work(make(few)), large: work(make(many)) };
    actions.large();
    const { small, large } = await alternate(actions, performance.now() - once > slowMs ? 2 : 4);
    growths.push([name, large.p50 / small.p50 / (many / few)]);
    results[`${name}: parse, all rules and safe fixes at ${many.toLocaleString('en')}`] = Number(
      large.p50.toPrecision(4),
    );
  }
  growths.sort(([, a], [, b]) => a - b);
  const sizes = `at ${many.toLocaleString('en')}, times one at ${few.toLocaleString('en')}`;
  const left = kinds.length - growths.length;
  if (left > 0) process.stdout.write(`  ${left} of ${kinds.length} kinds are left out: time is up\n`);
  show(`${growths.length} kinds of texts: a repetition ${sizes}, median`, median(growths), 'x');
  for (const [name, growth] of growths.slice(-5)) show(`the largest: ${name}`, growth, 'x');
}

function median(growths: readonly [string, number][]): number {
  return growths[growths.length >> 1]?.[1] ?? Number.NaN;
}

const open = (command: string[], settings: object, languageId: string, text: string, pull: boolean) =>
  openDocument(command, settings, {
    uri: pathToFileURL(join(root, '.cache', languageId === 'yaml' ? 'mongod.yaml' : 'mongod.conf')).href,
    languageId,
    text,
    pull,
  });

const ours = [process.execPath, join(root, 'dist', 'server.js'), '--stdio'];
const schema = join(root, 'dist', 'schemas', 'mongod-8.0.json');
const theirSettings = {
  yaml: { validate: true, schemas: { [pathToFileURL(schema).href]: '*' }, schemaStore: { enable: false } },
};

async function overTheWire(name: string, text: string, opponent: string[] | undefined): Promise<void> {
  const mine = await open(ours, {}, 'mongod-conf', text, true);
  const other = opponent && (await open(opponent, theirSettings, 'yaml', text, false));
  const times: Partial<Record<string, Timing>> = await alternate(
    { ours: mine.keystroke, other: other?.keystroke },
    other ? 30 : 200,
  );
  show(`${name}: keystroke to diagnostics, over the wire`, times.ours?.p50 ?? NaN, 'ms');
  show(`${name}: memory of the server`, mine.server.memory(), 'MB');
  if (other && times.other && times.ours) {
    show(`${name}: the same in yaml-language-server`, times.other.p50, 'ms');
    show(`${name}: times faster than yaml-language-server`, times.other.p50 / times.ours.p50, 'x');
    show(`${name}: memory of yaml-language-server`, other.server.memory(), 'MB');
  }
  await mine.server.stop();
  await other?.server.stop();
}

/** A file of CA certificates; the first run is what a user waits for who opens one, with nothing warmed up. */
async function certificates(count: number): Promise<void> {
  const list = bundle(count);
  const text = list.join('');
  const start = performance.now();
  lint(parsePem(text), facts());
  show(`${count} CA certificates: the first time`, performance.now() - start, 'ms');
  const { ours: mine } = await alternate({ ours: (run) => lint(parsePem(typed(text, run)), facts()) }, 60);
  show(`${count} CA certificates: parse and all rules`, mine.p50, 'ms');
  const forEach = opensslForEach(list, cache);
  if (forEach) {
    const { openssl } = await alternate({ openssl: forEach }, 3);
    show('the same, one openssl process a certificate', openssl.p50, 'ms');
    show('times faster than an openssl process a certificate', openssl.p50 / mine.p50, 'x');
  }
  const opened = await open(ours, {}, 'pem', text, true);
  const { keystroke } = await alternate({ keystroke: opened.keystroke }, 60);
  show(`${count} CA certificates: keystroke to diagnostics, over the wire`, keystroke.p50, 'ms');
  await opened.server.stop();
}

/** The pairs of a large cluster, by classes of members: a million of them in the time of a few thousand certificates. */
async function members(count: number): Promise<void> {
  const { whole, edit } = largeCluster(count);
  const times = await alternate({ whole, edit }, 10);
  show(`${count} members: read, and every pair judged`, times.whole.p50, 'ms');
  show(`${count} members: every pair judged after an edit`, times.edit.p50, 'ms');
}

async function coldStart(opponent: string[] | undefined): Promise<void> {
  const start = async (command: string[], settings: object, languageId: string, pull: boolean) => {
    const { server } = await open(command, settings, languageId, typical, pull);
    await server.stop();
  };
  const times: Partial<Record<string, Timing>> = await alternate(
    {
      ours: () => start(ours, {}, 'mongod-conf', true),
      other: opponent && (() => start(opponent, theirSettings, 'yaml', false)),
    },
    6,
  );
  show('cold start to first diagnostics', times.ours?.p50 ?? NaN, 'ms');
  if (times.other && times.ours) {
    show('cold start of yaml-language-server', times.other.p50, 'ms');
    show('cold start, share of yaml-language-server', times.ours.p50 / times.other.p50, 'x');
  }
}

/** Real configuration files beside the project, where they are. */
async function corpus(): Promise<void> {
  const folder = resolve(root, '..', 'shared', 'corpus', 'conf');
  if (!existsSync(folder)) {
    process.stdout.write('  no ../shared/corpus here, so no real files are linted\n');
    return;
  }
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const { all, bare } = await alternate(
    {
      all: () => {
        for (const text of texts) lint(parseConfig(text), facts());
      },
      bare: () => {
        for (const text of texts) parseDocument(text);
      },
    },
    10,
  );
  show(`lint of ${texts.length} real files`, all.p50, 'ms');
  show('lint of real files, ratio to the bare yaml parse', all.p50 / bare.p50, 'x');
}

async function main(): Promise<void> {
  const opponent = existsSync(schema) ? yamlLanguageServer(cache) : undefined;
  if (!opponent) process.stdout.write('yaml-language-server could not be had; its figures are left out\n');
  title('PEM files');
  await certificates(150);
  title('Parse and rules, in one process');
  await inProcess('37 lines', typical);
  await inProcess('600 lines', long(600));
  await inProcess('600 lines of parameters', parameters(600));
  await growth();
  title('Texts made to take long');
  await hostileGrowth();
  await runGrowth();
  title('As the editor sees it');
  await firstKeystrokes(root, ours, show);
  await overTheWire('37 lines', typical, opponent);
  await overTheWire('600 lines', long(600), opponent);
  await overTheWire('600 lines of parameters', parameters(600), opponent);
  await coldStart(opponent);
  title('Clusters');
  await members(100);
  await members(1_000);
  title('The command line');
  const linter = yamllint();
  if (!linter) process.stdout.write('yamllint is not installed; its figures are left out\n');
  commandLineStart(join(root, 'dist'), linter, show);
  title('Logs');
  await largeLog(join(root, 'dist'), show);
  title('Many files');
  await largeFolder(join(root, 'dist'), linter, show);
  await corpus();
  await manyFiles(join(root, 'dist', 'cli.js'), show);
  const vsix = join(root, 'dist', 'mongodb-tls.vsix');
  if (existsSync(vsix)) show('size of the VSIX', statSync(vsix).size / 1024, 'KB');
  const at = process.argv.indexOf('--json');
  const file = at < 0 ? undefined : process.argv[at + 1];
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
