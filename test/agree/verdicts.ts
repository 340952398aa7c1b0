// `npm run verdicts -- --out FILE`: writes rule, severity and place of every finding on the examples of the rules' pages and, where they lie in
// ../shared, on the cases, the corpus and the files of the field, for several servers. `npm run verdicts -- --against FILE` compares with what was written before, so that a change
// that is to move code can be seen to change no verdict. Former ids of rules count as their present ones. Ends with 1 where something differs.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kindOfNamed, parseText } from '../../server/src/core/documents/document.ts';
import type { FileKind } from '../../server/src/core/embedded/host-file.ts';
import { serverFacts } from '../../server/src/core/documents/server-facts.ts';
import { presentRule } from '../../server/src/core/findings/former-rules.ts';
import { LineIndex } from '../../server/src/core/text/line-index.ts';
import { exampleFiles } from '../support/example-files.ts';
import { facts } from '../support/facts.ts';
import { allRules, lint } from '../support/lint.ts';
import { examples } from '../support/rule-page.ts';

interface Source {
  readonly name: string;
  readonly fileName: string;
  readonly text: string;
  /** As its name and content tell, unless given. */
  readonly kind?: FileKind;
  /** What an example says of its server. */
  readonly about?: Parameters<typeof facts>[0];
}

const rules = path.join('server', 'src', 'rules');
const shared = path.resolve(process.cwd(), '..', 'shared');
const servers = [
  {},
  { version: '3.6.23' },
  { version: '4.4.6', platform: 'windows' },
  { version: '7.0.5', platform: 'macos', edition: 'community' },
] as const;

function* sources(): Iterable<Source> {
  for (const page of filesBelow(rules)) if (page.name.endsWith('.md')) yield* examplesOf(page);
  if (!existsSync(shared)) return;
  yield* indexed();
  for (const kind of ['config', 'ini', 'keyfile']) {
    const cases = JSON.parse(readFileSync(path.join(shared, 'cases', `${kind}.json`), 'utf8')) as Case[];
    const fileName = kind === 'keyfile' ? 'keyfile' : 'mongod.conf';
    for (const { id, input } of cases)
      yield { name: `cases/${kind}.json ${id}`, fileName, text: input ?? '' };
  }
  for (const folder of ['corpus/pem', 'field']) yield* filesBelow(path.join(shared, folder));
}

function examplesOf({ name, text: page }: Source): Source[] {
  const both = [...examples(page, 'Incorrect'), ...examples(page, 'Correct')];
  const kind = allRules.get(path.basename(name, '.md'))?.kind;
  return both.map(({ text, fileName = 'mongod.conf', facts: about }, number) => ({
    name: `${path.basename(name)} ${number}`,
    fileName,
    ...(kind === 'pem' || kind === 'keyfile' ? { kind } : {}),
    text,
    about: { ...about, files: exampleFiles() },
  }));
}

interface Case {
  readonly id: string;
  readonly input: string | null;
}

/** The configurations of the corpus, under the names that they had. */
function indexed(): Source[] {
  const list = JSON.parse(readFileSync(path.join(shared, 'corpus', 'index.json'), 'utf8')) as {
    file: string;
    path: string;
  }[];
  return list.map(({ file, path: written }) => ({
    name: `corpus/${file}`,
    fileName: path.basename(written),
    text: readFileSync(path.join(shared, 'corpus', file), 'utf8'),
  }));
}

function filesBelow(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => ({
      name: path.join(path.basename(folder), name),
      fileName: path.basename(name),
      text: readFileSync(path.join(folder, name), 'utf8'),
    }));
}

/** A line for each finding that a text gives for each of the servers. */
function verdictsOn({ name, fileName, text, about, kind = kindOfNamed(fileName, text) }: Source): string[] {
  const index = new LineIndex(text);
  const document = parseText(kind, text, { fileName });
  const at = (offset: number) => {
    const { line, character } = index.at(offset);
    return `${line + 1}:${character + 1}`;
  };
  return servers.flatMap((server, number) => {
    const given = facts({ ...server, ...about });
    // the newest server is what nobody named
    const found = lint(document, {
      ...given,
      ...serverFacts(
        document,
        number === 0 && about?.version === undefined ? undefined : given.serverVersion,
      ),
    });
    return found.map(
      ({ rule, severity, span }) =>
        `${name} server${number} ${at(span[0])}-${at(span[1])} ${severity} ${rule}`,
    );
  });
}

function lines(): string[] {
  return [...sources()].flatMap(verdictsOn).sort();
}

/** The lines that only one of the two has, in order, marked as in a diff. */
function differences(before: readonly string[], after: readonly string[]): string[] {
  const less = (from: readonly string[], of: readonly string[], sign: string) => {
    const other = new Set(of);
    return from.filter((line) => !other.has(line)).map((line) => `${sign} ${line}`);
  };
  return [...less(before, after, '-'), ...less(after, before, '+')];
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function main(): void {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const out = argument('--out');
  const against = argument('--against');
  if (out === undefined && against === undefined) {
    print('npm run verdicts -- --out FILE | --against FILE');
    process.exitCode = 2;
    return;
  }
  const found = lines();
  if (out !== undefined) writeFileSync(out, found.join('\n'));
  if (against === undefined) return;
  const before = readFileSync(against, 'utf8').split('\n');
  const different = differences(
    before.map((line) => line.replace(/[\w-]+$/, presentRule)),
    found,
  );
  for (const line of different) print(line);
  print(`${found.length} verdicts, ${different.length} lines differ`);
  if (different.length > 0) process.exitCode = 1;
}

main();
