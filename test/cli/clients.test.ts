import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Report {
  files: {
    path: string;
    kind: string;
    documents?: { kind: string; name: string; range: unknown }[];
    findings: { rule: string; severity: string; message: string; range: unknown; fix?: { safe: boolean } }[];
  }[];
}

async function lintFile(
  name: string,
  text: string,
  ...more: string[]
): Promise<{ report: Report; out: string; err: string; code: number; folder: string }> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), text);
  const { out, err, code } = await runCli(['lint', '--format', 'json', ...more, name], { cwd: folder });
  return { report: JSON.parse(out) as Report, out, err, code, folder };
}

describe('lint and connection strings', () => {
  it('tells of the string in its place, and of the password nowhere', async () => {
    const { report, out, code } = await lintFile(
      'app.env',
      'MONGODB_URI=mongodb://u:pa@ssw0rd@db1/?tls=true\n',
    );
    const [file] = report.files;
    expect(file?.kind).toBe('client');
    expect(file?.documents).toMatchObject([
      {
        kind: 'uri',
        name: 'MONGODB_URI',
        range: { start: { line: 0, character: 12 }, end: { line: 0, character: 47 } },
      },
    ]);
    const errors = file?.findings.filter(({ severity }) => severity === 'error');
    expect(errors?.map(({ message }) => message)).toEqual([expect.stringMatching(/percent-encode/i)]);
    expect(code).toBe(1);
    expect(out).not.toContain('ssw0rd');
  });

  it('leaves them out with --no-clients', async () => {
    const { report, code } = await lintFile('app.env', 'U=mongodb://u:p@ss@db1/\n', '--no-clients');
    expect(report.files).toMatchObject([{ kind: 'none', documents: [], findings: [] }]);
    expect(code).toBe(0);
  });

  it('renames what has a new name, and nothing else, with --fix', async () => {
    const text =
      'const a = "mongodb://db1/?tls=true\\u0026sslCA=/ca.pem&ssl_match_hostname=false&tlsInsecur=true";\n';
    const { folder } = await lintFile('a.js', text, '--fix');
    expect(readFileSync(join(folder, 'a.js'), 'utf8')).toBe(text.replace('sslCA', 'tlsCAFile'));
  });

  it('finds the one in a command line, and both are told of', async () => {
    const { report } = await lintFile(
      'run.sh',
      'mongosh "mongodb://db1/?tls=true&tlsInsecure=true&tlsAllowInvalidHostnames=true" --tls\n',
    );
    const [file] = report.files;
    expect(file?.kind).toBe('mixed');
    expect(file?.documents?.map(({ kind }) => kind)).toEqual(['commandline', 'uri']);
    expect(file?.findings.map(({ rule }) => rule)).toContain('conflicting-client-options');
  });

  it('searches folders for source code with connection strings, and not for Markdown', async () => {
    const { folder } = await lintFile('a.py', 'u = "mongodb://db1/?w"\n');
    writeFileSync(join(folder, 'README.md'), 'mongodb://db1/?w\n');
    writeFileSync(join(folder, 'b.py'), 'print(1)\n');
    const { out } = await runCli(['lint', '--format', 'json', '.'], { cwd: folder });
    expect((JSON.parse(out) as Report).files.map(({ path }) => path)).toEqual(['a.py']);
  });
});
