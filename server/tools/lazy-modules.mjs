// An esbuild plugin: modules that are evaluated when something of them is first used, and not where they are imported.
import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** Loaded by Node itself before any program. */
const alwaysThere = new Set(['node:fs', 'node:path', 'node:util']);

const namespace = 'lazy';

/**
 * What our sources import of Node, and of `entryPoints` (chunk's name to file, or to a package), is asked for when it is used.
 * Those are entry points of the build as well, so that each is a chunk of its own; only functions, classes and constants that never
 * change may be imported from them. The data of schemas/ stays JSON, which V8 reads faster than code.
 */
export function lazyModules(entryPoints, sources) {
  const chunks = new Map(
    Object.entries(entryPoints).map(([chunk, file]) => [
      file.startsWith('.') ? path.resolve(file) : file,
      chunk,
    ]),
  );
  return {
    name: 'lazy-modules',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /.*/ }, ({ path: name, kind, importer, resolveDir }) => {
        if (kind === 'require-call' && name.startsWith('lazy:'))
          return { path: name.slice('lazy:'.length), external: true };
        if (kind !== 'import-statement' || !importer.startsWith(sources)) return undefined;
        if (/\/schemas\/[\w-]+\.json$/.test(name)) return { path: path.basename(name), namespace: 'data' };
        const file = name.startsWith('.') ? path.resolve(resolveDir, name) : name;
        if (chunks.has(file)) return { path: file, namespace };
        return name.startsWith('node:') && !alwaysThere.has(name) ? { path: name, namespace } : undefined;
      });
      onLoad({ filter: /.*/, namespace: 'data' }, ({ path: file }) => ({
        contents: `module.exports = require(${JSON.stringify(`lazy:./${file}`)});`,
      }));
      onLoad({ filter: /.*/, namespace }, ({ path: file }) => {
        const isOurs = path.isAbsolute(file);
        const target = isBuiltin(file) ? file : `./${chunks.get(file)}.js`;
        // a chunk of a CommonJS package exports it as its default
        const whole = `require(${JSON.stringify(`lazy:${target}`)})${isOurs || isBuiltin(file) ? '' : '.default'}`;
        const names = isOurs
          ? exportsOf(file)
          : Object.keys(require(file)).filter((name) => /^[A-Za-z]\w*$/.test(name));
        const getters = names.map((name) => `get ${name}() { return load().${name}; }`);
        return {
          contents: [
            'let whole;',
            `const load = () => (whole ??= ${whole});`,
            `module.exports = { __esModule: true, get default() { return load(); }, ${getters.join(', ')} };`,
          ].join('\n'),
        };
      });
    },
  };
}

/** The names that one of our modules exports. */
function exportsOf(file) {
  const text = readFileSync(file, 'utf8');
  if (/^export (?:default|let|\*|\{)/m.test(text))
    throw new Error(`${file} exports what cannot be loaded lazily`);
  return [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map(([, name]) => name);
}
