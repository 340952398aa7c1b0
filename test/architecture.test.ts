import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

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

  it('the server never imports the client, and the client takes only the protocol and sealing of it', () => {
    expect(offenders('server/src', (name) => name.startsWith('client/'))).toEqual([]);
    const taken = offenders('client/src', (name) => name.startsWith('server/'));
    expect(
      taken.filter(
        (line) =>
          !/imports server\/src\/(protocol|sealed|core\/inspect-report|probe\/report)\.ts$/.test(line),
      ),
    ).toEqual([]);
  });

  it('only the host touches the disk, beside the entries of programs', () => {
    const readers = [...sources('server/src')].filter((file) =>
      imports(file).some((name) => name.startsWith('node:fs')),
    );
    expect(readers.filter((file) => !/^server\/src\/(host|probe)\//.test(file))).toEqual([]);
  });

  it('nothing that ships imports a test', () => {
    expect(offenders('server', (name) => name.startsWith('test/'))).toEqual([]);
    expect(offenders('client', (name) => name.startsWith('test/'))).toEqual([]);
  });
});
