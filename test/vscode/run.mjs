// `npm run test:vscode`: the suite in the extension host and the clicks of a user, in a real VS Code in a real browser.
// `--packed` takes dist/mongodb-tls.vsix as it is. The last line is `N passed, N failed`; the counts also go, as JSON, to the file that
// TEST_RESULT_FILE names.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleSuite } from './bundle-suite.mjs';
import { installEmbedded } from './embedded-vscode.mjs';
import { runPackageTests } from './package-test.mjs';
import { runNpmPackageTests } from './npm-package-test.mjs';
import { root, run } from './processes.mjs';
import { runSuiteInBrowser } from './suite-in-browser.mjs';
import { runStart } from './start-test.mjs';
import { runUi } from './ui.mjs';

const counts = { passed: 0, failed: 0 };

async function part(title, test) {
  console.log(title);
  let result = { passed: 0, failed: 1 };
  try {
    result = await test();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
  }
  counts.passed += result.passed;
  counts.failed += result.failed;
}

const vsix = path.join(root, 'dist/mongodb-tls.vsix');
await part('The package', async () => {
  if (!process.argv.includes('--packed'))
    await run(process.execPath, ['test/vscode/package.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return await runPackageTests(vsix);
});
await part('The npm package', runNpmPackageTests);
await part('In the extension host', async () => {
  await installEmbedded(console.log);
  return await runSuiteInBrowser(await bundleSuite());
});
await part('As a user', () => runUi(vsix));
await part('npm start', runStart);

console.log(`${counts.passed} passed, ${counts.failed} failed`);
if (process.env.TEST_RESULT_FILE) writeFileSync(process.env.TEST_RESULT_FILE, JSON.stringify(counts));
process.exit(counts.failed === 0 ? 0 : 1);
