// Builds dist/: one CommonJS bundle per entry. The driver is a bundle of its own, loaded when a connection is tested.
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import './server/tools/generate-rules.mjs';

const watch = process.argv.includes('--development');
rmSync('dist', { recursive: true, force: true });
const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outdir: 'dist',
  minify: !watch,
  sourcemap: watch,
  legalComments: 'none',
  logLevel: 'warning',
};
await Promise.all([
  build({ ...shared, entryPoints: { extension: 'client/src/extension.ts' }, external: ['vscode'] }),
  build({
    ...shared,
    entryPoints: { server: 'server/src/main.ts', cli: 'server/src/cli.ts' },
    banner: { js: '' },
  }),
]);
