import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../server/src/core/documents/document.ts';
import type { FileFact } from '../../../server/src/core/facts/facts.ts';
import { lint } from '../../support/lint.ts';
import type { Certificate } from '../../../server/src/core/pem/model/certificate.ts';
import { parsePemBytes, type Pem } from '../../../server/src/core/pem/model/pem.ts';
import { allowsUsage, hasWeakHash, validityAt } from '../../../server/src/core/pem/model/judgements.ts';
import { roleVerdicts } from '../../../server/src/core/inspect/role-verdicts.ts';
import { facts } from '../../support/facts.ts';

/** Published certificates and revocation lists, with what another program found in them. */
const folder = new URL('../../../../shared/corpus/', import.meta.url);

interface Entry {
  file: string;
  blocks: string[];
  roles: string[];
  certs: { subject: string; issuer: string; version: string; bits: number }[];
  crl?: { revoked: number; expired: boolean };
}

const index = new URL('pem/index.json', folder);
const entries = existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as Entry[]) : [];
const { now, crypto } = facts();

/** What a certificate is for, in the words of the index, which knows a CA by its flag alone. */
function useOf(certificate: Certificate): string {
  if (certificate.basicConstraints?.ca) return 'ca';
  if (!certificate.extendedKeyUsage) return 'leaf without EKU';
  const isServer = allowsUsage(certificate, 'serverAuth');
  const isClient = allowsUsage(certificate, 'clientAuth');
  if (isServer) return isClient ? 'server+client (cluster member candidate)' : 'server';
  return isClient ? 'client' : 'ocsp responder';
}

function rolesOf({ certificates, crls }: Pem): string[] {
  const roles = certificates.flatMap(({ certificate }) => [
    useOf(certificate),
    ...(validityAt(certificate, now) === 'expired' ? ['expired'] : []),
    ...(certificate.publicKey.algorithm === 'RSA' && (certificate.publicKey.bits ?? 0) < 2048
      ? ['weak RSA key']
      : []),
    ...(hasWeakHash(certificate) ? ['weak signature sha1'] : []),
  ]);
  return [...new Set([...roles, ...(crls.length > 0 ? ['crl'] : [])])].sort();
}

describe.skipIf(entries.length === 0)('PEM files of ../shared/corpus (skipped where it is absent)', () => {
  it.each(entries.map((entry) => [entry.file, entry] as const))('%s', (file, entry) => {
    const bytes = new Uint8Array(readFileSync(new URL(file, folder)));
    const pem = parsePemBytes(bytes);
    expect(pem.blocks.map(({ label }) => label)).toEqual(entry.blocks);
    expect(pem.blocks.flatMap(({ problems }) => problems)).toEqual([]);
    expect(rolesOf(pem)).toEqual([...entry.roles].sort());
    expect(pem.certificates.map(({ certificate }) => certificate.publicKey.bits)).toEqual(
      entry.certs.map(({ bits }) => bits),
    );
    if (entry.crl) {
      const [list] = pem.crls;
      expect(list?.crl.revokedCount).toBe(entry.crl.revoked);
      expect((list?.crl.nextUpdate ?? 0) < now).toBe(entry.crl.expired);
    }
    const verdicts = roleVerdicts(pem, { now, ...(crypto ? { crypto } : {}) });
    expect(verdicts.map(({ role }) => role)).toEqual(expectedRoles(entry));
  });

  it.each(entries.map(({ file }) => file))('%s is judged in each role without a fault of ours', (file) => {
    const bytes = new Uint8Array(readFileSync(new URL(file, folder)));
    const fact: FileFact = { state: 'present', location: '/x.pem', bytes };
    const names = ['certificateKeyFile', 'clusterFile', 'CAFile', 'clusterCAFile', 'CRLFile'];
    const text = `net:\n  tls:\n    mode: requireTLS\n${names.map((name) => `    ${name}: /x.pem\n`).join('')}`;
    const found = lint(parseText('config', text), facts({ files: new Map([['/x.pem', fact]]) }));
    expect(found.map(({ rule }) => rule)).not.toContain('internal-error');
    // none of these files holds a private key
    expect(found.map(({ rule }) => rule)).toContain('file-without-private-key');
  });

  it('all of them are there', () => {
    expect(entries).toHaveLength(67);
  });
});

/** The roles that a file may be meant for. */
function expectedRoles({ roles, certs }: Entry): string[] {
  if (roles.includes('crl')) return ['CRLFile'];
  // to OpenSSL a certificate of version 1 that signed itself is a CA, though it has no flag to say so
  const isOld = certs.some(({ version, subject, issuer }) => version === 'v1' && subject === issuer);
  const isLeaf = !isOld && roles.some((role) => /^(leaf|server|client|ocsp)/.test(role));
  const isAuthority = isOld || roles.includes('ca');
  return [...(isLeaf ? ['certificateKeyFile', 'clusterFile'] : []), ...(isAuthority ? ['CAFile'] : [])];
}
