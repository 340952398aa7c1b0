import { describe, expect, it } from 'vitest';
import { ending, root } from '../support/pki.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const config =
  'net:\n  bindIp: localhost\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /etc/ssl/mongod.pem\n    CAFile: /etc/ssl/ca.pem\n';

function folder(): string {
  return temporaryFolder({
    'conf/mongod.conf': config,
    'pki/mongod.pem': ending.pem + ending.keyPem,
    'pki/ca.pem': root.pem,
  });
}

/** The findings about named files, as the report prints them. */
async function findings(...args: string[]): Promise<string[]> {
  const { out } = await runCli(['lint', '--format', 'json', ...args, 'conf'], { cwd: folder() });
  const { files } = JSON.parse(out) as { files: { findings: { rule: string }[] }[] };
  return files.flatMap((file) => file.findings.map(({ rule }) => rule));
}

describe('the files that a configuration names, on the command line', () => {
  it('are looked up through --path-map, from the working directory', async () => {
    expect(await findings()).toContain('named-file-not-here');
    const found = await findings('--path-map', '/etc/ssl=pki');
    expect(found).not.toContain('named-file-not-here');
    expect(found).toContain('certificate-file-expires-soon');
  });

  it('are judged by --expiry-warning-days', async () => {
    const mapped = ['--path-map', '/etc/ssl=pki'];
    expect(await findings(...mapped, '--expiry-warning-days', '3')).not.toContain(
      'certificate-file-expires-soon',
    );
  });

  it('have to cover the names of --member-hosts', async () => {
    const mapped = ['--path-map', '/etc/ssl=pki'];
    expect(await findings(...mapped, '--member-hosts', 'db1.example.net')).not.toContain(
      'certificate-for-other-host',
    );
    expect(await findings(...mapped, '--member-hosts', 'db1.example.net, db9.example.net')).toContain(
      'certificate-for-other-host',
    );
  });

  it.each([
    [['--path-map', '/etc/ssl'], '--path-map takes a server path prefix and a folder'],
    [['--expiry-warning-days', 'soon'], '--expiry-warning-days takes a number of days'],
  ])('%s is bad usage', async (args, message) => {
    const { code, err } = await runCli(['lint', ...args, 'conf'], { cwd: folder() });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});
