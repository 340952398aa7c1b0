import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectPem } from '../../../server/src/core/inspect/inspect.ts';
import { nodeCrypto } from '../../../server/src/host/node-crypto.ts';
import { authority, certificate, keyOf, type Made } from '../../support/certs.ts';
import { extension } from '../../support/certificate-extensions.ts';
import * as write from '../../support/der-writer.ts';

const names = ['dns:localhost'];
const subject = 'CN=localhost';
const root = authority();
const rsaRoot = authority({ subject: 'CN=RSA root', key: keyOf('rsa root', 'RSA-2048') });
const sub = { issuer: root, subject: 'O=Example, CN=Sub', ca: true, keyUsage: '000001100' } as const;
const rsaSub = { ...sub, issuer: rsaRoot };

const everyone = ['Go', 'Python', 'Java', 'Rust', 'Electron', 'OpenSSL'] as const;

/** A leaf below the CAs that follow it. */
function below(cas: readonly Made[], shape: Parameters<typeof certificate>[0] = {}): readonly Made[] {
  const [issuer] = cas;
  return [certificate({ subject, names, ...(issuer ? { issuer } : {}), ...shape }), ...cas];
}

/** Each with the clients that refuse it; what Python 3.13, Java 17 and 25 say was also asked of them. */
const shapes: Readonly<Record<string, readonly [chain: readonly Made[], ...refusing: string[]]>> = {
  'a usual certificate': [below([root])],
  'no alternative name': [[certificate({ issuer: root, subject }), root], 'Go', 'Rust'],
  'no key identifiers': [below([root], { noIdentifiers: true }), 'Python'],
  'version 1': [below([root], { version: 1 }), 'Go', 'Rust'],
  'SHA-1': [below([rsaRoot], { hash: 'sha1' }), 'Go', 'Python', 'Rust', 'OpenSSL'],
  MD5: [below([rsaRoot], { hash: 'md5' }), 'Go', 'Python', 'Java', 'Rust', 'Electron', 'OpenSSL'],
  'RSA 1024': [below([rsaRoot], { key: keyOf('small', 'RSA-1024') }), 'Python', 'Rust', 'OpenSSL'],
  'P-521': [below([root], { key: keyOf('large', 'P-521') }), 'Rust', 'Electron'],
  Ed25519: [below([root], { key: keyOf('edwards', 'Ed25519') }), 'Electron'],
  'an intermediate CA signed with SHA-1': [
    below([certificate({ ...rsaSub, key: keyOf('sub', 'RSA-2048'), hash: 'sha1' }), rsaRoot]),
    ...['Go', 'Python', 'Rust', 'OpenSSL'],
  ],
  'an intermediate CA with RSA 1024': [
    below([certificate({ ...rsaSub, key: keyOf('sub', 'RSA-1024') }), rsaRoot]),
    ...['Python', 'Rust', 'OpenSSL'],
  ],
  'an intermediate CA without key identifiers': [
    below([certificate({ ...sub, noIdentifiers: true }), root]),
    'Python',
  ],
  'a root without key usage': [below([certificate({ subject: 'CN=plain root', ca: true })]), 'Python'],
  'a CA as server': [below([], { ca: true }), 'Rust'],
  'a certificate that signed itself': [below([])],
  expired: [below([root], { from: '2025-01-01T00:00:00Z', to: '2026-06-01T00:00:00Z' }), ...everyone],
  'not valid yet': [below([root], { from: '2027-01-01T00:00:00Z' }), ...everyone],
  'a client certificate': [below([root], { extendedKeyUsage: ['clientAuth'] }), ...everyone],
  'an intermediate CA for clients only': [
    below([certificate({ ...sub, extendedKeyUsage: ['clientAuth'] }), root]),
    ...['Go', 'Python', 'Rust', 'Electron', 'OpenSSL'],
  ],
  'an issuer that is no CA': [below([certificate({ ...sub, ca: false }), root]), ...everyone],
  'a name outside of the constraints': [
    below([certificate({ ...sub, permitted: ['dns:example.org'] }), root]),
    ...everyone,
  ],
  'an empty subject': [below([root], { subject: '' }), 'Python', 'Java'],
};

const clientsOf = (chain: readonly Made[]) =>
  inspectPem(
    (chain[0]?.combined ?? '') +
      chain
        .slice(1)
        .map(({ pem }) => pem)
        .join(''),
    {
      now: Date.UTC(2026, 10, 26),
      crypto: nodeCrypto,
    },
  ).clients;

