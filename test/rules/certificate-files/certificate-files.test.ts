import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../server/src/core/facts/facts.ts';
import { lint } from '../../support/lint.ts';
import { parseText } from '../../../server/src/core/documents/document.ts';
import { facts } from '../../support/facts.ts';
import { at, check, cluster, config, files, x509 } from '../../support/tls-files.ts';
import type { Finding } from '../../../server/src/core/findings/finding.ts';

describe('files of net.tls', () => {
  check(
    'damaged-pem-file',
    [
      config('/etc/ssl/damaged.pem', { mode: 'disabled' }),
      config('/etc/ssl/trust-settings.pem'),
      config('/etc/ssl/mongod.pem', { tls: '    CRLFile: /etc/ssl/crl-beside-broken.pem\n' }),
      config('/etc/ssl/repeated-line-in-chain.pem', { ca: '/etc/ssl/repeated-line.pem' }),
    ],
    [
      {
        text: config('/etc/ssl/mongod.pem', { tls: `    CRLFile: ${at('broken-crl')}\n` }),
        message: 'X509 CRL',
      },
      { text: config('/etc/ssl/mongod.pem', { ca: at('broken-crl') }), message: 'X509 CRL' },
      { text: config(at('empty-line')), message: 'is damaged: OpenSSL refuses a block with an empty line' },
      { text: config(at('repeated-line')), message: '2 further bytes behind the certificate' },
      { text: config(at('damaged')), message: 'the character "*"', severity: 'error' },
      {
        text: config(at('damaged')),
        platform: 'windows',
        message: 'may refuse it too',
        severity: 'warning',
      },
      { text: config('/etc/ssl/mongod.pem', { tls: cluster(at('damaged')) }) },
    ],
  );
  check(
    'file-without-certificate',
    ['missing', 'not-given', 'filled-in', 'all-filled-in']
      .map((name) => config(`/etc/ssl/${name}.pem`))
      .concat(config('{{ certificate }}')),
    [
      { text: config(at('key-only')), message: 'only PRIVATE KEY' },
      { text: config(at('revoked')), message: 'only X509 CRL' },
      { text: config('/etc/ssl/mongod.pem', { ca: '⟦/etc/ssl/keystore.jks⟧' }), message: 'a Java keystore' },
      { text: config('⟦/etc/mongodb/cluster.key⟧'), message: 'a MongoDB keyfile' },
      { text: config('/etc/ssl/mongod.pem', { tls: `    clusterCAFile: ${at('revoked')}\n` }) },
      {
        text: `sslMode = requireSSL\nsslPEMKeyFile = ${at('key-only')}\nsslCAFile = /etc/ssl/ca.pem\n`,
        version: '4.0',
      },
    ],
  );
  check(
    'file-without-private-key',
    [config('/etc/ssl/mongod.pem', { ca: '/etc/ssl/certificate-only.pem' })],
    [
      { text: config(at('certificate-only')), message: '1 certificate but no private key' },
      { text: config(at('broken-key')), message: '1 certificate but a private key that cannot be read' },
      { text: config(at('revoked')), message: 'holds no private key; the server needs it in one file' },
      { text: config('/etc/ssl/mongod.pem', { tls: cluster(at('ca')) }) },
    ],
  );
  check(
    'private-key-mismatch',
    [config('/etc/ssl/encrypted.pem')],
    [
      { text: config(at('wrong-key')), message: 'another certificate' },
      { text: config(at('ca-first')), message: 'certificate 2' },
    ],
  );
  const password = (text: string): string =>
    config('/etc/ssl/encrypted.pem', { tls: `    certificateKeyFilePassword: ${text}\n` });
  check(
    'wrong-key-password',
    [password('open sesame'), password('{{ password }}'), config('/etc/ssl/encrypted.pem')],
    [{ text: password('guess').replace('/etc/ssl/encrypted.pem', at('encrypted')) }],
  );
  check(
    'encrypted-key-without-password',
    [password('open sesame'), password('{{ password }}'), password('guess')],
    [
      { text: config(at('encrypted')), severity: 'warning', message: 'certificateKeyFilePassword' },
      ...['""', "''", '', 'null'].map((text) => ({
        text: password(text).replace('/etc/ssl/encrypted.pem', at('encrypted')),
      })),
      { text: config('/etc/ssl/mongod.pem', { tls: cluster(at('encrypted')) }), message: 'clusterPassword' },
    ],
  );
  const drive = (text: string): string => `${text}systemLog: {path: 'C:\\log\\mongod.log'}\n`;
  check(
    'private-key-impossible-on-platform',
    [
      password('open sesame'),
      { text: config('/etc/ssl/rsa.pem'), platform: 'windows' },
      drive(config('/etc/ssl/rsa.pem')),
      { text: config('/etc/ssl/mongod.pem'), platform: 'macos' },
      { text: password('open sesame'), platform: 'macos', version: '7.0' },
      config('/etc/ssl/two-keys.pem'),
    ],
    [
      { text: config(at('encrypted')), severity: 'error', platform: 'windows', message: 'is encrypted' },
      { text: drive(config(at('encrypted'))) },
      { text: config(at('mongod')), platform: 'windows', message: 'one of ECDSA' },
      {
        text: config('/etc/ssl/rsa.pem', { tls: cluster(at('mongod')) }),
        platform: 'windows',
      },
      {
        text: password('open sesame').replace('/etc/ssl/encrypted.pem', at('encrypted')),
        severity: 'error',
        platform: 'macos',
        message: 'PKCS#12',
      },
      { text: config(at('two-keys')), platform: 'macos', message: '2 private keys' },
    ],
  );
  check(
    'expired-certificate-file',
    [
      config('/etc/ssl/expired.pem', { mode: 'disabled' }),
      { text: config('/etc/ssl/expired.pem'), now: Date.UTC(2026, 4, 1) },
    ],
    [
      { text: config(at('expired')), severity: 'error', message: '2026-06-01' },
      { text: config(at('expired')), severity: 'error', version: '3.6' },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('expired')) }),
        severity: 'error',
        version: '5.0',
      },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('expired')) }),
        severity: 'warning',
        version: '4.4',
      },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('expired')) }),
        severity: 'warning',
        platform: 'windows',
      },
    ],
  );
  check(
    'certificate-file-not-yet-valid',
    [{ text: config('/etc/ssl/next-year.pem'), now: Date.UTC(2027, 1, 1) }],
    [
      { text: config(at('next-year')), severity: 'error', message: '2027-01-01' },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('next-year')) }),
        severity: 'warning',
        version: '4.2',
      },
    ],
  );
  check(
    'certificate-file-expires-soon',
    [{ text: config('/etc/ssl/ends-soon.pem'), expiryWarningDays: 10 }, config('/etc/ssl/expired.pem')],
    [
      { text: config(at('ends-soon')), message: 'expires in 18 days' },
      { text: config(at('mongod'), { ca: at('ca') }), expiryWarningDays: 4000, now: Date.UTC(2027, 0, 1) },
    ],
  );
  check(
    'expired-ca-certificate',
    [],
    [
      { text: config('/etc/ssl/below-old-ca.pem', { ca: at('old-ca') }), severity: 'warning' },
      { text: config('/etc/ssl/missing.pem', { ca: at('old-ca') }), severity: 'warning' },
      { text: config('/etc/ssl/mongod.pem', { ca: at('old-ca') }), severity: 'info' },
    ],
  );
  check(
    'ca-file-without-root',
    [{ text: config('/etc/ssl/below.pem', { ca: '/etc/ssl/intermediate.pem' }), platform: 'windows' }],
    [{ text: config('/etc/ssl/below.pem', { ca: at('intermediate') }), message: 'CN=Example CA,O=Example' }],
  );
  check(
    'private-key-in-ca-file',
    [config('/etc/ssl/ca-with-key.pem', { ca: '/etc/ssl/ca-with-key.pem' })],
    [{ text: config('/etc/ssl/mongod.pem', { ca: at('ca-with-key') }), severity: 'warning' }],
  );
  check(
    'certificate-without-server-auth',
    [config('/etc/ssl/common-name.pem')],
    [
      { text: config(at('client')), severity: 'warning', message: 'clientAuth, not serverAuth' },
      { text: config(at('signs-certificates')), message: 'has keyCertSign, cRLSign, not digitalSignature' },
    ],
  );
  check(
    'server-certificate-without-san',
    [config('/etc/ssl/mongod.pem', { tls: cluster('/etc/ssl/common-name.pem') })],
    [{ text: config(at('common-name')), severity: 'warning', message: 'only a common name' }],
  );
  check(
    'certificate-file-with-unhandled-extension',
    [config('/etc/ssl/of-cluster.pem')],
    [
      { text: config(at('critical-extension')), severity: 'warning', message: '(1.2.3.4)' },
      { text: config('/etc/ssl/mongod.pem', { ca: at('critical-ca') }) },
    ],
  );
  check(
    'weak-certificate-file',
    [],
    [{ text: config(at('small-key')), severity: 'warning', message: 'RSA key of 1024 bits' }],
  );
});

