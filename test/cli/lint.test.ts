import {
  existsSync,
  openSync,
  readFileSync,
  closeSync,
  ftruncateSync,
  statSync,
  chmodSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const wrong =
  'net:\n  tls:\n    mode: requiretls\n    certificateKeyFile: /etc/ssl/m.pem\n    CAFile: /etc/ssl/ca.pem\n';
const right = wrong.replace('requiretls', 'requireTLS');
const only = ['--rule', 'unknown-value=error'];

interface Json {
  version: number;
  mongodbVersion: string;
  files: {
    path: string;
    kind: string;
    program: string;
    format: string;
    mongodbVersion: string;
    findings: { rule: string; severity: string; range: { start: object; end: object }; fix?: object }[];
  }[];
  summary: { errors: number; warnings: number; infos: number };
}

async function json(args: string[], options: Parameters<typeof runCli>[1]): Promise<Json> {
  return JSON.parse((await runCli(['lint', '--format', 'json', ...args], options)).out) as Json;
}

describe('lint', () => {
  it('takes the platform that the user names, whatever the paths look like', async () => {
    const text = 'processManagement:\n  fork: true\nsystemLog:\n  destination: file\n  path: C:/logs/m.log\n';
    const unknown = async (...args: string[]) =>
      (await json([...args, '-'], { stdin: text })).files[0]?.findings.filter(
        ({ severity }) => severity === 'error',
      );
    expect(await unknown('--platform', 'linux')).toEqual([]);
    expect(await unknown()).not.toEqual([]);
    expect(await unknown('--platform', 'windows')).not.toEqual([]);
  });

  it('prints path, line and column, and fails on an error', async () => {
    const cwd = temporaryFolder({ 'mongod.conf': wrong });
    const { code, out } = await runCli(['lint', ...only, 'mongod.conf'], { cwd });
    expect(out).toContain('mongod.conf:3:11: error: "requiretls" is not a value of net.tls.mode');
    expect(out).toContain('[unknown-value]');
    expect(code).toBe(1);
  });

  it('is clean on a right file', async () => {
    const cwd = temporaryFolder({ 'mongod.conf': right });
    const { code, out, err } = await runCli(['lint', 'mongod.conf'], { cwd });
    expect(out).toMatch(/^0 errors/m);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('prints the JSON of the contract', async () => {
    const cwd = temporaryFolder({
      'conf/mongos.conf': wrong,
      'conf/old.conf': 'sslMode = requiressl\ndbpath = /d\n',
    });
    const report = await json(['conf'], { cwd });
    expect(report.version).toBe(1);
    expect(report.mongodbVersion).toBe('9.0.2');
    expect(report.files.map(({ path, kind, program, format }) => ({ path, kind, program, format }))).toEqual([
      { path: 'conf/mongos.conf', kind: 'config', program: 'mongos', format: 'yaml' },
      { path: 'conf/old.conf', kind: 'config', program: 'mongod', format: 'ini' },
    ]);
    const finding = report.files[0]?.findings.find(({ rule }) => rule === 'unknown-value');
    expect(finding).toMatchObject({
      severity: 'error',
      range: { start: { line: 2, character: 10 }, end: { line: 2, character: 20 } },
    });
    expect(report.summary.errors).toBeGreaterThan(0);
  });

  it('obeys --rule, --fail-on and --mongodb-version', async () => {
    const cwd = temporaryFolder({ 'mongod.conf': wrong });
    const off = await json(['--rule', 'unknown-value=off', 'mongod.conf'], { cwd });
    expect(off.files[0]?.findings.map(({ rule }) => rule)).not.toContain('unknown-value');
    const info = await json(['--rule', 'unknown-value=info', 'mongod.conf'], { cwd });
    expect(info.files[0]?.findings.find(({ rule }) => rule === 'unknown-value')?.severity).toBe('info');
    expect((await json(['--mongodb-version', '4.4', 'mongod.conf'], { cwd })).mongodbVersion).toBe('4.4');
    const failing = await runCli(
      ['lint', '--rule', 'unknown-value=info', '--fail-on', 'info', 'mongod.conf'],
      { cwd },
    );
    expect(failing.code).toBe(1);
    const former = await json(['--rule', 'unknown-tls-mode=off', 'mongod.conf'], { cwd });
    expect(former.files[0]?.findings.map(({ rule }) => rule)).not.toContain('unknown-value');
  });

  it('prints the version in effect, each where there are several', async () => {
    const cwd = temporaryFolder({
      'a/mongod.conf': '# mongodb-tls: version=4.4.18\nnet.port: 1\n',
      'b/mongod.conf': 'net.port: 1\n',
      'b/compose.yaml':
        'a:\n  image: mongo:7.0\n  command: --port 1\nb:\n  image: mongo:6.0\n  command: --port 2\n',
    });
    expect((await json(['a'], { cwd })).mongodbVersion).toBe('4.4.18');
    expect((await json(['--mongodb-version', '6.0', 'a/mongod.conf'], { cwd })).mongodbVersion).toBe(
      '4.4.18',
    );
    const both = await json(['a', 'b'], { cwd });
    expect(both.mongodbVersion).toBe('4.4.18, 6.0, 7.0, 9.0.2');
    expect(both.files.map(({ mongodbVersion }) => mongodbVersion)).toEqual(['4.4.18', '6.0, 7.0', '9.0.2']);
    const { out } = await runCli(['lint', 'a', 'b'], { cwd });
    expect(out.trimEnd().split('\n').at(-1)).toContain('(MongoDB 4.4.18, 6.0, 7.0 and 9.0.2)');
  });

  it('takes the version from a comment in the file', async () => {
    const text = '# mongodb-tls: version=4.0.28\nsystemLog:\n  timeStampFormat: ctime\n';
    const report = await json(['-'], { stdin: text });
    expect(report.files[0]?.findings.map(({ rule }) => rule)).not.toContain('unknown-value');
  });

  it('reads standard input under the name given', async () => {
    const report = await json(['--stdin-filename', 'mongos.conf', '-'], { stdin: wrong });
    expect(report.files).toMatchObject([{ path: 'mongos.conf', program: 'mongos' }]);
  });

  it('is silent where a comment says so', async () => {
    const cwd = temporaryFolder({
      'mongod.conf': wrong.replace('    mode', '    # mongodb-tls-disable-next-line unknown-value\n    mode'),
      'mongos.conf': `# mongodb-tls-disable unknown-value\n${wrong}`,
      'former.conf': `# mongodb-tls-disable unknown-tls-mode\n${wrong}`,
      'mongod2.conf': `# mongodb-tls-disable some-other-rule\n${wrong}`,
    });
    const report = await json(['.'], { cwd });
    const reported = report.files.filter(({ findings }) =>
      findings.some(({ rule }) => rule === 'unknown-value'),
    );
    expect(reported.map(({ path }) => path)).toEqual(['mongod2.conf']);
  });
});

describe('a terminal', () => {
  it('gets no control character of a file, and one line for each finding', async () => {
    const stdin =
      'security:\n  authorization: enabled\nnet:\n  bindIp: a\n  "\u001b[2J\u202egone\\nmongos: fine": 1\n';
    const { out } = await runCli(['lint', '-'], { stdin });
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(out).toContain('\\u001b[2J\\u202egone\\nmongos: fine');
    expect(out.trimEnd().split('\n')).toHaveLength(2);
  });

  it('gets none of a name it is asked for either', async () => {
    const { err } = await runCli(['lint', 'a\u001b[31m\nb.conf'], { cwd: temporaryFolder() });
    expect(err).toBe('mongodb-tls lint: a\\u001b[31m\\nb.conf: no such file or folder\n');
  });
});

describe('lint on bad input says what is wrong and exits with 2', () => {
  it.each([
    [['lint'], 'name at least one file'],
    [['lint', 'missing.conf'], 'missing.conf: no such file or folder'],
    [
      ['lint', '--format', 'xml', 'a'],
      '--format takes text, unix, json, sarif, github, gitlab, junit, checkstyle, not "xml"',
    ],
    [['lint', '--rule', 'no-such-rule=off', 'a'], 'there is no rule no-such-rule'],
    [['lint', '--mongodb-version', 'new', 'a'], '--mongodb-version takes a version'],
    [['lint', '--nonsense', 'a'], '--nonsense'],
    [['lint', ''], 'a path is empty; write . for this folder'],
    [['lint', '--fix', '-'], '--fix changes files and cannot change standard input'],
    [['launch'], 'there is no command launch'],
  ])('%j', async (args, message) => {
    const { code, err, out } = await runCli(args, { cwd: temporaryFolder() });
    expect(err).toContain(message);
    expect(code).toBe(2);
    if (args[1] !== 'missing.conf') expect(out).toBe('');
  });

  it('asked for its version, it names that of the package', async () => {
    const { code, out } = await runCli(['--version'], { cwd: temporaryFolder() });
    expect([code, out]).toEqual([0, `${manifest.version}\n`]);
  });

  it('a file of 50 MB', async () => {
    const cwd = temporaryFolder({ 'mongod.conf': '' });
    const file = openSync(join(cwd, 'mongod.conf'), 'r+');
    ftruncateSync(file, 50 * 1024 * 1024);
    closeSync(file);
    const { code, err } = await runCli(['lint', 'mongod.conf'], { cwd });
    expect(err).toContain('mongod.conf: is larger than 5 MB, and such files are not read');
    expect(code).toBe(2);
  });

  it('a binary file', async () => {
    const cwd = temporaryFolder({
      'mongod.bin': new Uint8Array([127, 69, 76, 70, 2, 1, 0, 0, 0, 9, 0, 200]),
    });
    const { code, err } = await runCli(['lint', 'mongod.bin'], { cwd });
    expect(err).toContain('mongod.bin: is a binary file');
    expect(code).toBe(2);
  });

  it('a binary file with the name of a configuration, found in a folder', async () => {
    const cwd = temporaryFolder({
      'mongod.conf': new Uint8Array([127, 69, 76, 70, 2, 1, 0, 0, 0, 10, 61, 200]),
      'mongos.conf': wrong,
    });
    const { code, err, out } = await runCli(['lint', ...only, '.'], { cwd });
    expect(err).toContain('mongod.conf: is a binary file');
    expect(out).not.toContain('mongod.conf');
    expect(out).toContain('mongos.conf:3:11');
    expect(code).toBe(2);
  });

  it.each([
    ['binary', new Uint8Array([127, 69, 76, 70, 2, 1, 0, 0, 0, 10, 61, 200]), '-: is a binary file'],
    [
      'too large',
      new Uint8Array(6 * 1024 * 1024).fill(35),
      '-: is larger than 5 MB, and such files are not read',
    ],
  ])('standard input that is %s', async (_, stdin, message) => {
    const { code, err } = await runCli(['lint', '-'], { stdin });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('a folder without permission, and the rest is still linted', async () => {
    const cwd = temporaryFolder({ 'locked/mongod.conf': right, 'open/mongod.conf': wrong });
    // root reads everything, so there the folder cannot be locked
    const locked = process.getuid?.() !== 0;
    if (locked) chmodSync(join(cwd, 'locked'), 0o000);
    const { code, err, out } = await runCli(['lint', ...only, '.'], { cwd });
    if (locked) {
      chmodSync(join(cwd, 'locked'), 0o755);
      expect(err).toContain('locked: permission denied');
    }
    expect(out).toContain('open/mongod.conf:3:11');
    expect(code).toBe(locked ? 2 : 1);
  });

  it('a link that leads in a circle', async () => {
    const cwd = temporaryFolder();
    symlinkSync('loop.conf', join(cwd, 'loop.conf'));
    const { code, err } = await runCli(['lint', 'loop.conf'], { cwd });
    expect(err).toContain('loop.conf: is neither a regular file nor a folder, or cannot be reached');
    expect(code).toBe(2);
  });
});

describe('lint --fix', () => {
  const deprecated =
    'net:\r\n  ssl:\r\n    mode: requireSSL # keep\r\n    PEMKeyFile: /m.pem\r\n    CAFile: /ca.pem\r\n';

  it('mends what is safe, keeps mode and line ends, and leaves no second file behind', async () => {
    const cwd = temporaryFolder({ 'mongod.conf': { content: deprecated, mode: 0o640 } });
    const { code } = await runCli(['lint', '--fix', 'mongod.conf'], { cwd });
    const path = join(cwd, 'mongod.conf');
    expect(readFileSync(path, 'utf8')).toBe(
      'net:\r\n  tls:\r\n    mode: requireTLS # keep\r\n    certificateKeyFile: /m.pem\r\n    CAFile: /ca.pem\r\n',
    );
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(existsSync(`${path}.tmp`)).toBe(false);
    expect(code).toBe(0);
  });

  it('leaves a file alone that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(deprecated), Buffer.from([0x23, 0xe9, 0x0a])]);
    const cwd = temporaryFolder({ 'mongod.conf': bytes });
    const { code, err } = await runCli(['lint', '--fix', 'mongod.conf'], { cwd });
    expect(err).toContain('is not UTF-8, so it was left as it is');
    expect(readFileSync(join(cwd, 'mongod.conf')).equals(bytes)).toBe(true);
    expect(code).toBe(2);
  });
});
