// `npm test`: installs what is missing, builds, checks and tests everything, and ends with one line `N passed, N failed`.
// Only Node's own modules here: on a fresh clone nothing else is there yet.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './support/debian-packages.mjs';
import { installNodeModules } from './support/node-modules.mjs';
import { runSteps } from './support/steps.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const out = path.join(root, 'test', 'out');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const started = Date.now();
const cores = availableParallelism();
const say = (line) => console.log(`\n[${((Date.now() - started) / 1000).toFixed(0)} s] ${line}`);
const write = (text) => process.stdout.write(text);

/** What leaves half of its core to a step beside it, since it waits so long or since it can. */
const shared = 0.5;

/** A check of the sources, whose processor time the tests beside it need more. */
function check(title, args) {
  return { title, args, isPatient: true, cores: shared };
}

/** A suite writes its counts to a file; one that does not come to its end counts as one failure. */
function suite(title, { args, cores: wanted, counts = (report) => report }) {
  const report = path.join(out, `${title.replace(/\W+/g, '-')}.json`);
  return {
    title,
    args: args(report),
    cores: wanted,
    env: { TEST_RESULT_FILE: report },
    countsOf: (isOk) => {
      const result = existsSync(report)
        ? counts(JSON.parse(readFileSync(report, 'utf8')))
        : { passed: 0, failed: 1 };
      return { passed: result.passed, failed: result.failed > 0 || isOk ? result.failed : 1 };
    },
  };
}

installNodeModules(root);
installPackages();

const counts = await runSteps(
  [
    { title: 'Build', args: ['test/vscode/run.mjs', 'prepare'], cores },
    {
      title: 'mongosh for the tests',
      args: ['test/support/mongosh.mjs'],
      cores: shared,
      countsOf: () => ({ passed: 0, failed: 0 }),
    },
    suite('VS Code as a user', { args: () => ['test/vscode/run.mjs', '--packed', 'user'] }),
    suite('Packages, extension host and npm start', {
      args: () => ['test/vscode/run.mjs', '--packed', 'package', 'npm', 'host', 'start'],
      cores: shared,
    }),
    check('Types', ['node_modules/typescript/bin/tsc', '-p', '.']),
    check('Lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']),
    check('Format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
    check('Dead code', ['node_modules/knip/bin/knip.js']),
    check('Generated documents', ['server/tools/run-ts.mjs', 'server/tools/update-docs.ts', '--check']),
    suite('Unit, rule, page, property, protocol, command-line and connection tests', {
      cores,
      args: (report) => [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      counts: ({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
        passed: numPassedTests,
        // a file that does not load has no tests to fail
        failed: numFailedTests || numFailedTestSuites,
      }),
    }),
  ],
  { cores, say, write },
);

say(`${counts.passed + counts.failed} tests and checks`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
