import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../server/src/core/document.ts';
import { lint } from '../../server/src/core/lint.ts';
import type { Finding } from '../../server/src/core/rule.ts';
import { authority, certificate, keyPem, revocationList, type Made } from '../support/certs.ts';
import { textFile } from '../support/example-files.ts';
import { facts } from '../support/facts.ts';

/** The certificates of MongoDB's own tests, made anew from what is known of them, and judged as certificateKeyFile. */
const source = new URL('../../../shared/cases/cert.json', import.meta.url);

interface Case {
  id: string;
  expect: 'valid' | 'warning' | 'invalid';
  meta: {
    certificates: number;
    privateKeys: string[];
    subject?: string;
    issuer?: string;
    notBefore?: string;
    notAfter?: string;
    san?: string;
    eku?: string;
  };
}

/** When upstream made its set. */
const now = Date.UTC(2024, 9, 15);
/**
 * The data say "warning" because these are used by clients; as certificateKeyFile an expired certificate is refused, as it is
 * in the case cert/expired.pem.
 */
const arguedWith = ['cert/tenant_migration_donor_expired.pem', 'cert/tenant_migration_recipient_expired.pem'];

const root = authority({
  subject: 'O=MongoDB, OU=Kernel, CN=Kernel Test CA',
  from: '2023-01-01T00:00:00Z',
  to: '5192-01-01T00:00:00Z',
});

function made({ meta }: Case): Made {
  const names = (meta.san ?? '')
    .replace(/^critical /, '')
    .split(', ')
    .filter(Boolean)
    .map((name) => name.replace('IP Address:', 'ip:').replace('DNS:', 'dns:'));
  const usages = (meta.eku ?? '')
    .split(', ')
    .filter(Boolean)
    .map((usage) => (usage.includes('Server') ? 'serverAuth' : 'clientAuth'));
  const subject = [...(meta.subject ?? '').matchAll(/(?:^|,)(CN|OU|O)=([\w .-]+)/g)]
    .reverse()
    .map(([, type, value]) => `${type ?? ''}=${value ?? ''}`)
    .join(', ');
  return certificate({
    subject,
    ...(meta.issuer === meta.subject ? {} : { issuer: root }),
    from: new Date(meta.notBefore ?? '2024-06-01').toISOString(),
    to: new Date(meta.notAfter ?? '2026-06-01').toISOString(),
    ...(names.length > 0 ? { names } : {}),
    ...(usages.length > 0 ? { extendedKeyUsage: usages } : {}),
  });
}

/** The file of a case. */
function fileOf(entry: Case): string {
  const { certificates, privateKeys } = entry.meta;
  if (certificates === 0) return revocationList(root);
  const own = made(entry);
  const key = privateKeys.map((label) =>
    label === 'ENCRYPTED PRIVATE KEY'
      ? keyPem(own.key, 'pkcs8', 'qwerty')
      : keyPem(own.key, label.startsWith('EC') ? 'sec1' : 'pkcs8'),
  );
  return [own.pem, ...(certificates > 1 ? [root.pem] : []), ...key].join('');
}

function judge(entry: Case): Finding[] {
  const password = entry.meta.privateKeys.includes('ENCRYPTED PRIVATE KEY')
    ? '    certificateKeyFilePassword: qwerty\n'
    : '';
  const text = `net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /x.pem\n    CAFile: /ca.pem\n${password}`;
  const files = new Map([
    ['/x.pem', textFile(fileOf(entry))],
    ['/ca.pem', textFile(root.pem)],
  ]);
  return lint(parseText('config', text), facts({ files, now }));
}

describe.skipIf(!existsSync(source))('certificates of ../shared/cases (skipped where it is absent)', () => {
  const cases = existsSync(source) ? (JSON.parse(readFileSync(source, 'utf8')) as Case[]) : [];

  it.each(cases.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
    const found = judge(entry);
    const errors = found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
    if (entry.expect === 'invalid') {
      expect(errors).not.toEqual([]);
    } else if (arguedWith.includes(id)) {
      expect(errors).toEqual(['expired-certificate-file']);
    } else {
      expect(errors).toEqual([]);
      if (entry.expect === 'warning')
        expect(found.map(({ rule }) => rule)).toContain('server-certificate-without-san');
    }
  });

  it('all of them are judged', () => {
    expect(cases.length).toBe(73);
  });
});
