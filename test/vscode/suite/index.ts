import { appendFileSync, writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/**
 * VS Code calls it inside the extension host. What the tests say goes to the file of MONGODB_TLS_TEST_OUTPUT, and the counts,
 * as the very last act, to that of MONGODB_TLS_TEST_RESULT: VS Code's console shows nothing here.
 */
export async function run(): Promise<void> {
  const { MONGODB_TLS_TEST_OUTPUT: output, MONGODB_TLS_TEST_RESULT: result } = process.env;
  if (!output || !result)
    throw new Error('MONGODB_TLS_TEST_OUTPUT and MONGODB_TLS_TEST_RESULT must name files.');
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: reporterTo(output) });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, __filename, mocha);
  // in this order: the first waits for an extension that no document has woken
  await import('./languages.suite.ts');
  await import('./checks.suite.ts');
  await import('./commands.suite.ts');
  const counts = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run(() => {
      resolve({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 1 });
    });
  });
  writeFileSync(result, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${String(counts.failed)} tests failed`);
}

function reporterTo(file: string): typeof Mocha.reporters.Base {
  return class extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
      super(runner, options);
      const write = (line: string): void => {
        appendFileSync(file, `${line}\n`);
      };
      runner.on('pass', (test) => {
        write(`  ✓ ${test.fullTitle()} (${String(test.duration ?? 0)} ms)`);
      });
      runner.on('fail', (test, error: unknown) => {
        write(`  ✗ ${test.fullTitle()}`);
        write(error instanceof Error ? (error.stack ?? error.message) : String(error));
      });
    }
  };
}
