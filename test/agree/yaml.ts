// `npm run agree:yaml [-- --count N] [-- --seed N]`: our reading of YAML beside that of yaml-cpp, which mongod uses.
// Ends with 1 where a plain file of the corpus differs or fewer than 99.5 % of the edited files agree.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMongodYaml } from '../../server/src/core/mongod-yaml/read.ts';
import type { YamlNode } from '../../server/src/core/models/yaml-tree.ts';
import { maskTemplate } from '../../server/src/core/models/template.ts';
import { installPackages } from '../support/debian-packages.mjs';
import { buildJudge, judge, type Judgement } from './judge.ts';
import { editRandomly, randomNumbers, randomSoup } from './random-edits.ts';
import { seeds } from './seeds.ts';

interface Sample {
  readonly name: string;
  readonly text: string;
}

interface Difference extends Sample {
  readonly kind: string;
  readonly theirs: Judgement;
  readonly ours: Judgement;
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const root = fileURLToPath(new URL('../..', import.meta.url));
const needed = 0.995;

/** Our reading in the judge's words. */
function ourJudgement(text: string): Judgement {
  const { root: node, problems } = readMongodYaml(text);
  const [problem] = problems;
  if (problem) {
    return problem.code === 'endless-alias'
      ? { verdict: 'endless' }
      : { verdict: 'error', message: `${problem.code} at ${problem.span[0]}: ${problem.message}` };
  }
  if (!node || node.kind === 'null') return { verdict: 'null' };
  if (node.kind === 'scalar') return { verdict: 'scalar' };
  const leaves: [string, string | null][] = [];
  collect(node, '', leaves);
  return { verdict: node.kind, leaves };
}

function collect(node: YamlNode, at: string, out: [string, string | null][]): void {
  switch (node.kind) {
    case 'map':
      if (node.pairs.length === 0) out.push([at, '{}']);
      for (const { key, value } of node.pairs) collect(value, at === '' ? key : `${at}.${key}`, out);
      break;
    case 'list':
      if (node.items.length === 0) out.push([at, '[]']);
      node.items.forEach((item, index) => {
        collect(item, `${at}[${index}]`, out);
      });
      break;
    case 'scalar':
      out.push([at, node.text]);
      break;
    case 'null':
      out.push([at, null]);
  }
}

/** Why two readings are not the same, or undefined where they are. */
function differenceOf(theirs: Judgement, ours: Judgement): string | undefined {
  if (theirs.verdict !== ours.verdict) return `yaml-cpp says ${theirs.verdict}, we say ${ours.verdict}`;
  if (JSON.stringify(theirs.leaves) === JSON.stringify(ours.leaves)) return undefined;
  return theirs.leaves?.length === ours.leaves?.length ? 'another name or value' : 'other settings';
}

function compare(program: string, samples: readonly Sample[]): Difference[] {
  const judgements = judge(
    program,
    samples.map(({ text }) => text),
  );
  return samples.flatMap((sample, index) => {
    const { text } = sample;
    const theirs = judgements[index];
    if (!theirs) throw new Error(`the judge stopped at ${sample.name}`);
    const ours = ourJudgement(text);
    // the server refuses a NUL byte before it reads YAML (src/mongo/util/options_parser/options_parser.cpp, readRawFile); yaml-cpp takes it as an escape
    const kind = text.includes('\0') ? undefined : differenceOf(theirs, ours);
    return kind === undefined ? [] : [{ ...sample, kind, theirs, ours }];
  });
}

function report(title: string, total: number, differences: readonly Difference[]): boolean {
  const share = total === 0 ? 1 : (total - differences.length) / total;
  print(`${title}: ${total - differences.length} of ${total} agree (${(share * 100).toFixed(2)} %)`);
  for (const kind of new Set(differences.map((difference) => difference.kind))) {
    const found = differences.filter((difference) => difference.kind === kind);
    print(`  ${found.length} times ${kind}`);
    for (const { name, text, theirs, ours } of found.slice(0, verbose ? 20 : 2)) {
      print(`    ${name}${text.length < 120 ? `: ${JSON.stringify(text)}` : ''}`);
      if (verbose) print(`      ${firstDifference(theirs, ours)}`);
    }
  }
  return share >= needed;
}

function firstDifference(theirs: Judgement, ours: Judgement): string {
  const leaf =
    theirs.leaves?.findIndex((entry, at) => JSON.stringify(entry) !== JSON.stringify(ours.leaves?.[at])) ??
    -1;
  return leaf < 0
    ? `${JSON.stringify(theirs.message ?? theirs.leaves?.length)} / ${JSON.stringify(ours.message ?? ours.leaves?.length)}`
    : `${JSON.stringify(theirs.leaves?.[leaf])} / ${JSON.stringify(ours.leaves?.[leaf])}`;
}

/** The plain files of a corpus of real configurations beside the repository; empty where it is absent. */
function corpus(): Sample[] {
  const folder = path.join(root, '..', 'shared', 'corpus', 'conf');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
    .filter(({ text }) => maskTemplate(text) === undefined);
}

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

function main(): number {
  installPackages(['g++', 'libyaml-cpp-dev']);
  const built = buildJudge(root);
  if ('missing' in built) {
    print(`${built.missing}\nNothing was compared.`);
    return 0;
  }
  const plain = corpus();
  if (plain.length === 0)
    print('../shared/corpus is absent: the edits are made to the texts of test/agree/seeds.ts.');
  const originals = [...plain, ...seeds.map((text, index) => ({ name: `seed ${index + 1}`, text }))];
  const random = randomNumbers(option('--seed', 20_261_122));
  const count = option('--count', 20_000);
  const edited = Array.from({ length: count }, (_, index): Sample => {
    const original = originals[index % originals.length] ?? { name: '', text: '' };
    const edits = 1 + Math.floor(random() * 3);
    return { name: `${original.name} (edit ${index})`, text: editRandomly(original.text, random, edits) };
  });
  const soups = Array.from({ length: count }, (_, index) => ({
    name: `soup ${index}`,
    text: randomSoup(random),
  }));
  const files = compare(built.program, originals);
  const filesAgree = report('Plain files', originals.length, files) && files.length === 0;
  const editsAgree = report('Files with random edits', count, compare(built.program, edited));
  const soupsAgree = report('Random marks', count, compare(built.program, soups));
  return filesAgree && editsAgree && soupsAgree ? 0 : 1;
}

const verbose = process.argv.includes('--verbose');
process.exitCode = main();
