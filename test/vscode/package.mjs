// `npm run package`: builds and packs dist/mongodb-tls.vsix. With --no-build it packs what is in dist/.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './processes.mjs';

/** Where links and pictures of the README lead in the Marketplace, which has no files of its own. */
const repository = 'https://github.com/mongodb-tls/mongodb-tls';

if (!process.argv.includes('--no-build') || !existsSync(path.join(root, 'dist/server.js'))) {
  await run(process.execPath, ['esbuild.mjs']);
}
await run(process.execPath, [
  ...['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--allow-missing-repository'],
  ...['--baseContentUrl', `${repository}/blob/main`, '--baseImagesUrl', `${repository}/raw/main`],
  ...['--out', 'dist/mongodb-tls.vsix'],
]);
