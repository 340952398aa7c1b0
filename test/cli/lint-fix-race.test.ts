import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { main } from '../../server/src/cli.ts';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('lint --fix writes over nothing that has changed since it was read', async () => {
  const old = 'net:\n  ssl:\n    mode: requireSSL\n';
  const files = Array.from({ length: 20 }, (_, index) => `${String(index)}.conf`);
  const cwd = temporaryFolder(Object.fromEntries(files.map((name) => [name, old])));
  const errors: string[] = [];
  const code = await main(['lint', '--fix', ...files], {
    host: {
      ...nodeHost,
      // somebody saves each second file between our reading and our writing
      read: async (path, limit) => {
        const fact = await nodeHost.read(path, limit);
        if (/[13579]\.conf$/.test(path)) writeFileSync(path, 'net:\n  port: 4711\n');
        return fact;
      },
    },
    out: () => undefined,
    err: (line) => errors.push(line),
    stdin: () => Promise.resolve(new Uint8Array()),
    cwd,
  });
  const texts = files.map((name) => readFileSync(join(cwd, name), 'utf8'));
  expect(texts.filter((text) => text.includes('4711'))).toHaveLength(10);
  expect(texts.filter((text) => text.includes('requireTLS'))).toHaveLength(10);
  expect(errors.filter((line) => line.includes('has changed in the meantime'))).toHaveLength(10);
  expect(code).toBe(2);
});
