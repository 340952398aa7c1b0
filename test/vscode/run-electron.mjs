// `npm run test:electron`: the same suite in a desktop VS Code that @vscode/test-electron downloads into .vscode-test/.
// VSCODE_VERSION chooses the version (default: stable); VSCODE_EXECUTABLE names one that is installed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './bundle-suite.mjs';
import { root, run } from './processes.mjs';
import { copySample } from './sample.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'mongodb-tls-electron-'));
const result = path.join(folder, 'result.json');
const output = path.join(folder, 'output.txt');
const { VSCODE_EXECUTABLE: executable, VSCODE_VERSION: version = 'stable' } = process.env;
try {
  await run(process.execPath, ['esbuild.mjs']);
  await runTests({
    ...(executable ? { vscodeExecutablePath: executable } : { version }),
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite(),
    launchArgs: [
      copySample(path.join(folder, 'workspace')),
      '--disable-extensions',
      '--disable-workspace-trust',
    ],
    extensionTestsEnv: { MONGODB_TLS_TEST_RESULT: result, MONGODB_TLS_TEST_OUTPUT: output },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
} finally {
  if (existsSync(output)) process.stdout.write(readFileSync(output, 'utf8'));
}
const counts = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : { passed: 0, failed: 1 };
rmSync(folder, { recursive: true, force: true });
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 ? 0 : 1);
