import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json';
import { lintOptions } from '../../server/src/cli/lint-options.ts';
import { packPackage, run, succeed } from '../support/packed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default: string }>>;
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly { id: string; shell: string; env: Record<string, string>; run: string }[];
  };
}

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
}

interface Workflow {
  readonly jobs: {
    readonly test: {
      readonly strategy: { matrix: { os: readonly string[] } };
      readonly steps: readonly { uses?: string; run?: string }[];
    };
  };
}

const action = parse(read('action.yml')) as Action;
const [hook] = parse(read('.pre-commit-hooks.yaml')) as readonly [Hook];

const bad = 'net:\n  tls:\n    mode: requireSSL\n';
const good = 'systemLog:\n  verbosity: 1\n';

const packed = mkdtempSync(join(tmpdir(), 'mongodb-tls-packed-'));
let tarball = '';
beforeAll(() => {
  tarball = packPackage(packed);
}, 120_000);
afterAll(() => {
  rmSync(packed, { recursive: true, force: true });
});

/** A project in which npx finds the packed package without a network. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder({ 'package.json': '{ "private": true }', ...files });
  succeed(run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], folder));
  return folder;
}

/** Runs the steps of the action as GitHub does: inputs filled in, `bash -eo pipefail` on a file. */
function runAction(folder: string, given: Readonly<Record<string, string>>) {
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: byDefault }]) => [name, given[name] ?? byDefault]),
  );
  const fill = (text: string): string =>
    text.replaceAll(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g, (_, name: string) => {
      const value = inputs[name];
      if (value === undefined) throw new Error(`action.yml uses an input that it does not have: ${name}`);
      return value;
    });
  const output = join(folder, 'github-output');
  writeFileSync(output, '');
  const results = action.runs.steps.map((step) => {
    const script = join(folder, 'step.sh');
    writeFileSync(script, fill(step.run));
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, fill(value)]));
    return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], folder, {
      ...env,
      GITHUB_OUTPUT: output,
      npm_config_offline: 'true',
    });
  });
  return { results, output: readFileSync(output, 'utf8') };
}

describe('the GitHub Action', () => {
  it('is a composite that says what each input and output is', () => {
    expect(action.runs.using).toBe('composite');
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)])
      expect(description).toMatch(/\w/);
    expect(action.inputs.version?.default).toBe(manifest.version);
    for (const { run: script } of action.runs.steps) expect(script).not.toContain('${{');
  });

  it('fails for a bad file, annotates its line and writes SARIF', { timeout: 120_000 }, () => {
    const folder = project({
      'deploy/mongod.conf': bad,
      'other/mongod.conf': good,
      'odd $(touch x) name/mongod.conf': good,
    });
    const all = runAction(folder, {});
    expect(all.results.map(({ status }) => status)).toEqual([1]);
    expect(all.results[0]?.stdout).toMatch(/^::error .*deploy\/mongod\.conf.*line=3/m);
    expect(all.output).toBe('sarif=mongodb-tls.sarif\n');
    const sarif = JSON.parse(readFileSync(join(folder, 'mongodb-tls.sarif'), 'utf8')) as {
      version: string;
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('unknown-value');

    const some = runAction(folder, {
      paths: 'other\nodd $(touch x) name/mongod.conf\n',
      arguments: '--mongodb-version=7.0\n--rule=unknown-value=off\n',
      sarif: 'a report.sarif',
    });
    expect(some.results.map(({ status, stderr }) => ({ status, stderr }))).toEqual([
      { status: 0, stderr: expect.any(String) as string },
    ]);
    expect(some.output).toBe('sarif=a report.sarif\n');
    expect(JSON.parse(readFileSync(join(folder, 'a report.sarif'), 'utf8'))).toHaveProperty('runs');
  });
});

