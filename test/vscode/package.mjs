// `npm run package`: packs dist/mongodb-tls.vsix. vsce builds it first (`vscode:prepublish`); the bundles hold all packages they need.
import { run } from './processes.mjs';

await run(process.execPath, [
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  // the page of a marketplace is for users; the README is for those who have the repository
  '--readme-path',
  'docs/marketplace.md',
  '--out',
  'dist/mongodb-tls.vsix',
]);
