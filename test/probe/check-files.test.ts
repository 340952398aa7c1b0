import { createPrivateKey } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFiles } from '../../server/src/probe/check-files.ts';
import { explain } from '../../server/src/probe/explain.ts';
import type { Diagnosis } from '../../server/src/probe/report.ts';
import type { TlsOptionName } from '../../server/src/probe/tls-options.ts';
import { passphrase, writeCertificates } from '../support/tls-lab/certificates.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-files-'));
  writeCertificates(folder);
  writeFileSync(join(folder, 'keyfile'), `${'c2VjcmV0'.repeat(20)}\n`);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Options = Partial<Record<TlsOptionName, string>>;

const check = (options: Options) =>
  checkFiles(new Map(Object.entries(options) as [TlsOptionName, string][]), folder);

async function diagnosisOf(options: Options): Promise<Diagnosis | undefined> {
  const checked = await check(options);
  return 'failure' in checked ? explain(checked.failure) : undefined;
}

describe('files of the TLS options', () => {
  it.each<[Options, string, string]>([
    [{ tlsCAFile: 'nope.pem' }, 'file-not-found', 'does not exist'],
    [{ tlsCAFile: '~/ca.pem' }, 'file-not-found', 'does not exist'],
    [{ tlsCAFile: '-----BEGIN CERTIFICATE-----\nMIIB' }, 'file-not-found', 'holds the text of a PEM file'],
    [{ tlsCAFile: '.' }, 'file-not-found', 'is a directory'],
    [{ tlsCAFile: 'garbage.pem' }, 'not-pem', 'without any BEGIN line'],
    [{ tlsCAFile: 'keyfile' }, 'not-pem', 'is a MongoDB keyfile'],
    [{ tlsCAFile: 'empty.pem' }, 'not-pem', 'is empty'],
    [{ tlsCAFile: 'ca.der' }, 'not-pem', 'binary DER'],
    [{ tlsCAFile: 'client.jks' }, 'not-pem', 'a Java keystore'],
    [{ tlsCAFile: 'damaged-ca.pem' }, 'not-pem', '1 certificate(s) are damaged'],
    [{ tlsCAFile: 'client-key-only.pem' }, 'no-certificate', 'Node.js takes such a file silently'],
    [{ tlsCAFile: 'crl.pem' }, 'no-certificate', 'holds no certificate'],
    [{ tlsCertificateKeyFile: 'nope.pem' }, 'file-not-found', 'tlsCertificateKeyFile names'],
    [{ tlsCertificateKeyFile: 'garbage.pem' }, 'not-pem', 'not a PEM file'],
    [{ tlsCertificateKeyFile: 'client.p12' }, 'not-pem', 'a PKCS#12 file'],
    [
      { tlsCertificateKeyFile: 'client-certificate-only.pem' },
      'no-private-key',
      '1 certificate(s) but no private key',
    ],
    [{ tlsCertificateKeyFile: 'client-key-only.pem' }, 'no-certificate', 'a private key but no certificate'],
    [{ tlsCertificateKeyFile: 'crl.pem' }, 'no-certificate', 'neither a certificate nor a private key'],
    [{ tlsCertificateKeyFile: 'client-mismatch.pem' }, 'key-certificate-mismatch', 'belongs to none'],
    [
      { tlsCertificateKeyFile: 'client-second-first.pem' },
      'key-certificate-mismatch',
      'belongs to certificate 2 of the file (CN=alice,OU=clients,O=Test)',
    ],
    [{ tlsCertificateKeyFile: 'client-encrypted.pem' }, 'passphrase-required', 'is encrypted'],
    [{ tlsCertificateKeyFile: 'client-encrypted-traditional.pem' }, 'passphrase-required', 'is encrypted'],
    [{ tlsCRLFile: 'nope.pem' }, 'file-not-found', 'tlsCRLFile names'],
    [{ tlsCRLFile: 'garbage.pem' }, 'crl-unreadable', 'not a PEM file'],
    [{ tlsCRLFile: 'ca.pem' }, 'crl-unreadable', 'holds no revocation list'],
    [{ tlsCRLFile: 'crl-damaged.pem' }, 'crl-unreadable', 'cannot be decoded'],
  ])('%j: %s', async (options, code, sentence) => {
    const diagnosis = await diagnosisOf(options);
    expect(diagnosis?.code, JSON.stringify(diagnosis)).toBe(code);
    expect(diagnosis?.explanation).toContain(sentence);
  });

  it.each(['client-encrypted.pem', 'client-encrypted-traditional.pem'])(
    '%s with a wrong passphrase',
    async (file) => {
      const wrong = 'wr0ng passphrase';
      const diagnosis = await diagnosisOf({
        tlsCertificateKeyFile: file,
        tlsCertificateKeyFilePassword: wrong,
      });
      expect(diagnosis?.code).toBe('wrong-passphrase');
      expect(JSON.stringify(diagnosis)).not.toContain(wrong);
    },
  );

  it('a wrong passphrase that gives well-padded noise is a wrong passphrase', async () => {
    const file = 'client-encrypted.pem';
    const key = readFileSync(join(folder, file), 'utf8');
    const errorOf = (passphrase: string): string => {
      try {
        createPrivateKey({ key, passphrase });
        return '';
      } catch (error) {
        return (error as { code?: string }).code ?? '';
      }
    };
    const tries = Array.from({ length: 5000 }, (_, at) => `wrong ${at}`);
    const lucky = tries.find((passphrase) => errorOf(passphrase).includes('UNSUPPORTED'));
    expect(lucky).toBeDefined();
    const diagnosis = await diagnosisOf({
      tlsCertificateKeyFile: file,
      tlsCertificateKeyFilePassword: lucky ?? '',
    });
    expect(diagnosis?.code).toBe('wrong-passphrase');
  });

  it('keys that cannot be used are told apart from wrong passphrases', async () => {
    const checked = await check({
      tlsCertificateKeyFile: 'client-encrypted.pem',
      tlsCertificateKeyFilePassword: passphrase,
      tlsCAFile: 'ca.pem',
      tlsCRLFile: 'crl.pem',
    });
    expect(checked).toHaveProperty('inputs.clientCertificate');
  });

  it('notes a CA file without any CA', async () => {
    const checked = await check({ tlsCAFile: 'server.pem' });
    expect('notes' in checked && checked.notes.join()).toContain('holds no CA certificate');
  });

  // root reads everything, and Windows has no such bits
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'a file without permission',
    async () => {
      chmodSync(join(folder, 'crl-other.pem'), 0);
      const diagnosis = await diagnosisOf({ tlsCRLFile: 'crl-other.pem' });
      expect(diagnosis?.explanation).toContain('permission denied');
    },
  );
});
