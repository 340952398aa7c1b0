import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../server/src/core/document.ts';
import { lint } from '../../server/src/core/lint.ts';
import type { Finding } from '../../server/src/core/rule.ts';
import { textFile } from '../support/example-files.ts';
import { facts } from '../support/facts.ts';
import {
  upstreamFile,
  upstreamNow,
  upstreamPassword,
  upstreamRoot,
  type UpstreamCertificate,
} from '../support/upstream-certificates.ts';

/** The certificates of MongoDB's own tests, made anew from what is known of them, and judged as certificateKeyFile. */
const source = new URL('../../../shared/cases/cert.json', import.meta.url);

interface Case {
  id: string;
  expect: 'valid' | 'warning' | 'invalid';
  meta: UpstreamCertificate;
}

/**
 * The data say "warning" because these are used by clients; as certificateKeyFile an expired certificate is refused, as it is
 * in the case cert/expired.pem.
 */
const arguedWith = ['cert/tenant_migration_donor_expired.pem', 'cert/tenant_migration_recipient_expired.pem'];

function judge(entry: Case): Finding[] {
  const password = entry.meta.privateKeys.includes('ENCRYPTED PRIVATE KEY')
    ? `    certificateKeyFilePassword: ${upstreamPassword}\n`
    : '';
  const text = `net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /x.pem\n    CAFile: /ca.pem\n${password}`;
  const files = new Map([
    ['/x.pem', textFile(upstreamFile(entry.meta))],
    ['/ca.pem', textFile(upstreamRoot.pem)],
  ]);
  return lint(parseText('config', text), facts({ files, now: upstreamNow }));
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
