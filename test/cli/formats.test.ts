import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../server/src/cli.ts';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const bad = 'net:\n  tls:\n    mode: requireTLSX\nsecurity:\n  authorization: enabled\n  # <&"\n';
const good = 'net:\n  port: 27017\n  bindIp: 127.0.0.1\nsecurity:\n  authorization: enabled\n';

function folder(): string {
  return temporaryFolder({ 'bad.conf': bad, 'good.conf': good });
}

/** Every element of a text of XML, in order; fails where they are not nested well. */
function elements(xml: string): { name: string; attributes: Record<string, string> }[] {
  const open: string[] = [];
  const found: { name: string; attributes: Record<string, string> }[] = [];
  expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true);
  for (const [, end, name = '', body = '', selfClosing] of xml.matchAll(
    /<(\/)?([a-z-]+)((?:\s+[a-z]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)\s*(\/)?>/g,
  )) {
    if (end !== undefined) {
      expect(open.pop()).toBe(name);
      continue;
    }
    found.push({
      name,
      attributes: Object.fromEntries(
        [...body.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
      ),
    });
    if (selfClosing === undefined) open.push(name);
  }
  expect(open).toEqual([]);
  return found;
}

describe('formats for pipelines', () => {
  it('unix is one line a finding and nothing else', async () => {
    const { out, code } = await runCli(['lint', '--format', 'unix', 'bad.conf', 'good.conf'], {
      cwd: folder(),
    });
    expect(code).toBe(1);
    for (const line of out.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(?:bad|good)\.conf:\d+:\d+: (?:error|warning|info): .+ \[[a-z0-9-]+\](?: \(fixable\))?$/,
      );
    }
  });

  it('gitlab is a list of issues with fingerprints of their own that stay when lines move', async () => {
    const cwd = temporaryFolder({ 'bad.conf': bad });
    const { out } = await runCli(['lint', '--format', 'gitlab', 'bad.conf'], { cwd });
    const issues = JSON.parse(out) as {
      check_name: string;
      fingerprint: string;
      severity: string;
      location: { path: string; lines: { begin: number } };
    }[];
    expect(issues.find(({ check_name }) => check_name === 'unknown-value')).toMatchObject({
      severity: 'critical',
      location: { path: 'bad.conf', lines: { begin: 3 } },
    });
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    const moved = temporaryFolder({ 'bad.conf': `# a\n# b\n${bad}` });
    const { out: later } = await runCli(['lint', '--format', 'gitlab', 'bad.conf'], { cwd: moved });
    const again = JSON.parse(later) as { fingerprint: string }[];
    expect(again.map(({ fingerprint }) => fingerprint)).toEqual(issues.map(({ fingerprint }) => fingerprint));
  });

  it('junit has a suite for each file and fails at --fail-on', async () => {
    const { out } = await runCli(['lint', '--format', 'junit', 'bad.conf', 'good.conf'], { cwd: folder() });
    const found = elements(out);
    expect(found.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes.name)).toEqual(
      ['bad.conf', 'good.conf'],
    );
    const failures = found.filter(({ name }) => name === 'failure').length;
    expect(failures).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({ name: 'testsuites', attributes: { failures: String(failures) } });
    expect(found[0]?.attributes.tests).toBe(String(found.filter(({ name }) => name === 'testcase').length));
    const strict = elements(
      (await runCli(['lint', '--fail-on', 'info', '--format', 'junit', 'bad.conf'], { cwd: folder() })).out,
    );
    expect(strict.filter(({ name }) => name === 'failure').length).toBe(
      strict.filter(({ name }) => name === 'testcase').length,
    );
  });

  it('checkstyle names every file, and each place', async () => {
    const { out } = await runCli(['lint', '--format', 'checkstyle', 'bad.conf', 'good.conf'], {
      cwd: folder(),
    });
    const found = elements(out);
    expect(found.filter(({ name }) => name === 'file').map(({ attributes }) => attributes.name)).toEqual([
      'bad.conf',
      'good.conf',
    ]);
    expect(found.filter(({ name }) => name === 'error')).toContainEqual({
      name: 'error',
      attributes: expect.objectContaining({ line: '3', column: '11', severity: 'error' }) as object,
    });
  });

  it.each(['junit', 'checkstyle'])('%s holds hostile names and values', async (format) => {
    const cwd = temporaryFolder({ '<&"\u001b.conf': 'net:\n  tls:\n    mode: "<&\\u0001]]>"\n' });
    const { out } = await runCli(['lint', '--format', format, '<&"\u001b.conf'], { cwd });
    elements(out);
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('\u0001');
  });
});

