import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const ini = 'sslMode = requireSSL\n# data\ndbpath = /data\n';

describe('mongodb-tls convert', () => {
  it('prints the YAML form of a file on standard input', async () => {
    const { code, out, err } = await runCli(['convert', '-'], { stdin: ini });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('net:\n  tls:\n    mode: requireTLS\n\nstorage:\n  # data\n  dbPath: /data\n');
  });

  it('writes for the version that is asked for, by the option or in the file', async () => {
    const byOption = await runCli(['convert', '--mongodb-version', '4.0', '-'], { stdin: ini });
    const byComment = await runCli(['convert', '-'], { stdin: `# mongodb-tls: version=4.0.28\n${ini}` });
    expect(byOption.out).toContain('mode: requireSSL');
    expect(byComment.out).toContain('mode: requireSSL');
  });

  it.each([
    [['convert'], 'name one INI configuration'],
    [['convert', 'a', 'b'], 'name one INI configuration'],
    [['convert', '--mongodb-version', 'x', '-'], 'takes a version'],
    [['convert', '--frobnicate', '-'], 'frobnicate'],
    [['convert', 'no-such-file.conf'], 'there is no such file'],
    [['convert', '.'], 'directory'],
  ])('%j says what is wrong', async (args, message) => {
    const { code, out, err } = await runCli(args, { stdin: ini });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  it('says that a YAML file needs no conversion', async () => {
    const { code, err } = await runCli(['convert', '-'], { stdin: 'net:\n  port: 1\n' });
    expect(code).toBe(2);
    expect(err).toContain('not in the INI format');
  });
});