describe('findings of certificate files', () => {
  const findingsOf = (text: string): Finding[] => lint(parseText('config', text), facts({ files }));

  it('show the block they are about', () => {
    const [finding] = findingsOf(config('/etc/ssl/expired.pem')).filter(
      ({ rule }) => rule === 'expired-certificate-file',
    );
    expect(finding?.related).toEqual([
      { span: [0, 27], message: 'The block CERTIFICATE', location: '/here/etc/ssl/expired.pem' },
    ]);
  });

  it('are none for a good deployment', () => {
    const tls = '    disabledProtocols: TLS1_0,TLS1_1\n  bindIp: localhost\n';
    const text = config('/etc/ssl/mongod.pem', { tls, rest: x509 });
    expect(findingsOf(text).map(({ rule }) => rule)).toEqual([]);
  });

  it('never show a password', () => {
    const text = config('/etc/ssl/encrypted.pem', { tls: '    certificateKeyFilePassword: guess-1234\n' });
    expect(JSON.stringify(findingsOf(text).map(({ message }) => message))).not.toContain('guess-1234');
  });

  it('come from rules that run without cryptography too', () => {
    const document = parseText('config', config('/etc/ssl/wrong-key.pem', { rest: x509 }));
    const rest: Record<string, unknown> = { ...facts({ files }) };
    delete rest.crypto;
    const found = lint(document, rest as unknown as Facts);
    expect(found.map(({ rule }) => rule)).toContain('private-key-mismatch');
    expect(found.map(({ rule }) => rule)).not.toContain('internal-error');
  });
});