describe('what clients make of a server certificate', () => {
  it.each(Object.entries(shapes))('%s', (_, [chain, ...refusing]) => {
    const found = clientsOf(chain).filter(({ accepts }) => !accepts);
    expect(found.map(({ client }) => client.replace(/ .*/, ''))).toEqual(refusing);
    expect(found.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it('names the certificate of the chain that is at fault', () => {
    const [chain] = shapes['an intermediate CA with RSA 1024'] ?? [[]];
    const rust = clientsOf(chain).find(({ client }) => client.startsWith('Rust'));
    expect(rust?.reasons).toEqual(['an RSA key of 1024 bits ("CN=Sub,O=Example")']);
    expect(rust?.demands).toContain('RSA keys of at least 2048 bits');
  });

  it('says nothing of a file of CAs', () => {
    expect(clientsOf([{ ...root, combined: root.pem }])).toEqual([]);
  });
});

/** Each with the clients of which it is not known. */
const doubtful: Readonly<Record<string, readonly [chain: readonly Made[], ...unknown: string[]]>> = {
  'a signature of an unknown algorithm': [
    below([root], { signatureOid: '2.16.840.1.101.3.4.3.18' }),
    ...everyone,
  ],
  'a curve that nobody asked Go about': [
    below([root], { key: keyOf('odd', 'P-224') }),
    'Go',
    'Rust',
    'Electron',
  ],
  'an authority key identifier of another key': [
    below([root], { authorityKey: keyOf('stranger') }),
    ...everyone,
  ],
  'an extension that is there twice': [
    below([root], {
      extensions: [extension('2.5.29.19', write.sequence()), extension('2.5.29.19', write.sequence())],
    }),
    ...everyone,
  ],
};

describe('what is not known', () => {
  it.each(Object.entries(doubtful))('%s', (_, [chain, ...unknown]) => {
    const found = clientsOf(chain).filter(({ accepts }) => accepts === null);
    expect(found.map(({ client }) => client.replace(/ .*/, ''))).toEqual(unknown);
    expect(found.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it('names the algorithm', () => {
    const [first] = clientsOf(below([root], { signatureOid: '2.16.840.1.101.3.4.3.18' }));
    expect(first?.reasons.join()).toContain('ML-DSA-65');
  });

  it('says which clients were only read about', () => {
    const read = clientsOf(below([root])).filter(({ basis }) => basis === 'read');
    expect(read.map(({ client }) => client.replace(/ .*/, ''))).toEqual(['Go', 'Rust', 'Electron']);
  });
});

describe('an address as common name', () => {
  it.each(['10.0.0.1', 'fd00::1'])('%s: nobody accepts it', (address) => {
    const own = certificate({ subject: `CN=${address}`, issuer: root });
    expect(clientsOf([own, root]).filter(({ accepts }) => accepts !== false)).toEqual([]);
  });

  it('beside a mail address neither', () => {
    const own = certificate({ subject: 'CN=10.0.0.1', names: ['email:a@example.net'], issuer: root });
    expect(clientsOf([own, root]).filter(({ accepts }) => accepts !== false)).toEqual([]);
  });
});

it('Go refuses a negative serial number', () => {
  const serial = write.der(2, Buffer.from('ff01', 'hex'));
  const refusing = clientsOf(below([root], { serial })).filter(({ accepts }) => accepts === false);
  expect(refusing.map(({ client }) => client)).toEqual(['Go']);
});

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const run = (...args: string[]): string => openssl(args, { cwd: folder });

describe.skipIf(!hasOpenssl)('openssl verify agrees (skipped without OpenSSL 3)', () => {
  it.each(Object.entries(shapes))('%s', (_, [chain, ...refusing]) => {
    writeFileSync(join(folder, 'root.pem'), chain.at(-1)?.pem ?? '');
    writeFileSync(join(folder, 'chain.pem'), chain.map(({ pem }) => pem).join(''));
    const verifies = (...options: string[]): boolean => {
      try {
        run(
          'verify',
          ...[
            '-purpose',
            'sslserver',
            '-attime',
            String(Date.UTC(2026, 10, 26) / 1000),
            '-auth_level',
            '2',
            ...options,
          ],
          ...['-CAfile', 'root.pem', '-untrusted', 'chain.pem', 'chain.pem'],
        );
        return true;
      } catch {
        return false;
      }
    };
    expect(verifies()).toBe(!refusing.includes('OpenSSL'));
    expect(verifies('-x509_strict')).toBe(!refusing.includes('Python'));
  });
});
