// `npm run test:vscode`: the packages, the suite in the extension host and the clicks of a user, in a real VS Code in a real browser.
// Arguments name the parts to run (`package`, `npm`, `host`, `user`, `start`; `prepare` makes what the others need), all unless some
// are named. `--packed` takes dist/mongodb-tls.vsix as it is. The last line is `N passed, N failed`; the counts also go, as JSON, to
// the file that TEST_RESULT_FILE names.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleSuite } from './bundle-suite.mjs';
import { installEmbedded } from './embedded-vscode.mjs';
import { runPackageTests } from './package-test.mjs';
import { runNpmPackageTests } from './npm-package-test.mjs';
import { root, run } from './processes.mjs';
import { runSuiteInBrowser } from './suite-in-browser.mjs';
import { runStart } from './start-test.mjs';
import { runUi } from './ui.mjs';

const packed = path.join(root, 'dist/mongodb-tls.vsix');
const copy = path.join(root, 'test/out/mongodb-tls.vsix');

const parts = {
  package: ['The package', () => runPackageTests(packed)],
  npm: ['The npm package', runNpmPackageTests],
  host: [
    'In the extension host',
    async () => {
      await installEmbedded(console.log);
      return await runSuiteInBrowser(await bundleSuite());
    },
  ],
  user: [
    'As a user',
    async () => {
      // `npm start` packs the extension anew, perhaps while the user's VS Code installs it
      mkdirSync(path.dirname(copy), { recursive: true });
      copyFileSync(packed, copy);
      await installEmbedded(console.log);
      return await runUi(copy);
    },
  ],
  start: ['npm start', runStart],
};
const options = process.argv.slice(2);
const named = options.filter((option) => !option.startsWith('--'));
const counts = { passed: 0, failed: 0 };

/** Packs the extension and lays the embedded VS Code; where it cannot be had, the parts that need it say so. */
async function prepare() {
  await run(process.execPath, ['test/vscode/package.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await installEmbedded(console.log).catch(({ message }) => console.error(message));
}

async function runPart([title, test]) {
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

if (named.includes('prepare')) {
  await prepare();
} else {
  if (!options.includes('--packed')) await prepare();
  for (const [name, part] of Object.entries(parts))
    if (named.length === 0 || named.includes(name)) await runPart(part);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  if (process.env.TEST_RESULT_FILE) writeFileSync(process.env.TEST_RESULT_FILE, JSON.stringify(counts));
  process.exit(counts.failed === 0 ? 0 : 1);
}
