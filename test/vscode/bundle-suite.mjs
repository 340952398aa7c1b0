import path from 'node:path';
import { build } from 'esbuild';
import { root } from './processes.mjs';

/** Bundles the suite that runs inside the extension host; gives the file. */
export async function bundleSuite() {
  const outfile = path.join(root, 'test/out/vscode-suite.cjs');
  await build({
    entryPoints: [path.join(root, 'test/vscode/suite/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
