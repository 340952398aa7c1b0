import { strict as assert } from 'node:assert';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { root } from './processes.mjs';

/** All that ships. */
const expected = [
  ...['CHANGELOG.md', 'LICENSE', 'docs/marketplace.md', 'package.json', 'client/images/icon.png'],
  ...[
    'dist/certificates.js.br',
    'dist/client.js',
    'dist/driver.js.br',
    'dist/extension.js',
    'dist/log-messages.json',
    'dist/mongosqld.json',
    'dist/more.js.br',
    'dist/programs.js',
    'dist/server.js',
    'dist/settings.json',
    'dist/third-party-notices.txt',
  ],
  ...['connect', 'inspect', 'migrate', 'plan', 'sample'].map((name) => `client/walkthrough/${name}.md`),
  'syntaxes/mongodb-effective-settings.tmLanguage.json',
  ...['mongod-conf', 'mongodb-keyfile', 'pem'].flatMap((name) => [
    `syntaxes/${name}.language-configuration.json`,
    `syntaxes/${name}.tmLanguage.json`,
  ]),
];

const tests = {
  'the package holds what is needed and nothing else': async () => {
    const files = await listFiles({
      cwd: root,
      packageManager: PackageManager.None,
      readmePath: 'docs/marketplace.md',
    });
    assert.deepEqual(files.sort(), expected.sort());
  },
  'the licenses of the packages in the bundles go with them': () => {
    const notices = readFileSync(path.join(root, 'dist/third-party-notices.txt'), 'utf8');
    for (const name of [
      'yaml',
      'mongodb',
      'bson',
      '@peculiar/x509',
      'vscode-languageclient',
      'vscode-jsonrpc',
    ])
      assert.match(notices, new RegExp(`^${name} \\d[^(]*\\(.+\\)\n\n\\S`, 'm'), name);
  },
  'the package is smaller than 1 MB': (vsix) => {
    const { size } = statSync(vsix);
    assert.ok(size < 1_000_000, `it has ${size} bytes`);
  },
};

/** Looks at the packed extension; gives the counts. */
export async function runPackageTests(vsix) {
  let passed = 0;
  for (const [title, test] of Object.entries(tests)) {
    try {
      await test(vsix);
      passed++;
      console.log(`  ✓ ${title}`);
    } catch (error) {
      console.error(`  ✗ ${title}\n${error.message}`);
    }
  }
  return { passed, failed: Object.keys(tests).length - passed };
}
