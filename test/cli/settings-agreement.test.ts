import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SettingsReading } from '../../server/src/core/config/settings-reading.ts';
import { buildJudge, judge } from '../agree/judge.ts';
import { runCli } from '../support/run-cli.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
const plain = new Set(['yaml', 'ini', 'json']);

describe.skipIf(!existsSync(corpus))('settings of the plain files of ../shared/corpus', () => {
  let built: ReturnType<typeof buildJudge>;
  beforeAll(() => {
    built = buildJudge(resolve(import.meta.dirname, '../..'));
  }, 300_000);

  it('are those that yaml-cpp reads', async ({ skip }) => {
    if ('missing' in built) return skip(built.missing);
    const index = JSON.parse(readFileSync(join(corpus, 'index.json'), 'utf8')) as {
      file: string;
      format: string;
    }[];
    const names = index.filter(({ format }) => plain.has(format)).map(({ file }) => file);
    const { out } = await runCli(['settings', '--format', 'json', ...names], { cwd: corpus });
    const { files } = JSON.parse(out) as { files: (SettingsReading & { path: string })[] };
    const judgements = judge(
      built.program,
      names.map((name) => readFileSync(join(corpus, name), 'utf8')),
    );
    expect(files.map(({ path }) => path)).toEqual(names);
    const differing = files.filter((file, at) => {
      const judged = judgements[at];
      // mongod refuses it before yaml-cpp sees it
      if (file.error?.includes('NUL byte')) return false;
      if (judged?.verdict === 'scalar') return file.format !== 'ini';
      if (judged?.verdict === 'null') return file.format !== 'none';
      if (judged?.verdict !== 'map') return file.error === null;
      return (
        file.format !== 'yaml' ||
        file.error !== null ||
        JSON.stringify(file.settings) !== JSON.stringify(Object.fromEntries(judged.leaves ?? []))
      );
    });
    expect(differing.map(({ path }) => path)).toEqual([]);
    expect(files.length).toBeGreaterThan(250);
  });
});
