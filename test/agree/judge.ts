import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What yaml-cpp makes of a text: the lines that yaml-tree.cpp prints. */
export interface Judgement {
  readonly verdict: 'map' | 'list' | 'scalar' | 'null' | 'error' | 'endless';
  readonly leaves?: readonly (readonly [path: string, value: string | null])[];
  readonly message?: string;
}

/**
 * Builds the judge from yaml-tree.cpp where it is older than its source and gives its path, or says in a sentence what is
 * missing.
 */
export function buildJudge(root: string): { program: string } | { missing: string } {
  const source = path.join(root, 'test', 'agree', 'yaml-tree.cpp');
  const program = path.join(root, '.cache', 'yaml-tree');
  if (existsSync(program) && statSync(program).mtimeMs > statSync(source).mtimeMs) return { program };
  mkdirSync(path.dirname(program), { recursive: true });
  const { status, stderr, error } = spawnSync('g++', ['-O1', source, '-lyaml-cpp', '-o', program], {
    encoding: 'utf8',
  });
  if (status === 0) return { program };
  return {
    missing: error
      ? 'There is no g++ here. On Debian or Ubuntu: sudo apt-get install --no-install-recommends g++ libyaml-cpp-dev'
      : `The judge does not compile; it needs libyaml-cpp-dev.\n${stderr}`,
  };
}

/** Asks the judge about all texts at once. */
export function judge(program: string, texts: readonly string[]): Judgement[] {
  const input: Buffer[] = [];
  for (const text of texts) {
    const bytes = Buffer.from(text);
    input.push(Buffer.from(`${bytes.length}\n`), bytes);
  }
  const output = execFileSync(program, { input: Buffer.concat(input), maxBuffer: 2 ** 30, encoding: 'utf8' });
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Judgement);
}
