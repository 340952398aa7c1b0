import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** A part of the programs, as a CommonJS module; server/tools/pack-chunks.mjs puts them into the files of dist/. */
type Chunk = (exports: object, require: (name: string) => unknown, module: { exports: object }) => void;

/** The files of chunks, in the order in which one is looked for in them. */
const files = ['programs.js', 'more.js.br', 'driver.js.br', 'certificates.js.br'] as const;

/** For what is no chunk: the modules of Node, and those that the driver uses only where they are installed. */
const requireOfNode: NodeJS.Require = require;

/** What is loaded: run it, then ask for the code that V8 compiled for it. */
export interface Loaded {
  readonly programs: typeof import('../programs.ts');
  readonly script: Script;
}

/**
 * The code that the build compiled; undefined where there is none for this Node. It is not compressed, since every start would wait
 * for that; the package is compressed as a whole.
 */
function compiledCode(folder: string): Buffer | undefined {
  try {
    return readFileSync(codeCacheFile(folder));
  } catch {
    return undefined;
  }
}

/** Code compiled by another Node, or for another machine, has another name and is not even read. */
export function codeCacheFile(folder: string): string {
  return join(folder, `programs-${process.version}-${process.platform}-${process.arch}.cache`);
}

/**
 * Loads dist/programs.js with the code that V8 compiled when the package was built: compiling is most of what a start takes. V8
 * rejects code that does not fit, and the source is compiled then; nothing is ever written. The files are ASCII (esbuild.mjs).
 */
export function loadPrograms(folder: string): Loaded {
  const compile = (name: string, cachedData?: Buffer): Script => {
    const filename = join(folder, name);
    return new Script(sourceIn(filename), { filename, ...(cachedData ? { cachedData } : {}) });
  };
  const [first, ...others] = files;
  const script = compile(first, compiledCode(folder));
  const chunks = { ...(script.runInThisContext() as Record<string, Chunk>) };
  const loaded = new Map<string, object>();
  const requireChunk = (name: string): unknown => {
    if (!name.startsWith('./')) return requireOfNode(name);
    const known = loaded.get(name);
    if (known) return known;
    if (name.endsWith('.json')) {
      const data = JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
      loaded.set(name, data);
      return data;
    }
    while (!chunks[name]) {
      const next = others.shift();
      if (next === undefined) throw new Error(`there is no ${name} in ${folder}`);
      Object.assign(chunks, compile(next).runInThisContext());
    }
    const module = { exports: {} };
    chunks[name](module.exports, requireChunk, module);
    loaded.set(name, module.exports);
    return module.exports;
  };
  return { programs: requireChunk('./programs.js') as Loaded['programs'], script };
}

/** The text of a file, which is ASCII and may be compressed. */
function sourceIn(file: string): string {
  return file.endsWith('.br') ? unpacked(file).toString('latin1') : readFileSync(file, 'latin1');
}

/** The content of a file that is compressed further than packages are. A start that needs none does not load what unpacks them. */
function unpacked(file: string): Buffer {
  const { brotliDecompressSync } = requireOfNode('node:zlib') as typeof import('node:zlib');
  return brotliDecompressSync(readFileSync(file));
}
