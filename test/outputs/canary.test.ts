// A canary in every secret of the catalogue, in every form it may have in a file, looked for in everything that leaves the program.
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../server/src/core/catalogue/catalogue.ts';
import { reportFormats } from '../../server/src/cli/lint-report.ts';
import { gatewaySettings } from '../../server/src/core/catalogue/mongosqld.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const canary = 'Hunter2Canary';

/** The lines of a YAML file down to the section that a setting stands in. */
function sectionsOf(path: string): { head: string; key: string; indent: string } {
  const names = path.split('.');
  const key = names.pop() ?? '';
  const head = names.map((name, depth) => `${'  '.repeat(depth)}${name}:\n`).join('');
  return { head, key, indent: '  '.repeat(names.length) };
}

type Form = (key: string, indent: string) => string;

/** The line of a secret, as people and editors write it. */
const yamlForms: Readonly<Record<string, Form>> = {
  plain: (key, indent) => `${indent}${key}: ${canary}`,
  'in double quotes': (key, indent) => `${indent}${key}: "${canary}"`,
  'in single quotes': (key, indent) => `${indent}${key}: '${canary}'`,
  'open double quote': (key, indent) => `${indent}${key}: "${canary}`,
  'open single quote': (key, indent) => `${indent}${key}: '${canary}`,
  'closing quote alone': (key, indent) => `${indent}${key}: ${canary}"`,
  'smart quotes': (key, indent) => `${indent}${key}: \u201c${canary}\u201d`,
  'bad escape': (key, indent) => `${indent}${key}: "\\d${canary}"`,
  folded: (key, indent) => `${indent}${key}: >\n${indent}  ${canary}`,
  literal: (key, indent) => `${indent}${key}: |-\n${indent}  ${canary}`,
  'of two lines': (key, indent) => `${indent}${key}: ${canary}\n${indent}  ${canary}`,
  'flow list': (key, indent) => `${indent}${key}: [${canary}]`,
  'flow list in quotes': (key, indent) => `${indent}${key}: ["${canary}"]`,
  'block list': (key, indent) => `${indent}${key}:\n${indent}  - ${canary}`,
  'block list at its indentation': (key, indent) => `${indent}${key}:\n${indent}- ${canary}`,
  'flow map': (key, indent) => `${indent}${key}: {${canary}: 1}`,
  'flow map of values': (key, indent) => `${indent}${key}: {value: ${canary}}`,
  'section below': (key, indent) => `${indent}${key}:\n${indent}  value: ${canary}`,
  'key below': (key, indent) => `${indent}${key}:\n${indent}  ${canary}: 1`,
  'next line, deeper': (key, indent) => `${indent}${key}:\n${indent}  ${canary}`,
  'next line, same indentation': (key, indent) => `${indent}${key}:\n${indent}${canary}`,
  'next line, at the start': (key, indent) => `${indent}${key}:\n${canary}`,
  'next line with a colon': (key, indent) => `${indent}${key}:\n${indent}${canary}:`,
  'no colon': (key, indent) => `${indent}${key} ${canary}`,
  'no space': (key, indent) => `${indent}${key}:${canary}`,
  'an equals sign': (key, indent) => `${indent}${key} = ${canary}`,
  'an equals sign without spaces': (key, indent) => `${indent}${key}=${canary}`,
  'a second colon': (key, indent) => `${indent}${key}: ${canary}: x`,
  'a second colon before it': (key, indent) => `${indent}${key}: x: ${canary}`,
  'a trailing comma': (key, indent) => `${indent}${key}: ${canary},`,
  'a comment without a space': (key, indent) => `${indent}${key}: ${canary}#old`,
  'an alias': (key, indent) => `${indent}${key}: *${canary}`,
  'an anchor': (key, indent) => `${indent}${key}: &${canary} x`,
  'a tag': (key, indent) => `${indent}${key}: !${canary} x`,
  'a tag of a value': (key, indent) => `${indent}${key}: !!str ${canary}`,
  'a percent sign': (key, indent) => `${indent}${key}: %${canary}`,
  'misspelt at the end': (key, indent) => `${indent}${key}s: ${canary}`,
  'misspelt inside': (key, indent) => `${indent}${key.slice(0, 4)}x${key.slice(4)}: ${canary}`,
  'letter lost': (key, indent) => `${indent}${key.slice(0, -2)}${key.slice(-1)}: ${canary}`,
  'in other case': (key, indent) => `${indent}${key.toUpperCase()}: ${canary}`,
  'tab before it': (key) => `\t${key}: ${canary}`,
  'tab after the colon': (key, indent) => `${indent}${key}:\t${canary}`,
  'no-break space before it': (key, indent) => `${indent}${key}:\u00a0${canary}`,
  'too deep': (key, indent) => `${indent}   ${key}: ${canary}`,
  'too little': (key, indent) => `${indent.slice(1)}${key}: ${canary}`,
  'an explicit key': (key, indent) => `${indent}? ${key}\n${indent}: ${canary}`,
  'an explicit key over two lines': (key, indent) =>
    `${indent}? "${key.slice(0, 5)}\\\n${indent}  ${key.slice(5)}"\n${indent}: ${canary}`,
  'an explicit key over two lines, with a space between': (key, indent) =>
    `${indent}? "${key.slice(0, -4)}\n${indent} ${key.slice(-4)}"\n${indent}: ${canary}`,
  'in the second line of the key': (key, indent) => `${indent}? "${key}\n${indent} ${canary}"\n${indent}: x`,
  'in the second line of a plain key': (key, indent) =>
    `${indent}? ${key}\n${indent}  ${canary}\n${indent}: x`,
  twice: (key, indent) => `${indent}${key}: ${canary}\n${indent}${key}: ${canary}`,
  'below an open quote': (key, indent) => `${indent}note: "open\n${indent}${key}: ${canary}`,
  'below an open bracket': (key, indent) => `${indent}note: [open\n${indent}${key}: ${canary}`,
  'below a folded value': (key, indent) => `${indent}note: x\n${indent}  y\n${indent}${key}: ${canary}`,
  'below a mode with an open quote': (key) => `net:\n  tls:\n    mode: "requireTLS\n    ${key}: ${canary}`,
  'below an open quote of access control': (key) =>
    `security:\n  authorization: "enabled\n  ${key}: ${canary}`,
};

