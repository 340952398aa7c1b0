import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testsWithProcesses } from './support/projects.mts';

const root = resolve(import.meta.dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && statSync(join(root, name)).isFile());
}

function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return found.map((name) =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name,
  );
}

function offenders(folder: string, isForbidden: (name: string) => boolean): string[] {
  return sources(folder).flatMap((file) =>
    imports(file)
      .filter(isForbidden)
      .map((name) => `${file} imports ${name}`),
  );
}

/** What a file brings along when it is loaded: its imports and theirs, but for types and what is imported when it is used. */
function loadedBy(entry: string): Set<string> {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    if (!file.startsWith('server/') || file.endsWith('.json')) return;
    const text = readFileSync(join(root, file), 'utf8');
    const statements = text.matchAll(/^(?:import|export) (?!type\b)(?:[^;']*? from )?'([^']+)'/gm);
    for (const [, name = ''] of statements) {
      visit(name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name);
    }
  };
  visit(entry);
  return reached;
}

describe('a start', () => {
  it('loads what is heavy only when it is asked for', () => {
    const reached = loadedBy('server/src/main.ts');
    expect(reached).toContain('server/src/lsp/make-requests.ts');
    expect(reached).toContain('yaml');
    expect([...reached].filter((name) => /^(@peculiar|mongodb|reflect-metadata)/.test(name))).toEqual([]);
  });
});

/** The rooms of the core, lowest first: a room imports only from itself and from rooms that stand before it. */
const rooms = [
  'server',
  'text',
  'catalogue',
  'yaml',
  'findings',
  'pem',
  'inspect',
  'keyfile',
  'facts',
  'config',
  'names',
  'security',
  'command-lines',
  'client-options',
  'embedded',
  'documents',
  'deployment',
  'cluster',
  'logs',
  'fixing',
  'plans',
  'linting',
  'effective',
  'editing',
];
/** Folders that are built in storeys: each imports only from itself and from those that stand before it, `.` being its own files. */
const storeys: Readonly<Record<string, readonly string[]>> = {
  'server/src/core/pem': ['der', 'armour', 'model', 'chain', 'faults'],
  'server/src/core/yaml': ['.', 'mongod'],
};

function roomOf(file: string): string | undefined {
  return /^server\/src\/core\/([^/]+)\//.exec(file)?.[1];
}

/** The circles among files, each as a list of its files. */
function circles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): void => {
    const own = index.size;
    index.set(node, own);
    low.set(node, own);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? own, low.get(next) ?? own));
    }
    if (low.get(node) !== own) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) found.push(circle);
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return found;
}

describe('the rooms of the core', () => {
  it('the picture in CONTRIBUTING.md shows them in their order', () => {
    const picture = /^server\/src\/core .*\n((?: {2}.*\n)+)/m.exec(
      readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'),
    );
    const shown = picture?.[1]
      ?.trimEnd()
      .split('\n')
      .map((line) => line.trim().split(/\s+/)[0]);
    expect(shown).toEqual(rooms);
  });

  it('every file of the core stands in a room of the table', () => {
    const strangers = sources('server/src/core').filter((file) => !rooms.includes(roomOf(file) ?? ''));
    expect(strangers).toEqual([]);
  });

  it('a room imports only from rooms below it', () => {
    expect(
      sources('server/src/core').flatMap((file) => {
        const own = rooms.indexOf(roomOf(file) ?? '');
        return imports(file)
          .filter((name) => rooms.indexOf(roomOf(name) ?? '') > own)
          .map((name) => `${file} imports ${name}`);
      }),
    ).toEqual([]);
  });

  it.each(Object.entries(storeys))('the storeys of %s', (folder, names) => {
    const storeyOf = (file: string) => {
      const [first = '', ...rest] = relative(folder, file).split('/');
      return names.indexOf(rest.length > 0 ? first : '.');
    };
    expect(
      sources(folder).flatMap((file) =>
        imports(file)
          .filter((name) => name.startsWith(`${folder}/`) && storeyOf(name) > storeyOf(file))
          .map((name) => `${file} imports ${name}`),
      ),
    ).toEqual([]);
  });

  it('a rule imports the core and what rules share, never another rule', () => {
    const allowed = /^server\/src\/(core|rules\/shared)\//;
    const rules = sources('server/src/rules').filter((file) => /^server\/src\/rules\/[^/]+\//.test(file));
    expect(
      rules.flatMap((file) =>
        imports(file)
          .filter((name) => !allowed.test(name))
          .map((name) => `${file} imports ${name}`),
      ),
    ).toEqual([]);
  });

  it('no file of the server or the client is in a circle', () => {
    const files = [...sources('server/src'), ...sources('client/src')];
    expect(circles(new Map(files.map((file) => [file, imports(file)])))).toEqual([]);
  });
});

describe('data flows one way', () => {
  const outside = /^(vscode|node:)|^server\/src\/(lsp|host|probe|cli|report)\b|^client\//;

  it('the core and the rules know no editor, disk, socket or output', () => {
    expect(offenders('server/src/core', (name) => outside.test(name))).toEqual([]);
    expect(offenders('server/src/rules', (name) => outside.test(name))).toEqual([]);
  });

  it('the core and the rules read no clock and no chance', () => {
    const impure = [...sources('server/src/core'), ...sources('server/src/rules')].filter((file) =>
      /Date\.now|new Date\(\)|Math\.random|performance\.now|\bprocess\.|\bfetch\(/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    expect(impure).toEqual([]);
  });

  it('the server never imports the client, and the client takes only the protocol, sealing and the names of files of it', () => {
    expect(offenders('server/src', (name) => name.startsWith('client/'))).toEqual([]);
    const taken = offenders('client/src', (name) => name.startsWith('server/'));
    expect(
      taken.filter(
        (line) =>
          !/imports server\/src\/(protocol|sealed|core\/inspect\/inspect-report|probe\/report|core\/documents\/file-names|core\/embedded\/trace|host\/exclude)\.ts$/.test(
            line,
          ),
      ),
    ).toEqual([]);
  });

  it('only the host touches the disk, beside the entries of programs', () => {
    const readers = [...sources('server/src')].filter((file) =>
      imports(file).some((name) => name.startsWith('node:fs')),
    );
    expect(readers.filter((file) => !/^server\/src\/(host|probe|start)\//.test(file))).toEqual([]);
  });

  it('nothing that ships imports a test', () => {
    expect(offenders('server', (name) => name.startsWith('test/'))).toEqual([]);
    expect(offenders('client', (name) => name.startsWith('test/'))).toEqual([]);
  });
});

describe('the projects of the tests', () => {
  const found = testsWithProcesses();

  it('tests that start programs or open sockets are known by what they import', () => {
    const ofKinds = ['test/probe/limits.test.ts', 'test/cli/connect.test.ts', 'test/package/start.test.ts'];
    expect(found).toEqual(expect.arrayContaining(ofKinds));
    expect(found).not.toContain('test/properties/pem.test.ts');
  });

  it('no test replaces or patches a module of ours', () => {
    const patching = sources('test').filter((file) =>
      /\bvi\.(?:do)?mock\(\s*(?:import\(\s*)?'\.|\bvi\.spyOn\((?!String\.prototype\b)/i.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    expect(patching).toEqual([]);
  });

  it('most tests are unit tests', () => {
    const tests = sources('test').filter((file) => file.endsWith('.test.ts'));
    expect(found.length).toBeLessThan(tests.length / 4);
  });
});
