// Puts the chunks of a build into few files: each chunk is a function there, compiled and run when it is asked for.
import { transform } from 'esbuild';
import path from 'node:path';

/**
 * Gives the text of each file. `result` is that of an esbuild build to ES modules with splitting; `files` maps a file to the sources of
 * its entry points, and a chunk is in the first file that can reach it. server/src/start/load-programs.ts reads such files.
 */
export async function packChunks({ outputFiles, metafile }, files, options) {
  const texts = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]),
  );
  const packed = new Map();
  const done = new Set();
  for (const [file, isEntry] of Object.entries(files)) {
    const entries = [...outputs].filter(
      ([, { entryPoint }]) => entryPoint !== undefined && isEntry(entryPoint),
    );
    const chunks = [];
    for (const chunk of reachable(
      entries.map(([name]) => name),
      outputs,
    )) {
      if (done.has(chunk)) continue;
      done.add(chunk);
      chunks.push(
        `${JSON.stringify(`./${chunk}`)}(exports, require, module) {${await asFunction(texts.get(chunk), options)}}`,
      );
    }
    packed.set(file, `({\n${chunks.join(',\n')}\n})\n`);
  }
  return packed;
}

/** The chunks that are loaded with some, but for those that wait until they are used. */
function reachable(names, outputs) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    for (const { path: file, kind, external } of outputs.get(name).imports)
      if (!external && kind === 'import-statement') visit(path.basename(file));
  };
  names.forEach(visit);
  return found;
}

/**
 * A chunk as the body of a CommonJS function. What it imports are constants of it: nothing of a chunk changes once that was run. The
 * helpers with which esbuild makes CommonJS of a module would be a third of the functions that a start runs.
 */
async function asFunction(text, options) {
  const { code } = await transform(commonJs(text), {
    ...options,
    format: 'cjs',
    // a script with a code cache of its own has no import()
    supported: { 'dynamic-import': false },
    legalComments: 'none',
  });
  // a file of ASCII alone is read several times faster; esbuild leaves what stands in regular expressions
  if (/\braw`[^`]*[^\0-\x7f]/.test(code))
    throw new Error('String.raw with a character beyond ASCII; write it as an escape');
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const importStatement = /^\s*import(?:([\w$]+)?,?(?:\{([^}]*)\}|\*as ([\w$]+) )?\s*from)?"([^"]+)";/;
const exportStatement = /\bexport(?:\s*\{([^{}]*)\}| default ([\w$]+\(\)));\s*$/;

/** A chunk, whose imports come first and whose one export comes last, with `require` and `exports` in their place. */
function commonJs(text) {
  const imports = [];
  let rest = text;
  for (let match = importStatement.exec(rest); match; match = importStatement.exec(rest)) {
    const [statement, whole, names, all, file] = match;
    imports.push(requireStatement(file, whole?.trim() ?? all, names));
    rest = rest.slice(statement.length);
  }
  const last = exportStatement.exec(rest);
  const body = last ? rest.slice(0, last.index) : rest;
  const exported = (last?.[1] ?? '')
    .split(',')
    .filter(Boolean)
    .map((name) => name.split(' as '));
  const members = exported.map(([local, name = local]) => `${JSON.stringify(name)}:${local}`);
  // what stands for the module of a CommonJS package
  if (last?.[2] !== undefined) members.push(`default:${last[2]}`);
  return [...imports, body, `module.exports={__esModule:true,${members.join(',')}};`].join('\n');
}

function requireStatement(file, whole, names) {
  const wanted = `require(${JSON.stringify(file)})`;
  if (names !== undefined) return `const{${names.replaceAll(' as ', ':')}}=${wanted};`;
  return whole === undefined ? `${wanted};` : `const ${whole}=${wanted};`;
}