const iniForms: Readonly<Record<string, (name: string) => string>> = {
  plain: (name) => `${name} = ${canary}`,
  'without spaces': (name) => `${name}=${canary}`,
  'in quotes': (name) => `${name} = "${canary}"`,
  'a colon': (name) => `auth = true\n${name}: ${canary}`,
  'no sign': (name) => `auth = true\n${name} ${canary}`,
  misspelt: (name) => `auth = true\n${name}s = ${canary}`,
  'next line': (name) => `auth = true\n${name} =\n${canary}`,
  twice: (name) => `${name} = ${canary}\n${name} = ${canary}`,
};

const secrets = catalogue.settings.filter(({ secret }) => secret === true);
const yamlPaths = [
  ...new Set([
    ...secrets.flatMap(({ path, aliases = [] }) => [path, ...aliases.map((alias) => alias.path)]),
    ...gatewaySettings.flatMap(({ path, secret }) => (secret === true ? [path] : [])),
  ]),
].filter((path) => path !== '');
const iniNames = [
  ...new Set(secrets.flatMap(({ ini, aliases = [] }) => [ini, ...aliases.map((alias) => alias.ini)])),
].filter((name) => name !== undefined);

/** All texts with a canary, each with what it is. */
function* planted(form: Form | undefined, ini: ((name: string) => string) | undefined): Iterable<string> {
  if (form)
    for (const path of yamlPaths) {
      const { head, key, indent } = sectionsOf(path);
      yield `${head}${form(key, indent)}\n`;
      yield `${form(path, '')}\n`;
    }
  if (ini) for (const name of iniNames) yield `${ini(name)}\n`;
}

async function onCommandLine(texts: readonly string[]): Promise<string[]> {
  const files = Object.fromEntries(texts.map((text, at) => [`mongod-${at}.conf`, text]));
  const cwd = temporaryFolder(files);
  const names = Object.keys(files);
  const outputs: string[] = [];
  for (const args of [
    ['lint', ...reportFormats.flatMap((format) => ['--format', format])],
    ['settings'],
    ['settings', '--defaults'],
  ]) {
    const { out, err } = await runCli([...args, ...names], { cwd });
    outputs.push(
      ...[out, err].flatMap((text) => text.split('\n').map((line) => `${args.join(' ')}: ${line}`)),
    );
  }
  return outputs;
}

async function inEditor(texts: readonly string[]): Promise<string[]> {
  const client = await LspClient.start(
    { host: new MemoryHost() },
    { trusted: true, commands: true, trace: 'verbose' },
  );
  const outputs: string[] = [];
  const take = (what: string, answer: unknown): void => {
    outputs.push(`${what}: ${JSON.stringify(answer)}`);
  };
  for (const [at, text] of texts.entries()) {
    const uri = await client.open(`/w/mongod-${at}.conf`, text);
    const textDocument = { uri };
    const lines = text.split('\n');
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
    take('diagnostics', await client.diagnostics(uri));
    take('outline', await client.connection.sendRequest('textDocument/documentSymbol', { textDocument }));
    take('lenses', await client.connection.sendRequest('textDocument/codeLens', { textDocument }));
    take('hints', await client.connection.sendRequest('textDocument/inlayHint', { textDocument, range }));
    const actions = await client.connection.sendRequest<{ title: string; command?: unknown }[] | null>(
      'textDocument/codeAction',
      { textDocument, range, context: { diagnostics: [] } },
    );
    // the edits go into the file that the secret is in already
    take(
      'code actions',
      actions?.map(({ title, command }) => [title, command]),
    );
    const line = lines.findIndex((each) => each.includes(canary));
    const own = lines[line] ?? '';
    for (const character of [own.search(/\S/), own.indexOf(canary) + 3, own.length]) {
      const position = { line, character };
      take('hover', await client.connection.sendRequest('textDocument/hover', { textDocument, position }));
      const offered = await client.connection.sendRequest<{ items?: object[] } | object[] | null>(
        'textDocument/completion',
        { textDocument, position },
      );
      take('completion', offered);
    }
  }
  take('log', client.logged);
  take('messages', client.warnings);
  take('trace', client.traced);
  return outputs;
}

const found = (outputs: readonly string[]): string[] => [
  ...new Set(outputs.filter((output) => output.includes(canary)).map((output) => output.slice(0, 300))),
];

describe('no secret of the catalogue leaves the program', () => {
  it('knows the secrets', () => {
    expect(yamlPaths.length).toBeGreaterThan(8);
    expect(iniNames.length).toBeGreaterThan(3);
  });

  it.each(Object.entries(yamlForms))('YAML, %s', { timeout: 120_000 }, async (_name, form) => {
    const texts = [...planted(form, undefined)];
    expect(found(await onCommandLine(texts))).toEqual([]);
    expect(found(await inEditor(texts))).toEqual([]);
  });

  it.each(Object.entries(iniForms))('INI, %s', { timeout: 120_000 }, async (_name, form) => {
    const texts = [...planted(undefined, form)];
    expect(found(await onCommandLine(texts))).toEqual([]);
    expect(found(await inEditor(texts))).toEqual([]);
  });
});
