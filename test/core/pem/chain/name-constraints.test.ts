import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePem } from '../../../../server/src/core/pem/model/pem.ts';
import { violatedConstraint } from '../../../../server/src/core/pem/chain/name-constraints.ts';
import { authority, certificate, type CertificateShape } from '../../../support/certs.ts';

const folder = mkdtempSync(join(tmpdir(), 'constraints-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** OpenSSL's verdict; undefined where it cannot be asked. */
function opensslAccepts(root: string, leaf: string): boolean | undefined {
  writeFileSync(join(folder, 'root.pem'), root);
  writeFileSync(join(folder, 'leaf.pem'), leaf);
  const args = ['verify', '-no_check_time', '-CAfile', 'root.pem', 'leaf.pem'];
  try {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? undefined : false;
  }
}

type Case = [constraints: CertificateShape, leaf: CertificateShape, fits: boolean];
const cases: Case[] = [
  [{ permitted: ['dns:example.net'] }, { names: ['dns:db1.example.net'] }, true],
  [{ permitted: ['dns:example.net'] }, { names: ['dns:example.net'] }, true],
  [{ permitted: ['dns:example.net'] }, { names: ['dns:badexample.net'] }, false],
  [{ permitted: ['dns:example.net'] }, { names: ['dns:*.EXAMPLE.net'] }, true],
  [{ permitted: ['dns:.example.net'] }, { names: ['dns:example.net'] }, false],
  [{ permitted: ['dns:.example.net'] }, { names: ['dns:db1.example.net'] }, true],
  [{ permitted: ['dns:'] }, { names: ['dns:anything'] }, true],
  [{ excluded: ['dns:bad.net'] }, { names: ['dns:x.bad.net'] }, false],
  [{ excluded: ['dns:bad.net'] }, { names: ['dns:good.net'] }, true],
  [{ permitted: ['dns:example.net'] }, { names: ['ip:10.0.0.1'] }, true],
  [{ permitted: ['ip:10.0.0.0/255.0.0.0'] }, { names: ['ip:10.1.2.3'] }, true],
  [{ permitted: ['ip:10.0.0.0/255.0.0.0'] }, { names: ['ip:11.1.2.3'] }, false],
  [{ permitted: ['ip:10.0.0.0/255.0.0.0'] }, { names: ['ip:2001:db8:0:0:0:0:0:1'] }, false],
  // without a DNS name the common name counts, where it looks like one
  [{ permitted: ['dns:example.net'] }, { subject: 'CN=db1.example.org' }, false],
  [{ permitted: ['dns:example.net'] }, { subject: 'CN=db1.example.net' }, true],
  [{ permitted: ['dns:example.net'] }, { subject: 'CN=somebody' }, true],
  [{ permitted: ['dns:example.net'] }, { subject: 'CN=-a.b' }, true],
  [{ permitted: ['dns:example.net'] }, { subject: 'CN=*.example.org' }, true],
  [{ permitted: ['dns:net'] }, { subject: 'CN=x.org', names: ['dns:x.net'] }, true],
  [{ permitted: ['email:example.net'] }, { names: ['email:a@example.net'] }, true],
  [{ permitted: ['email:example.net'] }, { names: ['email:a@x.example.net'] }, false],
  [{ permitted: ['email:.example.net'] }, { names: ['email:a@x.example.net'] }, true],
  [{ permitted: ['email:.example.net'] }, { names: ['email:a@example.net'] }, false],
  [{ permitted: ['email:a@example.net'] }, { names: ['email:a@example.net'] }, true],
  [{ permitted: ['email:a@example.net'] }, { names: ['email:b@example.net'] }, false],
  [{ permitted: ['uri:example.net'] }, { names: ['uri:https://example.net:8443/x'] }, true],
  [{ permitted: ['uri:example.net'] }, { names: ['uri:https://x.example.net/x'] }, false],
  [{ permitted: ['uri:.example.net'] }, { names: ['uri:https://x.example.net'] }, true],
  [{ excluded: ['uri:.example.net'] }, { names: ['uri:https://x.example.net/'] }, false],
  [{ permitted: ['dn:O=Example'] }, { subject: 'O=Example, CN=x' }, true],
  [{ permitted: ['dn:O=Example'] }, { subject: 'O=example , CN=x' }, true],
  [{ permitted: ['dn:O=Example'] }, { subject: 'O=Other, CN=x' }, false],
  [{ permitted: ['dn:O=Example'] }, { subject: 'CN=x, O=Example' }, false],
  [{ permitted: ['dn:O=Example'] }, { subject: '', names: ['dns:x'] }, true],
  [{ excluded: ['dn:O=Example, OU=a'] }, { subject: 'O=Example, OU=ab' }, true],
  [{ excluded: ['dn:O=Example, OU=a'] }, { subject: 'O=Example, OU=a, CN=x' }, false],
];

describe('name constraints are judged as OpenSSL does', () => {
  const text = ({ subject, names = [] }: CertificateShape): string => [subject ?? '', ...names].join(' ');
  it.each(
    cases.map(
      ([constraints, leaf, fits]) =>
        [JSON.stringify(constraints), text(leaf), constraints, leaf, fits] as const,
    ),
  )('%s: %s', (_, __, constraints, leaf, fits) => {
    const root = authority({ subject: 'CN=Root', ...constraints });
    const made = certificate({ issuer: root, subject: 'CN=somebody', ...leaf });
    const [below, above] = parsePem(made.pem + root.pem).certificates;
    if (!below || !above) throw new Error('two certificates were made');
    expect(violatedConstraint(below.certificate, above.certificate) === undefined).toBe(fits);
    // undefined: there is no openssl here
    expect([fits, undefined]).toContain(opensslAccepts(root.pem, made.pem));
  });
});
