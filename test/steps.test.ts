import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSteps } from './support/steps.mjs';
import { temporaryFolder } from './support/temporary-folder.ts';

interface Shown {
  readonly counts: { passed: number; failed: number };
  readonly said: string[];
  readonly written: string[];
}

async function run(steps: Parameters<typeof runSteps>[0], cores: number): Promise<Shown> {
  const said: string[] = [];
  const written: string[] = [];
  const counts = await runSteps(steps, {
    cores,
    say: (line) => said.push(line.replace(/ after \d+ s$/, '')),
    write: (text) => written.push(text),
  });
  return { counts, said, written };
}

/** A step that notes in a file when it begins and ends, and ends once all of `others` have begun. */
function noted(
  file: string,
  title: string,
  { others = [], cores = 1 }: { others?: string[]; cores?: number } = {},
) {
  const script = `
    const { appendFileSync, readFileSync } = require('node:fs');
    const [file, title, ...others] = process.argv.slice(1);
    appendFileSync(file, title + '+');
    const timer = setInterval(() => {
      const text = readFileSync(file, 'utf8');
      if (!others.every((other) => text.includes(other + '+'))) return;
      clearInterval(timer);
      appendFileSync(file, title + '-');
    }, 5);`;
  return { title, args: ['-e', script, file, title, ...others], cores };
}

function journal(): string {
  const file = join(temporaryFolder(), 'journal');
  writeFileSync(file, '');
  return file;
}

describe('the steps of npm test', () => {
  it('run side by side, where there are cores for them', async () => {
    const file = journal();
    // neither ends without the other
    await run(
      [noted(file, 'a', { others: ['b'] }), noted(file, 'b', { others: ['a'] }), noted(file, 'c')],
      2,
    );
    expect(readFileSync(file, 'utf8')).toMatch(/^a\+b\+|^b\+a\+/);
  });

  it('wait for a core', async () => {
    const file = journal();
    await run([noted(file, 'a'), noted(file, 'b'), noted(file, 'c')], 1);
    expect(readFileSync(file, 'utf8')).toBe('a+a-b+b-c+c-');
  });

  it('have the machine to themselves where they want all of it', async () => {
    const file = journal();
    await run([noted(file, 'a'), noted(file, 'b', { cores: 9 }), noted(file, 'c')], 2);
    expect(readFileSync(file, 'utf8')).toBe('a+a-b+b-c+c-');
  });

  it('are shown as a whole when they end, with how they ended', async () => {
    const print = (text: string, code: number) => ({
      title: text,
      args: [
        '-e',
        `process.stdout.write('${text} '); console.error('done'); process.exitCode = ${String(code)}`,
      ],
    });
    const { counts, said, written } = await run([print('good', 0), print('bad', 3)], 2);
    expect(counts).toEqual({ passed: 1, failed: 1 });
    expect(said.toSorted()).toEqual(['bad …', 'bad: failed', 'good …', 'good: passed']);
    expect(written.toSorted()).toEqual(['bad done\n', 'good done\n']);
  });

  it('count as failed where they are killed, with the signal', async () => {
    const killed = { title: 'killed', args: ['-e', 'process.kill(process.pid, "SIGKILL")'] };
    const { counts, written } = await run([killed], 2);
    expect(counts).toEqual({ passed: 0, failed: 1 });
    expect(written).toEqual(['Ended by SIGKILL\n']);
  });

  it('end with their program, whoever else holds its output', async () => {
    const child = 'setTimeout(() => {}, 600_000)';
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', '${child}'], { stdio: 'inherit', detached: true });
      child.unref();
      console.log(child.pid);`;
    const { counts, written } = await run([{ title: 'parent', args: ['-e', script] }], 2);
    expect(counts).toEqual({ passed: 1, failed: 0 });
    process.kill(Number(written.join('')));
  });

  it('count what they say of themselves', async () => {
    const file = journal();
    const step = {
      title: 'suite',
      args: ['-e', ''],
      countsOf: (isOk: boolean) => {
        appendFileSync(file, String(isOk));
        return { passed: 7, failed: 2 };
      },
    };
    const { counts, said } = await run([step], 1);
    expect(counts).toEqual({ passed: 7, failed: 2 });
    expect(said).toEqual(['suite …', 'suite: failed']);
    expect(readFileSync(file, 'utf8')).toBe('true');
  });
});
