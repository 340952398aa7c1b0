import { ftruncateSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SettingsReading } from '../../server/src/core/config/settings-reading.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function read(text: string): Promise<SettingsReading & { path: string }> {
  const { out } = await runCli(['settings', '--format', 'json', '-'], { stdin: text });
  const { version, files } = JSON.parse(out) as { version: number; files: never[] };
  expect(version).toBe(1);
  expect(files).toHaveLength(1);
  return files[0] as unknown as SettingsReading & { path: string };
}

describe('settings --format json', () => {
  it('has the shape of the contract', async () => {
    const cwd = temporaryFolder({ 'mongod.conf': 'net:\n  tls:\n    mode: requireTLS\nnet.port: 27017\n' });
    const { code, out } = await runCli(['settings', '--format', 'json', 'mongod.conf'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      files: [
        {
          path: 'mongod.conf',
          format: 'yaml',
          error: null,
          readToLine: null,
          settings: { 'net.tls.mode': 'requireTLS', 'net.port': '27017' },
          origins: {
            'net.tls.mode': {
              from: 'file',
              file: 'mongod.conf',
              range: { start: { line: 2, character: 4 }, end: { line: 2, character: 20 } },
            },
            'net.port': {
              from: 'file',
              file: 'mongod.conf',
              range: { start: { line: 3, character: 0 }, end: { line: 3, character: 15 } },
            },
          },
        },
      ],
    });
  });

  it.each<[name: string, text: string, settings: Record<string, string | null>]>([
    ['text as it is written', 'a: 0700\nb: "true"\nc: 1.0\n', { a: '0700', b: 'true', c: '1.0' }],
    ['null for nothing', 'a:\nb: ~\nc: ""\nd: "null"\n', { a: null, b: null, c: '', d: 'null' }],
    [
      'dotted and nested',
      'a.b: 1\na: {c.d: 2, "e.f": {g: 3}}\n',
      { 'a.b': '1', 'a.c.d': '2', 'a.e.f.g': '3' },
    ],
    ['lists', 'a: [x, [y, {z: 1}]]\nb: []\n', { 'a[0]': 'x', 'a[1][0]': 'y', 'a[1][1].z': '1', b: '[]' }],
    ['empty maps', 'a: {}\n', { a: '{}' }],
    ['nothing at all', '{}\n', {}],
    ['a child named value', 'net: {port: {value: 1}}\n', { 'net.port.value': '1' }],
    ['lines put together', 'a: one\n  two\nb: |\n  x\n  y\n', { a: 'one two', b: 'x\ny\n' }],
    ['what an anchor stands for', 'a: &x {b: 1}\nc: *x\n', { 'a.b': '1', 'c.b': '1' }],
    [
      'a section in two parts',
      'net:\n  port: 1\nnet:\n  ipv6: true\n',
      { 'net.port': '1', 'net.ipv6': 'true' },
    ],
    [
      'names that JavaScript has too',
      '__proto__: 1\nconstructor: 2\n',
      JSON.parse('{"__proto__":"1","constructor":"2"}') as never,
    ],
    ['a template as it stands', 'a: "{{ b }}"\n', { a: '{{ b }}' }],
  ])('reads %s', async (_, text, settings) => {
    expect(await read(text)).toMatchObject({ path: '-', format: 'yaml', error: null, readToLine: null });
    expect((await read(text)).settings).toEqual(settings);
  });

  it('tells an empty map or list from a text that looks like one', async () => {
    expect(await read('a: {}\nb: "{}"\nc:\n  - []\n  - "[]"\n')).toMatchObject({
      settings: { a: '{}', b: '{}', 'c[0]': '[]', 'c[1]': '[]' },
      empty: { a: 'map', 'c[0]': 'list' },
    });
    expect(await read('b: "{}"\n')).not.toHaveProperty('empty');
  });

  it('reads INI', async () => {
    const text = '# old\nport = 1 # one\nfork =\nsetParameter = a=b=c\nmaxConns = 2\nfreeMonitoringTag = x\n';
    expect(await read(text)).toMatchObject({
      format: 'ini',
      error: null,
      settings: { port: '1', fork: null, 'setParameter.a': 'b=c', maxConns: '2' },
    });
  });

  it.each([
    ['', 'none', null],
    ['# nothing\n', 'none', null],
    ['%include = 1\n', 'none', null],
    ['a: [1\n', 'yaml', 'line 1: The [ is not closed by a ]'],
    ['net:\n\tport: 1\n', 'yaml', 'line 2: Indentation is made of blanks'],
    ['net:\n  port: 1\0\n', 'yaml', 'line 2: The server refuses a file with a NUL byte'],
    ['- a\n', 'yaml', 'line 1: The file is a list'],
    ['port = 1\nfork\n', 'ini', 'line 2: A line of the INI format needs the form name = value'],
  ])('says what stops mongod at %j', async (text, format, error) => {
    const reading = await read(text);
    expect(reading).toMatchObject({ format, settings: {}, readToLine: null });
    if (error === null) expect(reading.error).toBeNull();
    else expect(reading.error).toContain(error);
  });

  it.each([
    ['  a: 1\nb: 2\n', 1, { a: '1' }],
    ['a: 1\r\n...\r\n# c\r\nb: 2\r\n', 3, { a: '1' }],
    ['{a: 1}\nb: 2\n', 1, { a: '1' }],
    ['a: 1\n...\n# nothing more\n', null, { a: '1' }],
  ])('says where reading stops in %j', async (text, readToLine, settings) => {
    expect(await read(text)).toMatchObject({ error: null, readToLine, settings });
  });
});