describe('the hook of pre-commit', () => {
  it('names this version and options that lint has', () => {
    const [npx, yes, name, command, ...options] = hook.entry.split(' ');
    expect([npx, yes, name, command]).toEqual(['npx', '--yes', `mongodb-tls@${manifest.version}`, 'lint']);
    expect(lintOptions([...options, 'mongod.conf']).quiet).toBe(true);
  });

  it.each([
    ['etc/mongod.conf', true],
    ['mongod.yml', true],
    ['mongos-1.yaml', true],
    ['keys/keyfile', true],
    ['certs/server.pem', true],
    ['docker-compose.yml', false],
    ['mongodb-user.yaml', false],
    ['nginx.conf', false],
  ])('is for %s: %s', (name, isMeant) => {
    expect(new RegExp(hook.files).test(name)).toBe(isMeant);
  });

  it('fails on a bad file and is silent about a good one', { timeout: 120_000 }, () => {
    const folder = project({ 'mongod.conf': bad, 'good/mongod.conf': good });
    const [command = '', ...args] = hook.entry.split(' ');
    const offline = { npm_config_offline: 'true' };
    const failing = run(command, [...args, 'mongod.conf', 'good/mongod.conf'], folder, offline);
    expect(failing).toMatchObject({ status: 1 });
    expect(failing.stdout).toContain('unknown-value');
    const passing = run(command, [...args, 'good/mongod.conf'], folder, offline);
    expect(passing).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('is run by pre-commit on a repository with one bad file', { timeout: 120_000 }, (context) => {
    if (spawnSync('pre-commit', ['--version']).status !== 0)
      context.skip('pre-commit is not installed; Debian has it as the package pre-commit');
    const hooks = temporaryFolder({ '.pre-commit-hooks.yaml': read('.pre-commit-hooks.yaml') });
    const folder = project({ 'mongod.conf': bad, 'good/mongod.conf': good, '.gitignore': 'node_modules\n' });
    const git = (cwd: string, ...args: string[]): void => {
      succeed(run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.net', ...args], cwd));
    };
    for (const cwd of [hooks, folder]) {
      git(cwd, 'init', '--quiet');
      git(cwd, 'add', '.');
      git(cwd, 'commit', '--quiet', '--no-verify', '--message', 'First');
    }
    const { status, stdout } = run('pre-commit', ['try-repo', hooks, hook.id, '--all-files'], folder, {
      PRE_COMMIT_HOME: temporaryFolder(),
      npm_config_offline: 'true',
    });
    expect(status, stdout).toBe(1);
    expect(stdout).toContain('unknown-value');
    expect(stdout).not.toContain('good/mongod.conf');
  });
});

describe('the Dockerfile', () => {
  it('installs the packed package so that its entry point runs', { timeout: 120_000 }, () => {
    const [, last = ''] = read('Dockerfile').split(/\n(?=FROM [^\n]*\n(?![\s\S]*\nFROM ))/);
    const instruction = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(last)?.[1] ?? '';
    const folder = temporaryFolder({ 'mongod.conf': bad });
    const packages = join(folder, 'package');
    const prefix = join(folder, 'prefix');
    mkdirSync(packages);
    mkdirSync(prefix);
    succeed(run('cp', [tarball, packages], folder));
    const script = instruction('RUN').replaceAll('/package', packages);
    succeed(run('sh', ['-ec', script], folder, { npm_config_prefix: prefix }));
    const entry = JSON.parse(instruction('ENTRYPOINT')) as string[];
    const path = `${join(prefix, 'bin')}:${process.env.PATH ?? ''}`;
    const { status, stdout } = run('sh', ['-c', `${entry.join(' ')} lint .`], folder, { PATH: path });
    expect(status).toBe(1);
    expect(stdout).toContain('unknown-value');
  });
});

describe('the workflow of the tests', () => {
  it('runs the test command of the README on three systems', () => {
    const { test } = (parse(read('.github/workflows/test.yml')) as Workflow).jobs;
    expect(test.strategy.matrix.os.map((os) => os.replace('-latest', ''))).toEqual([
      'ubuntu',
      'macos',
      'windows',
    ]);
    const commands = test.steps.flatMap(({ run: command }) => command ?? []);
    expect(commands).toEqual(['npm test']);
    expect(read('README.md')).toContain(`\n${commands.join('')} `);
  });
});

describe('docs/pipelines.md', () => {
  const text = read('docs/pipelines.md');
  const shown = text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => /mongodb-tls(?:@[\d.]+)? lint ([^'`]*)/.exec(line)?.[1] ?? []);

  it.each(shown)('shows options that lint has: %s', (line) => {
    const [command = ''] = line.split(' < ');
    expect(() => lintOptions([...command.trim().split(/\s+/), 'mongod.conf'])).not.toThrow();
  });

  it('names this version wherever it names one', () => {
    expect(shown.length).toBeGreaterThan(5);
    const versions = [...text.matchAll(/mongodb-tls@v?(\d[\d.]*\d)|rev: v(\S+)/g)];
    expect(versions.length).toBeGreaterThan(3);
    for (const [, one, other] of versions) expect(one ?? other).toBe(manifest.version);
  });

  it('gives inputs and outputs that the action has', () => {
    const given = [...text.matchAll(/steps\.mongodb-tls\.outputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(Object.keys(action.outputs)).toEqual([...new Set(given)]);
    for (const name of ['paths', 'arguments']) expect(Object.keys(action.inputs)).toContain(name);
  });
});
