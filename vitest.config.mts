import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { isolated, testsWithProcesses } from './test/support/projects.mts';

const processes = testsWithProcesses();

export default defineConfig({
  test: {
    // a machine that is busy with other things is no failed test
    testTimeout: 60_000,
    setupFiles: 'test/support/property-seed.ts',
    maxWorkers: availableParallelism(),
    // most of what a test makes is gone with it
    execArgv: ['--max-semi-space-size=64'],
    projects: [
      {
        extends: true,
        test: {
          // the rules are loaded once, and not once for each of 300 files
          name: 'unit',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/vscode/**', 'node_modules/**', ...isolated, ...processes],
        },
      },
      {
        extends: true,
        test: { name: 'processes', isolate: false, include: processes, exclude: [...isolated] },
      },
      { extends: true, test: { name: 'isolated', include: [...isolated] } },
    ],
  },
});
