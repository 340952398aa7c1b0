// Run once by the build, and never part of a package: writes the code of dist/programs.js as V8 compiles it for the start of a lint.
import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { nodeHost } from '../host/node-host.ts';
import { codeCacheFile, loadPrograms } from './load-programs.ts';

async function write(folder: string): Promise<void> {
  const { programs, script } = loadPrograms(folder);
  // what has run is in the cache: all that lint loads. Without a file it stops there, which keeps the package below 1 MB.
  await programs.main(['lint'], {
    host: nodeHost,
    out: () => undefined,
    err: () => undefined,
    stdin: () => Promise.resolve(new Uint8Array()),
    cwd: folder,
  });
  writeFileSync(codeCacheFile(folder), brotliCompressSync(script.createCachedData()));
}

void write(process.argv[2] ?? 'dist');
