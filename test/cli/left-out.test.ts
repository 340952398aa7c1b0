import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const config = 'net:\n  bindIp: localhost\n';

function folder(files: Readonly<Record<string, string>> = {}): string {
  return temporaryFolder({
    'a/mongod.conf': config,
    'a/vendor/mongod.conf': config,
    'a/old/mongod.conf': config,
    ...files,
  });
}

async function linted(cwd: string, ...args: string[]): Promise<{ paths: string[]; err: string }> {
  const { out, err } = await runCli(['lint', '--format', 'json', ...args], { cwd });
  const { files } = JSON.parse(out) as { files: { path: string }[] };
  return { paths: files.map(({ path }) => path), err };
}

describe('what a search of a folder leaves out', () => {
  it('is named by --exclude', async () => {
    const { paths } = await linted(folder(), '--exclude', 'vendor', '--exclude', 'a/old/**', '.');
    expect(paths).toEqual(['a/mongod.conf']);
  });

  it.each(['.vscode/settings.json', 'a/.vscode/settings.json'])('is named by %s', async (path) => {
    const text = '{\n  // ours\n  "mongodbTls.exclude": ["**/vendor/**", "old",],\n}\n';
    const { paths, err } = await linted(folder({ [path]: text }), 'a');
    expect(paths).toEqual(['a/mongod.conf']);
    expect(err).toBe('');
  });

  it('is not what git ignores, nor what the settings of a folder above the repository name', async () => {
    const cwd = folder({
      '.vscode/settings.json': '{"mongodbTls.exclude": ["vendor"]}',
      'a/.git/config': '',
      'a/.gitignore': 'old\n',
    });
    expect((await linted(cwd, 'a')).paths).toEqual([
      'a/mongod.conf',
      'a/old/mongod.conf',
      'a/vendor/mongod.conf',
    ]);
  });

  it('is not what was named by the user', async () => {
    const { paths } = await linted(folder(), '--exclude', '**', 'a/vendor/mongod.conf');
    expect(paths).toEqual(['a/vendor/mongod.conf']);
  });

  it('is nothing where the setting is none', async () => {
    const { paths, err } = await linted(
      folder({ '.vscode/settings.json': '{"mongodbTls.exclude": "a"}' }),
      '.',
    );
    expect(paths).toHaveLength(3);
    expect(err).toContain('mongodbTls.exclude is not a list of globs');
  });
});

describe('a folder without anything of MongoDB', () => {
  it('is told on standard error, with where was looked', async () => {
    const cwd = temporaryFolder({ 'package.json': '{}\n', 'src/a.ts': 'export {};\n' });
    const run = await runCli(['lint', '.'], { cwd });
    expect(run.code).toBe(0);
    expect(run.err).toMatch(/^mongodb-tls lint: \.: nothing of MongoDB was found .* \.git, node_modules /);
    expect(run.err.split('\n')).toHaveLength(2);
  });

  it('is not one whose files are clean', async () => {
    const cwd = temporaryFolder({
      'mongod.conf': 'net:\n  bindIp: localhost\nsecurity:\n  authorization: enabled\n',
    });
    expect((await runCli(['lint', '.'], { cwd })).err).toBe('');
  });
});
