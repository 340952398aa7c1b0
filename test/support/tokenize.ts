import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { loadWASM, createOnigScanner, createOnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

/** One token of a line: its text, and its scopes without the grammar's own. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
const loaded = loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));

/** Gives a function that takes a text apart with a grammar of `syntaxes/`, line by line, without blank tokens. */
export async function tokenizer(grammarFile: string): Promise<(text: string) => Token[][]> {
  await loaded;
  const file = path.join(import.meta.dirname, '../../syntaxes', grammarFile);
  const raw = parseRawGrammar(readFileSync(file, 'utf8'), file);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scope) => Promise.resolve(scope === raw.scopeName ? raw : null),
  });
  const grammar = await registry.loadGrammar(raw.scopeName);
  if (!grammar) throw new Error(`${grammarFile} has no grammar`);
  return (text) => {
    let stack = INITIAL;
    return text.split('\n').map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
      stack = ruleStack;
      return tokens
        .map((token) => ({
          text: line.slice(token.startIndex, token.endIndex).trim(),
          scopes: token.scopes.slice(1).flatMap((scope) => scope.split(' ')),
        }))
        .filter((token) => token.text !== '');
    });
  };
}

/** The tokens of all lines as `text` to the innermost scope, for comparing in a test. */
export function innermost(lines: readonly (readonly Token[])[]): (readonly [string, string])[] {
  return lines.flat().map((token) => [token.text, token.scopes.at(-1) ?? ''] as const);
}
