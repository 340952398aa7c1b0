import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectPem } from '../../../server/src/core/inspect/inspect.ts';
import type { InspectReport } from '../../../server/src/core/inspect/inspect-report.ts';
import { parsePem, parsePemBytes } from '../../../server/src/core/pem/model/pem.ts';
import { rfc2253 } from '../../../server/src/core/pem/der/name.ts';
import { nodeCrypto } from '../../../server/src/host/node-crypto.ts';
import { authority, revocationList } from '../../support/certs.ts';

const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const run = (...args: string[]): string => openssl(args, { cwd: folder });
const file = (name: string): string => readFileSync(join(folder, name), 'utf8');
const inspect = (text: string, passphrase?: string): InspectReport =>
  inspectPem(text, {
    now: Date.now(),
    crypto: nodeCrypto,
    ...(passphrase === undefined ? {} : { passphrase }),
  });

describe.skipIf(!hasOpenssl)('what openssl makes (skipped without OpenSSL 3)', () => {
  /** A self-signed certificate in c.pem with its key in k.pem. */
  const selfSigned = (...key: string[]): void => {
    run('genpkey', ...key, '-out', 'k.pem');
    run('req', '-x509', '-new', '-key', 'k.pem', '-subj', '/O=Example/CN=x', '-days', '30', '-out', 'c.pem');
  };

  it.each([
    ['RSA', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], { algorithm: 'RSA', bits: 2048 }],
    [
      'RSA-PSS',
      ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
      { algorithm: 'RSA-PSS', bits: 2048 },
    ],
    [
      'P-384',
      ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
      { algorithm: 'ECDSA', bits: 384, curve: 'P-384' },
    ],
    [
      'secp256k1',
      ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
      { algorithm: 'ECDSA', bits: 256, curve: 'secp256k1' },
    ],
    [
      'brainpool',
      ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
      { algorithm: 'ECDSA', bits: 256, curve: 'brainpoolP256r1' },
    ],
    ['Ed25519', ['-algorithm', 'ED25519'], { algorithm: 'Ed25519', bits: 253 }],
    ['Ed448', ['-algorithm', 'ED448'], { algorithm: 'Ed448', bits: 456 }],
  ] as const)('a %s certificate and its key', (_, key, publicKey) => {
    selfSigned(...key);
    const report = inspect(file('c.pem') + file('k.pem'));
    expect(report.blocks).toMatchObject([
      {
        type: 'certificate',
        certificate: { publicKey, subject: 'CN=x,O=Example', selfIssued: true, keyBlock: 1 },
      },
      { type: 'private-key', encrypted: false, belongsTo: 0 },
    ]);
    const fingerprint = run('x509', '-in', 'c.pem', '-noout', '-fingerprint', '-sha256')
      .replace(/^.*=/, '')
      .trim();
    expect(report.blocks[0]).toMatchObject({ certificate: { sha256Fingerprint: fingerprint } });
  });

  it.each([
    ['PBES2 AES', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc'], 'PBES2 with AES-256-CBC'],
    ['PBES2 triple DES', ['pkcs8', '-topk8', '-v2', 'des3'], 'PBES2 with DES-EDE3-CBC'],
    ['PKCS#12 scheme', ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES'], 'PKCS#12 with SHA-1 and triple DES'],
    ['traditional', ['rsa', '-traditional', '-aes128'], 'AES-128-CBC'],
    ['traditional, triple DES', ['rsa', '-traditional', '-des3'], 'DES-EDE3-CBC'],
  ] as const)('a key encrypted with %s opens', (_, command, encryption) => {
    selfSigned('-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048');
    run(...command, '-in', 'k.pem', '-passout', 'pass:open sesame', '-out', 'e.pem');
    const text = file('c.pem') + file('e.pem');
    expect(inspect(text).blocks[1]).toMatchObject({ encrypted: true, encryption, passphrase: 'needed' });
    expect(inspect(text, 'wrong').blocks[1]).toMatchObject({ passphrase: 'wrong' });
    expect(inspect(text, 'open sesame').blocks[1]).toMatchObject({ passphrase: 'right', belongsTo: 0 });
  });

  it('a certificate request', () => {
    run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'k.pem');
    run(
      'req',
      '-new',
      '-key',
      'k.pem',
      '-subj',
      '/C=DE/O=Example/CN=db1',
      '-addext',
      'subjectAltName=DNS:db1.example.net,IP:10.0.0.1',
      '-out',
      'r.pem',
    );
    expect(inspect(file('r.pem')).blocks).toMatchObject([
      {
        type: 'certificate-request',
        request: {
          subject: run('req', '-in', 'r.pem', '-noout', '-subject', '-nameopt', 'RFC2253')
            .replace(/^[^=]*=/, '')
            .trim(),
          subjectAltNames: [
            { type: 'dns', value: 'db1.example.net' },
            { type: 'ip', value: '10.0.0.1' },
          ],
          publicKey: { algorithm: 'ECDSA', curve: 'P-256' },
          signatureAlgorithm: 'ecdsa-with-SHA256',
        },
      },
    ]);
  });

  it('a trusted certificate and a bag of attributes before it', () => {
    selfSigned('-algorithm', 'ED25519');
    run('x509', '-in', 'c.pem', '-trustout', '-out', 't.pem');
    run('pkcs12', '-export', '-in', 'c.pem', '-inkey', 'k.pem', '-passout', 'pass:x', '-out', 'b.p12');
    expect(parsePem(file('t.pem')).certificates.length).toBe(1);
    expect(parsePemBytes(new Uint8Array(readFileSync(join(folder, 'b.p12')))).foreign?.name).toContain(
      'PKCS#12',
    );
    run('pkcs12', '-in', 'b.p12', '-passin', 'pass:x', '-nodes', '-out', 'bag.pem');
    const bag = parsePem(file('bag.pem'));
    expect([bag.certificates.length, bag.keys.length, bag.strays.length]).toEqual([1, 1, 0]);
  });

  it('a revocation list of ours is read as openssl crl reads it', () => {
    const text = revocationList(authority(), { revoked: [1, 300, 70000] });
    writeFileSync(join(folder, 'l.pem'), text);
    const crl = parsePem(text).crls[0]?.crl;
    const printed = run('crl', '-in', 'l.pem', '-noout', '-text', '-nameopt', 'RFC2253');
    expect(crl && printed.includes(`Issuer: ${rfc2253(crl.issuer)}\n`)).toBe(true);
    expect(printed.match(/Serial Number/g)?.length).toBe(crl?.revokedCount);
    expect(crl?.revokes('012C')).toBe(true);
    expect(crl?.revokes('02')).toBe(false);
    expect(run('crl', '-in', 'l.pem', '-noout', '-nextupdate', '-dateopt', 'iso_8601').trim()).toBe(
      `nextUpdate=${new Date(crl?.nextUpdate ?? 0).toISOString().replace('T', ' ').replace('.000', '')}`,
    );
  });
});
