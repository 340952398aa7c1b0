// Runs a TypeScript program of this project: `node server/tools/run-ts.mjs FILE [ARGUMENT...]`. Node 20 does not read TypeScript.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import './generate-rules.mjs';

const [file, ...args] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, '.cache', 'run-ts');
mkdirSync(folder, { recursive: true });
// a name of its own for each run, so that two runs do not share a file
const outfile = path.join(folder, `${path.basename(file).replace(/\.m?ts$/, '')}-${process.pid}.cjs`);
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
  define: { 'import.meta.url': JSON.stringify(`file://${path.resolve(file)}`) },
});
const child = spawn(process.execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  rmSync(outfile, { force: true });
  process.exit(code ?? (signal ? 1 : 0));
});
