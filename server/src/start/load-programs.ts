import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';

/** The functions of a CommonJS module, as Node calls it. */
type Wrapper = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  fileName: string,
  folder: string,
) => void;

/** A compiled bundle: run it for its exports, then ask for the code that V8 compiled for it. */
export interface Loaded {
  readonly programs: typeof import('../programs.ts');
  readonly script: Script;
}

/** The code that the build compiled; undefined where there is none for this Node, or it was damaged. */
function compiledCode(folder: string): Buffer | undefined {
  try {
    return brotliDecompressSync(readFileSync(codeCacheFile(folder)));
  } catch {
    return undefined;
  }
}

/** Code compiled by another Node, or for another machine, has another name and is not even read. */
export function codeCacheFile(folder: string): string {
  return join(folder, `programs-${process.version}-${process.platform}-${process.arch}.cache.br`);
}

/**
 * Loads dist/programs.js with the code that V8 compiled when the package was built: compiling is most of what a start takes. V8
 * rejects code that does not fit, and the source is compiled then; nothing is ever written.
 */
export function loadPrograms(folder: string): Loaded {
  const file = join(folder, 'programs.js');
  const cachedData = compiledCode(folder);
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`,
    { filename: file, ...(cachedData ? { cachedData } : {}) },
  );
  const module = { exports: {} };
  const wrapper = script.runInThisContext() as Wrapper;
  wrapper(module.exports, require, module, file, folder);
  return { programs: module.exports as Loaded['programs'], script };
}