describe('several reports in one run', () => {
  it('each --output belongs to the --format before it; what has none goes to standard output', async () => {
    const cwd = folder();
    const args = [
      'lint',
      '--format',
      'sarif',
      '--output',
      'out/a.sarif',
      '--format',
      'unix',
      '--format',
      'json',
      '--output',
      'a.json',
      'bad.conf',
    ];
    const { out, code } = await runCli(args, { cwd });
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toMatch(/^bad\.conf:/);
    expect(JSON.parse(readFileSync(join(cwd, 'out/a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8'))).toMatchObject({ version: 1 });
  });

  it('a report is written over the one of the last run', async () => {
    const cwd = temporaryFolder({ 'bad.conf': bad, 'a.json': 'old' });
    await runCli(['lint', '--format', 'json', '--output', 'a.json', 'bad.conf'], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8'))).toMatchObject({ version: 1 });
  });

  it('says what keeps a report from being written', async () => {
    const cwd = temporaryFolder({ 'bad.conf': bad, 'a.json/x': '' });
    const { code, err } = await runCli(['lint', '--format', 'json', '--output', 'a.json', 'bad.conf'], {
      cwd,
    });
    expect(code).toBe(2);
    expect(err).toContain('--output a.json');
  });

  it.each([
    [['--output', 'a', '--output', 'b']],
    [['--format', 'json', '--output', '']],
    [['--format', 'yaml']],
  ])('bad usage: %j', async (args) => {
    const cwd = folder();
    const { code, out } = await runCli(['lint', ...args, 'bad.conf'], { cwd });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(existsSync(join(cwd, 'b'))).toBe(false);
  });

  it('--quiet says only what makes the run fail', async () => {
    const cwd = folder();
    expect((await runCli(['lint', '--quiet', 'good.conf'], { cwd })).out).toBe('');
    const { out } = await runCli(['lint', '--quiet', 'bad.conf'], { cwd });
    expect(
      out
        .trimEnd()
        .split('\n')
        .every((line) => line.includes(': error: ')),
    ).toBe(true);
  });
});

describe('SARIF', () => {
  it('has fingerprints, severities, help and the benchmarks with their versions', async () => {
    const cwd = temporaryFolder({ 'mongod.conf': 'net:\n  port: 27017\n' });
    const { out } = await runCli(['lint', '--format', 'sarif', 'mongod.conf'], { cwd });
    const [run] = (
      JSON.parse(out) as {
        runs: {
          tool: { driver: { rules: { id: string; relationships?: object[] }[] } };
          results: object[];
          taxonomies: object[];
        }[];
      }
    ).runs;
    expect(run?.results[0]).toMatchObject({
      partialFingerprints: { 'mongodbTls/v1': expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    const rule = run?.tool.driver.rules.find(({ id }) => id === 'access-control-not-configured');
    expect(rule).toMatchObject({
      help: { markdown: expect.stringContaining('https://') as string },
      properties: { 'security-severity': '5.0' },
    });
    expect(rule?.relationships).toContainEqual({
      target: { id: '2.1', toolComponent: { name: 'CIS MongoDB 8 Benchmark' } },
      kinds: ['relevant'],
    });
    expect(run?.taxonomies).toContainEqual({
      name: 'CIS MongoDB 8 Benchmark',
      version: '2.0.0',
      isComprehensive: false,
      taxa: expect.arrayContaining([{ id: '2.1' }]) as object[],
    });
  });
});

describe('text on a terminal', () => {
  async function onTerminal(
    files: Record<string, string>,
    { columns = 80, hasColours = false, args = [] as string[] } = {},
  ): Promise<string> {
    const cwd = temporaryFolder(files);
    let shown = '';
    await main(['lint', ...args, ...Object.keys(files)], {
      host: nodeHost,
      out: () => undefined,
      err: () => undefined,
      stdin: () => Promise.resolve(new Uint8Array()),
      cwd,
      terminal: {
        columns,
        hasColours,
        print: (text) => {
          shown += text;
        },
      },
    });
    return shown;
  }

  it('is grouped by file, with the line and its place underlined, and a summary', async () => {
    const shown = await onTerminal({ 'bad.conf': bad });
    expect(shown).toMatch(/^bad\.conf\n/);
    expect(shown).toContain('3 |     mode: requireTLSX\n            |           ^^^^^^^^^^^\n');
    expect(shown).toMatch(/1 error.* in 1 file \(MongoDB [\d.]+\)/);
    expect(shown).not.toContain('\u001b');
    expect(await onTerminal({ 'bad.conf': bad }, { hasColours: true })).toContain(
      '\u001b[31merror\u001b[39m',
    );
  });

  it('long messages are broken at spaces', async () => {
    const lines = (await onTerminal({ 'bad.conf': bad }, { columns: 60 })).split('\n');
    const messages = lines.filter(
      (line) => line.startsWith('          ') && line.trim().includes(' ') && !line.includes('Fix'),
    );
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.filter((line) => line.length > 75)).toEqual([]);
  });

  it('underlines the place beside tabs and characters that take two columns', async () => {
    const text = 'net:\n  tls:\n    certificateKeyFile:\t/etc/日本/a.pem # 日本\n    mode: requireTLS\n';
    const shown = await onTerminal({ 'mongod.conf': text }, { args: ['--fail-on', 'info'] });
    const [line = '', marks = ''] = /^.*3 \|.*$\n^.*$/m.exec(shown)?.[0].split('\n') ?? [];
    const at = line.indexOf('/etc');
    expect(marks.slice(at)).toBe('^'.repeat(13 + 2));
    expect(marks.slice(0, at)).toMatch(/^ +\| +$/);
  });

  it('a line that is too long is cut with an ellipsis around the place', async () => {
    const hosts = Array.from({ length: 8 }, (_, at) => `db${at}.example.net`).join(',');
    const text = `net:\n  bindIp: ${hosts},10.0.0.0/8,${hosts}\n`;
    const shown = await onTerminal({ 'mongod.conf': text }, { columns: 60 });
    const [, excerpt = '', place = ''] = /2 \| (…\S+…)\n +\| ( +\^+)\n/.exec(shown) ?? [];
    expect(excerpt.slice(place.indexOf('^'), place.length)).toBe('10.0.0.0/8');
    expect(excerpt.length).toBeLessThanOrEqual(40);
  });

  it('the summary is broken between its parts', async () => {
    const lines = (await onTerminal({ 'bad.conf': bad }, { columns: 40 })).trimEnd().split('\n');
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(/^\d error.* in 1 file$/),
      expect.stringMatching(/^\(MongoDB [\d.]+\)$/),
    ]);
  });

  it('other reports and the help are broken at spaces, and what is to be copied is not', async () => {
    let shown = '';
    const terminal = { columns: 50, hasColours: false, print: () => undefined };
    await main(['lint', '--help'], {
      host: nodeHost,
      out: (text) => {
        shown += text;
      },
      err: () => undefined,
      stdin: () => Promise.resolve(new Uint8Array()),
      cwd: temporaryFolder(),
      terminal,
    });
    const long = shown.split('\n').filter((line) => line.length > 50);
    expect(long.filter((line) => !/^ {2}mongodb-tls |\S{44}/.test(line))).toEqual([]);
    expect(long).toContain('  mongodb-tls lint --mongodb-version 7.0 /etc/mongod.conf');
  });

  it.each([
    ['a password', 'net:\n  tls:\n    certificateKeyFilePassword: [hunter2]\n'],
    ['a misspelt password', 'net:\n  tls:\n    certKeyPassword: hunter2\n'],
    ['a password on the next line', 'net:\n  tls:\n    certificateKeyFilePassword:\n    hunter2\n'],
  ])('never shows %s', async (_, text) => {
    const shown = await onTerminal({ 'mongod.conf': text }, { args: ['--fail-on', 'info'] });
    expect(shown).not.toContain('hunter2');
  });

  it('never shows a line of a keyfile or a private key', async () => {
    const shown = await onTerminal({ 'my.keyfile': 'hunter2!hunter2' });
    expect(shown).toContain('my.keyfile');
    expect(shown).not.toContain('hunter2');
  });

  it('cannot be painted by a file', async () => {
    const shown = await onTerminal(
      { 'mongod.conf': 'net:\n  tls:\n    mode: "\u001b[2Jx"\n' },
      { hasColours: true },
    );
    expect(shown).not.toContain('\u001b[2J');
  });
});
