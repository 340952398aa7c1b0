import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkspaceDiagnosticRequest, type Diagnostic } from 'vscode-languageserver/node';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { builtServer } from '../support/built-server.ts';
import { LspClient } from '../support/lsp-client.ts';
import { ending, root as rootCertificate } from '../support/pki.ts';
import { examples } from '../support/rule-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = path.join(import.meta.dirname, '../..');
const count = 50;

/** Fifty files of each kind, as the pages of the rules have them, in one folder of a repository. */
function workspace(): { folder: string; files: Map<string, string> } {
  const pages = readdirSync(path.join(root, 'server/src/rules'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.endsWith('README.md'))
    .sort();
  const configurations = pages.flatMap((page) => {
    const text = readFileSync(path.join(root, 'server/src/rules', page), 'utf8');
    const [example] = examples(text, 'Incorrect');
    const isOurs = example && /^\w[\w.]*:/.test(example.text) && !/[^\n\x20-\x7e]/.test(example.text);
    return isOurs && example.fileName === undefined ? [example.text] : [];
  });
  const files: [string, string][] = [
    ['certs/server.pem', ending.pem + ending.keyPem],
    ['certs/ca.pem', rootCertificate.pem],
    ['certs/broken.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n'],
    ['keys/a-keyfile', 'short'],
    ['keys/b-keyfile', '- abcdefghijkl\n- mnopqrstuvwx\n'],
    ['deep/mongos.conf', 'sharding:\n  configDB: c/db1:27019\n'],
    ...configurations.map((text, index): [string, string] => [`conf/${String(index)}/mongod.conf`, text]),
  ];
  const chosen = new Map(files.slice(0, count));
  const folder = temporaryFolder(Object.fromEntries(chosen));
  mkdirSync(path.join(folder, '.git'));
  return { folder, files: chosen };
}

/** What our own client gets that pulls, by URI. */
async function pulled(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<Record<string, Diagnostic[]>> {
  const client = await LspClient.start({ host: nodeHost }, { folders: [folder], trusted: true });
  const { connection } = client;
  // what the files say of the deployment
  await connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
  const uris: string[] = [];
  for (const [name, text] of files) uris.push(await client.open(path.join(folder, name), text));
  const result: Record<string, Diagnostic[]> = {};
  for (const uri of uris) result[uri] = await client.diagnostics(uri);
  await client.stop();
  return result;
}

/** JSON with the fields of each object in order, so that equal values are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** The first block of a language in the section of an editor, as docs/editors.md has it. */
function setUp(section: string, language: string): string {
  const page = readFileSync(path.join(root, 'docs/editors.md'), 'utf8');
  const text = page.slice(page.indexOf(`\n## ${section}\n`));
  const start = text.indexOf(`\`\`\`${language}\n`) + language.length + 4;
  return text.slice(start, text.indexOf('\n```', start));
}

interface Outcome {
  readonly published: Record<string, Diagnostic[]>;
  /** How many diagnostics the editor shows, by URI. */
  readonly shown: Record<string, number>;
}

/** Opens the files in an editor with the set-up of docs/editors.md; gives what it was told beside what our own client gets. */
async function openIn(
  [section, language]: [string, string],
  command: (init: string) => [string, ...string[]],
): Promise<Outcome & { expected: Record<string, Diagnostic[]> }> {
  const { folder, files } = workspace();
  expect(files.size).toBe(count);
  const expected = await pulled(folder, files);
  const work = temporaryFolder({
    'expected.json': JSON.stringify(expected),
    init: setUp(section, language),
  });
  const out = path.join(work, 'out.json');
  const bin = await builtServer();
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH ?? ''}`,
    HOME: work,
    EXPECTED: path.join(work, 'expected.json'),
    OUT: out,
  };
  const [program, ...args] = command(path.join(work, 'init'));
  const { stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 150_000 });
  if (!existsSync(out)) throw new Error(stderr);
  return { ...(JSON.parse(readFileSync(out, 'utf8')) as Outcome), expected };
}

function compare({ published, shown, expected }: Outcome & { expected: Record<string, Diagnostic[]> }): void {
  // as Lua writes it, an empty list is an empty object
  expect(Object.keys(published).sort()).toEqual(Object.keys(expected).sort());
  const lists = Object.entries(published).map(([uri, found]) => [uri, Object.values(found)]);
  expect(JSON.parse(canonical(Object.fromEntries(lists)))).toEqual(JSON.parse(canonical(expected)));
  expect(canonical(Object.fromEntries(lists))).toBe(canonical(expected));
  const counts = Object.entries(expected).map(([uri, { length }]) => [uri, length]);
  expect(shown).toEqual(Object.fromEntries(counts));
}

const hasEglot =
  existsSync('/usr/bin/emacs') &&
  existsSync('/usr/share/emacs/site-lisp/elpa') &&
  readdirSync('/usr/share/emacs/site-lisp/elpa').some((name) => name.startsWith('eglot-'));

describe('diagnostics of 50 files are those of our own client', { timeout: 180_000 }, () => {
  it.skipIf(!existsSync('/usr/bin/nvim'))('in Neovim', async () => {
    const script = path.join(root, 'test/editors/neovim.lua');
    compare(
      await openIn(['Neovim', 'lua'], (init) => [
        'nvim',
        ...['--headless', '-n', '-u', 'NONE', '--cmd', `luafile ${init}`, '-S', script],
      ]),
    );
  });

  it.skipIf(!hasEglot)('in Emacs', { retry: 2 }, async () => {
    const script = path.join(root, 'test/editors/emacs.el');
    compare(
      await openIn(['Emacs', 'elisp'], (init) => [
        'emacs',
        ...['--batch', '-l', 'package', '-f', 'package-initialize', '-l', init, '-l', script],
      ]),
    );
  });
});
