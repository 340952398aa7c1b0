// `npm test`: installs what is missing, builds, checks and tests everything, and ends with one line `N passed, N failed`.
// Only Node's own modules here: on a fresh clone nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './support/debian-packages.mjs';
import { installNodeModules } from './support/node-modules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const out = path.join(root, 'test', 'out');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

let passed = 0;
let failed = 0;
const started = Date.now();
const seconds = () => ((Date.now() - started) / 1000).toFixed(0);

function run(title, command, args, env = {}) {
  console.log(`\n[${seconds()} s] ${title}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return status === 0;
}

function check(title, command, args) {
  if (run(title, command, args)) passed++;
  else {
    failed++;
    console.log(`${title}: failed`);
  }
}

/** A suite writes its counts to a file; one that does not come to its end counts as one failure. */
function suite(title, command, args, counts) {
  const report = path.join(out, `${title.replace(/\W+/g, '-')}.json`);
  const ok = run(title, command, args(report), { TEST_RESULT_FILE: report });
  const result = existsSync(report)
    ? counts(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 1 };
  passed += result.passed;
  failed += result.failed > 0 || ok ? result.failed : 1;
}

installNodeModules(root);
installPackages();
const bin = (name) => path.join('node_modules', '.bin', name);

check('Build', process.execPath, ['esbuild.mjs']);
check('Types', bin('tsc'), ['-p', '.']);
check('Lint', bin('eslint'), ['--max-warnings', '0', '.']);
check('Format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
check('Dead code', bin('knip'), []);
check('Generated documents', process.execPath, [
  'server/tools/run-ts.mjs',
  'server/tools/update-docs.ts',
  '--check',
]);
suite(
  'Unit, rule, page, property, protocol, command-line and connection tests',
  bin('vitest'),
  (report) => ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
    passed: numPassedTests,
    // a file that does not load has no tests to fail
    failed: numFailedTests || numFailedTestSuites,
  }),
);
suite(
  'VS Code tests',
  process.execPath,
  () => ['test/vscode/run.mjs'],
  (counts) => counts,
);

console.log(`\n[${seconds()} s]`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
