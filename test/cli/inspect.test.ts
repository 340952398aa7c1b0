import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { authority, certificate, keyPem } from '../support/certs.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'inspect-'));
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});
const root = authority();
const leaf = certificate({ issuer: root, subject: 'O=Example, CN=Калоян', names: ['dns:db1.example.net'] });
const expired = certificate({ subject: 'CN=old', to: '2026-06-01T00:00:00Z' });
writeFileSync(join(cwd, 'good.pem'), leaf.combined + root.pem);
const forServersOnly = { issuer: root, names: ['dns:db1.example.net'], extendedKeyUsage: ['serverAuth'] };
writeFileSync(join(cwd, 'public.pem'), certificate(forServersOnly).combined);
writeFileSync(join(cwd, 'expired.pem'), expired.combined);
writeFileSync(join(cwd, 'locked.pem'), leaf.pem + keyPem(leaf.key, 'pkcs8', 'open sesame'));
writeFileSync(join(cwd, 'cert.der'), leaf.der);
writeFileSync(join(cwd, 'large.pem'), Buffer.alloc(6 * 1024 * 1024, 65));
writeFileSync(join(cwd, 'binary'), Buffer.from([0, 1, 2, 3]));
mkdirSync(join(cwd, 'folder'));

const inspect = (...args: string[]) => runCli(['inspect', ...args], { cwd });

describe('mongodb-tls inspect', () => {
  it('prints what is in a file', async () => {
    const { code, out, err } = await inspect('--now', '2026-11-26', 'good.pem');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('CN=Калоян,O=Example');
    expect(out).toContain('CN=\\D0\\9A\\D0\\B0\\D0\\BB\\D0\\BE\\D1\\8F\\D0\\BD,O=Example');
    expect(out).toContain('dns:db1.example.net');
    expect(out).toContain('as certificateKeyFile: will start\n');
    expect(out).toContain('  [1] CN=Калоян,O=Example (leaf, 401 days left)\n');
    expect(out).toContain('\n  └─ issued by [3] CN=Example CA,O=Example (anchor, ');
    expect(out).toContain('Belongs to      certificate [1]');
  });

  it('judges for the server that is meant', async () => {
    const asMember = async (...args: string[]) =>
      /as clusterFile: (.*)/.exec((await inspect(...args, 'expired.pem')).out)?.[1];
    expect(await asMember()).toBe('will not start: expired');
    expect(await asMember('--mongodb-version', '4.4')).toBe('will start; will fail between members: expired');
    expect(await asMember('--platform', 'macos')).toBe('will start; will fail between members: expired');
    expect((await inspect('--platform', 'beos', 'expired.pem')).code).toBe(2);
  });

  it('says what a file will and will not do', async () => {
    const { out } = await inspect('public.pem');
    expect(out).toContain('  └─ issued by MISSING: "CN=Example CA,O=Example" is not in this file\n');
    expect(out).toContain(
      'as certificateKeyFile: will start; will fail between members: no clientAuth\n    - The certificate',
    );
    expect((await inspect('expired.pem')).out).toContain('as certificateKeyFile: will not start: expired\n');
  });

  it('shows control characters of a name as escapes', async () => {
    writeFileSync(join(cwd, 'hostile.pem'), certificate({ subject: 'CN=a\u001b[2Jb\nc' }).combined);
    const { out } = await inspect('hostile.pem');
    expect(out).toContain('CN=a\\u001b[2Jb\\nc');
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('prints JSON of several files', async () => {
    const { code, out } = await inspect('--format', 'json', 'good.pem', 'expired.pem');
    expect(code).toBe(1);
    const report = JSON.parse(out) as {
      version: number;
      files: { path: string; blocks: { type: string }[] }[];
    };
    expect(report.version).toBe(1);
    expect(report.files.map(({ path }) => path)).toEqual(['good.pem', 'expired.pem']);
    expect(report.files[0]?.blocks.map(({ type }) => type)).toEqual([
      'certificate',
      'private-key',
      'certificate',
    ]);
  });

  it('judges for the time of --now', async () => {
    expect((await inspect('--now', '2026-05-01', 'expired.pem')).code).toBe(0);
    expect((await inspect('--now', '2026-07-01', 'expired.pem')).code).toBe(1);
    expect((await inspect('--now', '2026-05-01', 'expired.pem')).out).toContain('31 days left');
  });

  it('takes a passphrase from standard input only', async () => {
    expect((await inspect('locked.pem')).out).toMatch(
      /Private key +unknown until[^]*Belongs to +unknown until the passphrase is given \(--passphrase-stdin\)/,
    );
    const right = await runCli(['inspect', '--passphrase-stdin', 'locked.pem'], {
      cwd,
      stdin: 'open sesame\n',
    });
    expect(right.out).toContain('Belongs to      certificate [1]');
    expect(right.out).not.toContain('sesame');
    const wrong = await runCli(['inspect', '--passphrase-stdin', 'locked.pem'], { cwd, stdin: 'no\n' });
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('does not open it')]);
    const option = await inspect('--passphrase', 'open sesame', 'locked.pem');
    expect(option.code).toBe(2);
    expect(option.err).not.toContain('sesame');
  });

  it('reads standard input', async () => {
    const { code, out } = await runCli(['inspect', '-'], { cwd, stdin: leaf.combined });
    expect(code).toBe(0);
    expect(out).toContain('[1] Certificate (line 1)');
  });

  it.each([
    ['folder', 'is a directory; name the PEM files in it'],
    ['missing.pem', 'there is no such file'],
    ['large.pem', 'is larger than 5 MB'],
    ['binary', 'holds no PEM block'],
    ['cert.der', 'not PEM but a certificate in binary DER form'],
  ])('says what is the matter with %s', async (name, reason) => {
    const { code, out, err } = await inspect(name);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`mongodb-tls inspect: ${name}: `);
    expect(err).toContain(reason);
  });

  it.each([
    [[]],
    [['--format', 'xml', 'good.pem']],
    [['--now', 'tomorrow', 'good.pem']],
    [['--passphrase-stdin', '-']],
  ])('refuses %j', async (args) => {
    const { code, err } = await inspect(...args);
    expect(code).toBe(2);
    expect(err).toContain('Usage: mongodb-tls inspect');
  });
});
