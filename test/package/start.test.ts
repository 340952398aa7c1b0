import { buildSync } from 'esbuild';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packPackage, run } from '../support/packed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-start-'));
const dist = join(folder, 'dist');
let cache = '';
beforeAll(() => {
  packPackage(folder);
  cache = join(dist, readdirSync(dist).find((name) => name.endsWith('.cache')) ?? '');
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function lint() {
  const project = temporaryFolder({ 'mongod.conf': 'net:\n  tls:\n    mode: requireSSL\n' });
  return run(process.execPath, [join(dist, 'cli.js'), 'lint', 'mongod.conf'], project);
}

const contents = () => readdirSync(dist).map((name) => [name, readFileSync(join(dist, name)).byteLength]);

/** What V8 made of the code cache, in a process of its own: undefined is none, false accepted. */
function isRejected(): string {
  const loader = join(temporaryFolder(), 'loader.cjs');
  buildSync({
    entryPoints: ['server/src/start/load-programs.ts'],
    absWorkingDir: join(import.meta.dirname, '../..'),
    outfile: loader,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const script = `console.log(String(require(${JSON.stringify(loader)}).loadPrograms(${JSON.stringify(dist)}).script.cachedDataRejected))`;
  return run(process.execPath, ['-e', script], folder).stdout.trim();
}

it('the command line uses the code of the build, does without it where it does not fit, and writes nothing', () => {
  const before = contents();
  const expected = lint();
  expect(expected).toMatchObject({ status: 1, stderr: '' });
  expect(expected.stdout).toContain('unknown-value');
  expect(isRejected()).toBe('false');
  expect(contents()).toEqual(before);

  const code = readFileSync(cache);
  for (const damaged of [Buffer.from('no code'), code.subarray(0, code.length / 2), Buffer.alloc(0)]) {
    writeFileSync(cache, damaged);
    expect(lint()).toEqual(expected);
  }
  rmSync(cache);
  expect(lint()).toEqual(expected);
  expect(isRejected()).toBe('undefined');
  expect(contents()).toEqual(before.filter(([name]) => !cache.endsWith(String(name))));
}, 120_000);

it('what is loaded only for some files is in the package', () => {
  const files = {
    'mongod.conf': 'net:\n  tls: [\n',
    'compose.yaml': 'services:\n  db:\n    image: mongo:8.0\n    command: mongod --tlsMode on\n',
    'server.pem': '-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\n',
    keyfile: 'short',
    '.env': 'MONGO=mongodb://db1/?tls=true&ssl=false\n',
  };
  const names = Object.keys(files);
  const { status, stderr, stdout } = run(
    process.execPath,
    [join(dist, 'cli.js'), 'lint', '--format', 'json', ...names],
    temporaryFolder(files),
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const report = JSON.parse(stdout) as { files: { path: string; findings: unknown[] }[] };
  expect(report.files.filter(({ findings }) => findings.length > 0).map(({ path }) => path)).toEqual(names);
}, 60_000);

it('a command that loads another file runs from the package', () => {
  const { status, stderr, stdout } = run(
    process.execPath,
    [join(dist, 'cli.js'), 'connect', '--timeout', '2000', 'mongodb://127.0.0.1:1/'],
    folder,
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain('127.0.0.1');
}, 60_000);
