import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyPem } from '../support/certs.ts';
import { below, crl, crossSigned, intermediate, lockedKey, root, server, stranger } from '../support/pki.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const combine = (files: Record<string, string>, flags: readonly string[] = [], stdin = '') => {
  const cwd = temporaryFolder(files);
  const args = ['certs', 'combine', '--out', 'out.pem', ...flags, ...Object.keys(files)];
  return runCli(args, { cwd, stdin }).then((result) => ({ ...result, cwd }));
};
const written = (cwd: string) => readFileSync(join(cwd, 'out.pem'), 'utf8');

describe('certs combine', () => {
  it('puts the certificate, its issuers and the key in order, however they are given, for the owner only', async () => {
    const { code, out, err, cwd } = await combine({
      'ca.pem': `a comment\n${root.pem}${intermediate.pem}`,
      'server.key': below.keyPem.replaceAll('\n', '\r\n'),
      'server.crt': below.pem,
    });
    expect(err).toMatch(
      /^It holds "CN=db1.example.net,[^"]+", then "CN=Intermediate CA,[^"]+", then "CN=Example CA,[^"]+", then the private key\.\n$/,
    );
    expect({ code, out }).toEqual({ code: 0, out: 'out.pem\n' });
    expect(written(cwd)).toBe(below.pem + intermediate.pem + root.pem + below.keyPem);
    expect(statSync(join(cwd, 'out.pem')).mode & 0o777).toBe(0o600);
    expect((await runCli(['lint', '--fail-on', 'info', 'out.pem'], { cwd })).code).toBe(0);
  });

  it('puts a CA that another root has signed, too, behind the chain, with that root', async () => {
    const { code, cwd } = await combine({
      'ca.pem': crossSigned.pem + stranger.pem + root.pem + intermediate.pem,
      'server.pem': below.combined,
    });
    expect(code).toBe(0);
    expect(written(cwd)).toBe(
      below.pem + intermediate.pem + root.pem + crossSigned.pem + stranger.pem + below.keyPem,
    );
  });

  it('takes each block once, and says what is missing and what is left out', async () => {
    const { err, cwd } = await combine({ 'a.pem': below.combined + crl, 'b.pem': below.pem });
    expect(written(cwd)).toBe(below.pem + below.keyPem);
    expect(err).toContain('The issuer "CN=Intermediate CA,O=Example" is not in it; CAFile has to have it.');
    expect(err).toContain('Left out: X509 CRL.');
  });

  it('keeps an encrypted key encrypted, and checks it with a passphrase only', async () => {
    const files = { 'server.crt': server.pem, 'server.key': lockedKey };
    const unchecked = await combine(files);
    expect(unchecked.err).toContain('could not be checked');
    expect(written(unchecked.cwd)).toBe(server.pem + lockedKey);
    const checked = await combine(files, ['--passphrase-stdin'], 'open sesame\n');
    expect(checked.code).toBe(0);
    expect(checked.err).not.toContain('could not be checked');
    expect(written(checked.cwd)).toContain('ENCRYPTED PRIVATE KEY');
  });

  it.each([
    [
      'a key of another certificate',
      { a: server.pem, b: stranger.keyPem },
      'belongs to none of the certificates: "CN=db1',
    ],
    ['no key', { a: server.pem }, 'there is no private key'],
    ['no certificate', { a: server.keyPem }, 'there is no certificate'],
    ['two keys', { a: server.combined, b: stranger.keyPem }, 'there are 2 private keys'],
    [
      'a certificate that does not belong',
      { a: server.combined, b: stranger.pem },
      '"CN=Other CA,O=Somebody Else" is neither "CN=db1',
    ],
    [
      'another format',
      { 'a.p12': '\x30\x82\x01\x00\x02\x01\x03', b: server.combined },
      'a.p12 is not PEM but',
    ],
    ['a text without blocks', { a: '# nothing yet', b: server.combined }, 'a '],
    ['a damaged block', { a: server.pem.replace('-----END', '----END'), b: server.keyPem }, 'a is damaged'],
    [
      'an encrypted key for one of two certificates',
      { a: server.pem, b: below.pem, c: lockedKey },
      'cannot be told without its passphrase (--passphrase-stdin reads it)',
    ],
  ])('refuses %s and writes nothing', async (_, files, reason) => {
    const { code, err, cwd } = await combine(files);
    expect(err).toContain(reason);
    expect(err).toContain('Nothing was written');
    expect(code).toBe(2);
    expect(() => written(cwd)).toThrow();
  });

  it('refuses a wrong passphrase and does not repeat it', async () => {
    const files = { 'server.crt': server.pem, 'server.key': lockedKey };
    const { code, err } = await combine(files, ['--passphrase-stdin'], 'hunter2\n');
    expect(err).toContain('the passphrase does not open the private key');
    expect(err).not.toContain('hunter2');
    expect(code).toBe(2);
  });

  it('takes the certificate of the key where there are two, if the passphrase tells', async () => {
    const own = keyPem(below.key, 'pkcs8', 'open sesame');
    const { code, cwd } = await combine(
      { a: intermediate.pem + below.pem, b: own },
      ['--passphrase-stdin'],
      'open sesame',
    );
    expect(code).toBe(0);
    expect(written(cwd)).toBe(below.pem + intermediate.pem + own);
  });

  describe('--find-key', () => {
    const find = async (files: Record<string, string>, flags: string[] = [], stdin = '') => {
      const cwd = temporaryFolder(files);
      const args = ['certs', 'combine', '--find-key', ...flags, '--out', 'out.pem', 'tls/db1.crt'];
      return { cwd, ...(await runCli(args, { cwd, stdin })) };
    };

    it('finds the key and the issuers beside the certificate', async () => {
      const { cwd, code, out, err } = await find({
        'tls/db1.crt': below.pem,
        'tls/chain.pem': root.pem + intermediate.pem,
        'tls/private.key': below.keyPem,
        'tls/other.key': stranger.keyPem,
      });
      expect({ code, out }, err).toEqual({ code: 0, out: 'out.pem\n' });
      expect(err).toMatch(/^The private key was found in tls\/private\.key\.\nIt holds /);
      expect(written(cwd)).toBe(below.pem + intermediate.pem + below.keyPem);
    });

    it('opens an encrypted key with the passphrase', async () => {
      const files = { 'tls/db1.crt': server.pem, 'tls/db1.key': lockedKey };
      const { err, code } = await find(files);
      expect(err).toContain('The keys in tls/db1.key are encrypted');
      expect(code).toBe(2);
      const opened = await find(files, ['--passphrase-stdin'], 'open sesame\n');
      expect(written(opened.cwd)).toBe(server.pem + lockedKey);
    });

    it('says what it looked at where nothing fits, and writes nothing', async () => {
      const { cwd, err, code } = await find({ 'tls/db1.crt': server.pem, 'tls/a.key': stranger.keyPem });
      expect(err).toContain(
        '1 file was looked at: those in tls/. Keys of other certificates are in tls/a.key.',
      );
      expect(code).toBe(2);
      expect(() => written(cwd)).toThrow();
    });

    it('only puts in order a file that lacks nothing', async () => {
      const { cwd, code } = await find({
        'tls/db1.crt': server.keyPem + server.pem,
        'tls/a.key': server.keyPem,
      });
      expect(code).toBe(0);
      expect(written(cwd)).toBe(server.combined);
    });
  });

  it('never writes over a file', async () => {
    const cwd = temporaryFolder({ 'a.pem': server.combined, 'out.pem': 'precious' });
    const { code, err } = await runCli(['certs', 'combine', '--out', 'out.pem', 'a.pem'], { cwd });
    expect(err).toContain('out.pem is there already');
    expect(code).toBe(2);
    expect(written(cwd)).toBe('precious');
  });

  it.each([
    [['a.pem'], '--out names the file to write'],
    [['--out', 'b.pem'], 'name the files'],
    [['--passphrase', 'hunter2', 'a.pem'], 'takes --out FILE, --find-key and --passphrase-stdin'],
    [['--find-key', '--out', 'b.pem', 'a.crt', 'a.key'], 'with --find-key name one file'],
    [['--out', 'b.pem', 'missing.pem'], 'missing.pem: no such file'],
  ])('%j is refused', async (args, message) => {
    const { code, err } = await runCli(['certs', 'combine', ...args], { cwd: temporaryFolder() });
    expect(err).toContain(message);
    expect(err).not.toContain('hunter2');
    expect(code).toBe(2);
  });
});
