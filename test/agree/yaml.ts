// `npm run agree:yaml [-- --count N] [-- --seed N]`: our reading of YAML beside that of yaml-cpp, which mongod uses.
// Ends with 1 where a plain file of the corpus differs or fewer than 99.5 % of the edited files agree.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMongodYaml } from '../../server/src/core/yaml/mongod/read.ts';
import { leavesOf } from '../../server/src/core/config/settings-reading.ts';
import { maskTemplate } from '../../server/src/core/config/template.ts';
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
const notes = `Differences known beyond these samples:
- The judge is the yaml-cpp installed here (Debian: 0.7); the server has 0.6, which keeps a tab at the end of a name or value
  (rule kept-tab), takes a null word for null in spite of a tag, never returns from [a: at the end or before ], and fails
  on a file of nothing but a tag or an anchor.
- The character U+0004 means the end of the text to yaml-cpp in some places; we take it as text.
- yaml-cpp counts columns in bytes; that matters only behind letters outside ASCII on the last line of a quoted key of
  several lines after "? ".`;

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
  return { verdict: node.kind, leaves: leavesOf(node) };
}

/** What the server refuses before it reads YAML, and yaml-cpp therefore has no say in (readRawFile in options_parser.cpp). */
const isRefusedUnread = ({ text }: Sample) => text.includes('\0');

/** Why two readings are not the same, or undefined where they are. */
function differenceOf(theirs: Judgement, ours: Judgement): string | undefined {
  if (theirs.verdict !== ours.verdict) return `yaml-cpp says ${theirs.verdict}, we say ${ours.verdict}`;
  if (JSON.stringify(theirs.leaves) === JSON.stringify(ours.leaves)) return undefined;
  return theirs.leaves?.length === ours.leaves?.length ? 'another name or value' : 'other settings';
}

/**
 * A text by which the judge shows where it stops reading: what we say it reads, or all of the text and a bracket, over which it
 * must stumble if it comes there.
 */
function probeOf(text: string): { probe: string; cut: boolean } {
  const { readTo } = readMongodYaml(text);
  const cut = readTo < text.length;
  return { probe: cut ? text.slice(0, readTo) : `${text}\n]\n`, cut };
}

/** Whether the judge stops elsewhere than we say, given what it makes of the whole text and of the probe. */
function stopDifference(text: string, whole: Judgement, probed: Judgement): string | undefined {
  // INI files are read line by line, not by this reader
  if (whole.verdict !== 'map' && whole.verdict !== 'list') return undefined;
  const same = JSON.stringify(whole) === JSON.stringify(probed);
  if (probeOf(text).cut) return same ? undefined : 'yaml-cpp reads on where we say it stops';
  return same ? 'yaml-cpp stops where we say it reads on' : undefined;
}

/** The samples on which we and the judge differ. */
function compare(program: string, samples: readonly Sample[]): Difference[] {
  const judgements = judge(
    program,
    samples.map(({ text }) => text),
  );
  const probed = judge(
    program,
    samples.map(({ text }) => probeOf(text).probe),
  );
  return samples.flatMap((sample, index) => {
    const [theirs, probe] = [judgements[index], probed[index]];
    if (!theirs || !probe) throw new Error(`the judge stopped at ${sample.name}`);
    const ours = ourJudgement(sample.text);
    const kind = differenceOf(theirs, ours) ?? stopDifference(sample.text, theirs, probe);
    return kind === undefined ? [] : [{ ...sample, kind, theirs, ours }];
  });
}

/** Prints how many samples agree and every kind of difference; answers whether at least the share `wanted` does. */
function report(title: string, samples: readonly Sample[], program: string, wanted: number): boolean {
  const judged = samples.filter((sample) => !isRefusedUnread(sample));
  const differences = compare(program, judged);
  const agreed = judged.length - differences.length;
  const share = judged.length === 0 ? 1 : agreed / judged.length;
  print(`${title}: ${agreed} of ${judged.length} agree (${(share * 100).toFixed(2)} %)`);
  const refused = samples.length - judged.length;
  if (refused > 0) print(`  ${refused} more hold a NUL byte, which the server refuses before it reads YAML`);
  for (const kind of new Set(differences.map((difference) => difference.kind))) {
    const found = differences.filter((difference) => difference.kind === kind);
    print(`  ${found.length} times ${kind}`);
    for (const { name, text, theirs, ours } of found.slice(0, verbose ? 20 : 2)) {
      print(`    ${name}${text.length < 120 ? `: ${JSON.stringify(text)}` : ''}`);
      if (verbose) print(`      ${firstDifference(theirs, ours)}`);
    }
  }
  return share >= wanted;
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
  const filesAgree = report('Plain files', originals, built.program, 1);
  const editsAgree = report('Files with random edits', edited, built.program, needed);
  const soupsAgree = report('Random marks', soups, built.program, needed);
  print(notes);
  return filesAgree && editsAgree && soupsAgree ? 0 : 1;
}

const verbose = process.argv.includes('--verbose');
process.exitCode = main();
