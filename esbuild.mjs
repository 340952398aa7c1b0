// Builds dist/: one CommonJS bundle per entry. The driver is a bundle of its own, loaded when a connection is tested, so is the
// library that makes test certificates, and so is all of the extension but what may wake it.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { kinds as ruleKinds } from './server/tools/generate-rules.mjs';
import { lazyModules } from './server/tools/lazy-modules.mjs';
import { packChunks } from './server/tools/pack-chunks.mjs';
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
/** Chunks that are loaded when something of them is first used: most files need none of them. */
const lazyChunks = {
  yaml: 'yaml',
  documents: './server/src/core/embedded/find-documents.ts',
  ...Object.fromEntries(
    ruleKinds.map((kind) => [`${kind}-rules`, `./server/src/generated/${kind}-rules.ts`]),
  ),
};
/** Which file of dist/ holds the chunks of an entry point, and those that it shares with later ones: the first that fits. */
const files = {
  'programs.js': (entryPoint) =>
    entryPoint.endsWith('/programs.ts') ||
    /\/cli\/(?:lint|inspect)\.ts$|\/inspect\/inspect\.ts$/.test(entryPoint) ||
    entryPoint.endsWith('/config-rules.ts'),
  // compressed further than packages are, which have to stay below 1 MB
  'more.js.br': (entryPoint) => !/\/(?:probe|test-certificates)\.ts$/.test(entryPoint),
  'driver.js.br': (entryPoint) => entryPoint.endsWith('/probe.ts'),
  'certificates.js.br': () => true,
};
const driver = {
  // Node has its tables, which are a fifth of it
  alias: { tr46: './server/src/probe/tr46.ts' },
  external: optionalDriverModules,
};
const client = {
  ...shared,
  entryPoints: { extension: 'client/src/extension.ts', client: 'client/src/client.ts' },
  external: ['vscode'],
  plugins: [lazyClient],
  supported: { 'dynamic-import': false },
};

/** The language server as one file that a debugger finds its way in. */
async function buildForDebugging() {
  const server = { ...shared, ...driver, entryPoints: { server: 'server/src/main.ts' } };
  await Promise.all([build(client), build(server)]);
}

async function buildForUsers() {
  const programs = build({
    ...shared,
    ...driver,
    format: 'esm',
    splitting: true,
    write: false,
    entryPoints: { programs: 'server/src/programs.ts', ...lazyChunks },
    plugins: [lazyModules(lazyChunks, path.resolve('server/src'))],
  });
  const starts = build({
    ...shared,
    entryPoints: { cli: 'server/src/start/cli.ts', 'language-server': 'server/src/start/language-server.ts' },
    // the npm package has both as commands
    banner: { js: '#!/usr/bin/env node' },
  });
  const server = build({ ...shared, entryPoints: { server: 'server/src/start/language-server.ts' } });
  const results = await Promise.all([programs, starts, server, build(client)]);
  for (const [file, text] of await packChunks(results[0], files, { target: shared.target, minify: true }))
    writeFileSync(path.join(dist, file), file.endsWith('.br') ? brotliCompressSync(text) : text);
  for (const name of readdirSync('schemas').filter((each) => each.endsWith('.json')))
    writeFileSync(
      path.join(dist, name),
      JSON.stringify(JSON.parse(readFileSync(path.join('schemas', name), 'utf8'))),
    );
  writeFileSync(
    path.join(dist, 'third-party-notices.txt'),
    thirdPartyNotices(results.map(({ metafile }) => metafile)),
  );
  // compiled by this Node; another one does without it
  const entry = path.join(dist, 'write-code-cache.js');
  await build({ ...shared, entryPoints: ['server/src/start/write-code-cache.ts'] });
  execFileSync(process.execPath, [entry, path.resolve(dist)]);
  rmSync(entry);
}

await (watch ? buildForDebugging() : buildForUsers());
