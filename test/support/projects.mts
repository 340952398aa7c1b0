import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Tests that replace modules of Node or VS Code, or count the work of a built-in: each file has the modules to itself. Globs. */
export const isolated: readonly string[] = [
  'test/client/**/*.test.ts',
  'test/host/writing.test.ts',
  'test/lsp/other-languages.test.ts',
  'test/properties/keystroke-work.test.ts',
  'test/properties/pem-work.test.ts',
];

/** What starts programs or talks to others. The root certificates of node:tls are no connection. */
const outside =
  /^import (?!type\b)(?!\{ rootCertificates \})[^;]*?'node:(?:child_process|net|tls|https?|http2|dgram|worker_threads)'/m;

/** The test files that start programs or talk over sockets, by what they and what they import of the tests import. */
export function testsWithProcesses(): string[] {
  const known = new Map<string, boolean>();
  const reachesOut = (file: string): boolean => {
    const present = known.get(file);
    if (present !== undefined) return present;
    // files that import each other are asked once
    known.set(file, false);
    const text = readFileSync(join(root, file), 'utf8');
    const imported = [
      ...text.matchAll(/^(?:import|export) (?!type\b)(?:[^;']*? from )?'(\.[^']+\.m?[jt]s)'/gm),
    ]
      .map(([, name = '']) => relative(root, resolve(root, file, '..', name)))
      .filter((name) => name.startsWith('test/'));
    const found = outside.test(text) || imported.some(reachesOut);
    known.set(file, found);
    return found;
  };
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.startsWith('vscode'))
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter(reachesOut)
    .sort();
}