describe('settings', () => {
  const text = [
    'net:',
    '  ssl: {mode: requireSSL, PEMKeyFile: /a.pem, PEMKeyPassword: hunter2, CAFile: /c.pem}',
    '  bindIpAll: false',
    'security.keyFile: /k',
    '',
  ].join('\n');

  it('prints present names, where each comes from and what has no effect, but no secret', async () => {
    const cwd = temporaryFolder({ 'mongod.conf': text });
    const { code, out } = await runCli(['settings', 'mongod.conf'], { cwd });
    expect(out.split('\n').map((line) => line.replaceAll(/(?<=\S) {2,}#/g, '  #'))).toEqual([
      '# What mongod of MongoDB 9.0.2 (assumed, as no version is given) reads from mongod.conf',
      '',
      'net:',
      '  tls:',
      '    mode: requireTLS  # line 2, as net.ssl.mode',
      '    certificateKeyFile: /a.pem  # line 2, as net.ssl.PEMKeyFile',
      "    certificateKeyFilePassword: '<hidden>'  # line 2, as net.ssl.PEMKeyPassword",
      '    CAFile: /c.pem  # line 2, as net.ssl.CAFile',
      '  # bindIpAll: false  # line 3, without effect: net.bindIpAll has no effect since MongoDB 4.2: only true means something.',
      '',
      'security:',
      '  keyFile: /k  # line 4',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('names settings as the version given does', async () => {
    const { out } = await runCli(['settings', '--mongodb-version', '4.0', '-'], { stdin: text });
    expect(out).toContain('What mongod of MongoDB 4.0 reads');
    expect(out).toContain('mode: requireSSL');
    expect(out).not.toContain('tls:');
  });

  it('adds the defaults where asked for', async () => {
    const { out } = await runCli(['settings', '--defaults', '-'], { stdin: text });
    expect(out).toMatch(/^ {2}# authorization: enabled {2,}# because members authenticate/m);
    expect(out).toMatch(/^ {2}# port: 27017 {2,}# default$/m);
    expect(out).toMatch(/^# processManagement:$/m);
  });

  it('prints one file after the other, and fails with 1 where mongod stops', async () => {
    const cwd = temporaryFolder({ 'a.conf': 'net:\n\tport: 1\n', 'mongos.conf': 'net.port: 1\n' });
    const { code, out } = await runCli(['settings', 'a.conf', 'mongos.conf'], { cwd });
    expect(out).toContain('#   line 2: Indentation is made of blanks');
    expect(out).toContain('# The server does not read the file, so it has no settings.\n\n# What mongos of');
    expect(code).toBe(1);
  });
});

describe('settings on bad input says what is wrong and exits with 2', () => {
  it.each([
    [['settings'], 'name at least one configuration file'],
    [['settings', 'missing.conf'], 'missing.conf: there is no such file'],
    [['settings', '.'], '.: is a directory; name the configuration files in it'],
    [['settings', '--format', 'xml', 'a'], '--format takes text or json'],
    [['settings', '--mongodb-version', 'new', 'a'], '--mongodb-version takes a version'],
    [['settings', '--nonsense', 'a'], '--nonsense'],
    [['settings', 'mongod.bin'], 'mongod.bin: is a binary file and no configuration'],
  ])('%j', async (args, message) => {
    const cwd = temporaryFolder({ 'mongod.bin': new Uint8Array([127, 69, 76, 70, 0, 0, 0, 9, 0, 200]) });
    const { code, err } = await runCli(args, { cwd });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('a file of 50 MB, and the others are read', async () => {
    const cwd = temporaryFolder({ 'big.conf': '', 'mongod.conf': 'a: 1\n' });
    const file = openSync(join(cwd, 'big.conf'), 'r+');
    ftruncateSync(file, 50 * 1024 * 1024);
    closeSync(file);
    const { code, err, out } = await runCli(['settings', '--format', 'json', 'big.conf', 'mongod.conf'], {
      cwd,
    });
    expect(err).toContain('big.conf: is larger than 5 MB, and such files are not read');
    expect(JSON.parse(out)).toMatchObject({ files: [{ path: 'mongod.conf' }] });
    expect(code).toBe(2);
  });
});
