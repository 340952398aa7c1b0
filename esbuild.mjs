// Builds dist/: one CommonJS bundle per entry. The driver is a bundle of its own, loaded when a connection is tested, and so is all of the
// extension but what may wake it.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import './server/tools/generate-rules.mjs';
import { thirdPartyNotices } from './server/tools/third-party-notices.mjs';

const watch = process.argv.includes('--development');
const dist = process.argv.find((arg) => arg.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';
rmSync(dist, { recursive: true, force: true });
const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outdir: dist,
  minify: !watch,
  sourcemap: watch,
  // the licenses have a file of their own
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};
/** The probe with the driver stays out of the bundles that load it (server/src/probe/load.ts). */
const lazyProbe = {
  name: 'lazy-probe',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/probe\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './probe.js', external: true } : undefined,
    );
  },
};
/** Native or heavy modules that the driver uses only where they are installed. */
const optionalDriverModules = [
  '@aws-sdk/credential-providers',
  '@mongodb-js/zstd',
  'aws4',
  'gcp-metadata',
  'kerberos',
  'mongodb-client-encryption',
  'snappy',
  'socks',
];
/** What VS Code loads in every window stays small: the rest of the client is loaded when the extension wakes. */
const lazyClient = {
  name: 'lazy-client',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/client\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './client.js', external: true } : undefined,
    );
  },
};
const results = await Promise.all([
  build({
    ...shared,
    entryPoints: { extension: 'client/src/extension.ts', client: 'client/src/client.ts' },
    external: ['vscode'],
    plugins: [lazyClient],
    supported: { 'dynamic-import': false },
  }),
  build({
    ...shared,
    entryPoints: { server: 'server/src/main.ts', programs: 'server/src/programs.ts' },
    plugins: [lazyProbe],
    // a script with a code cache of its own has no import()
    supported: { 'dynamic-import': false },
  }),
  build({
    ...shared,
    entryPoints: { cli: 'server/src/start/cli.ts', 'language-server': 'server/src/start/language-server.ts' },
    // the npm package has both as commands
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    ...shared,
    entryPoints: { probe: 'server/src/probe/probe.ts' },
    // Node has its tables, which are a fifth of the bundle
    alias: { tr46: './server/src/probe/tr46.ts' },
    external: optionalDriverModules,
  }),
]);
writeFileSync(
  path.join(dist, 'third-party-notices.txt'),
  thirdPartyNotices(results.map(({ metafile }) => metafile)),
);
if (!watch) {
  // compiled by this Node; another one does without it
  const entry = path.join(dist, 'write-code-cache.js');
  await build({ ...shared, entryPoints: ['server/src/start/write-code-cache.ts'] });
  execFileSync(process.execPath, [entry, path.resolve(dist)]);
  rmSync(entry);
}
