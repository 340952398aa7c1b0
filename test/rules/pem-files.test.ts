import * as fc from 'fast-check';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { detectKind, parseText } from '../../server/src/core/document.ts';
import { applyEdits } from '../../server/src/core/fix.ts';
import { lint } from '../../server/src/core/lint.ts';
import { parsePem } from '../../server/src/core/models/pem.ts';
import { nodeCrypto } from '../../server/src/host/node-crypto.ts';
import { authority, certificate, extension, keyOf, keyPem, toPem } from '../support/certs.ts';
import { utf8 } from '../support/der-writer.ts';
import { facts } from '../support/facts.ts';
import * as pki from '../support/pki.ts';
import { findings, testRule } from '../support/rule-tester.ts';

/** Puts marks around the BEGIN line. */
const marked = (pem: string): string => pem.replace(/^.*/, (line) => `⟦${line}⟧`);
const { server, root, intermediate, below, stranger } = pki;
const good = server.combined + root.pem;

testRule('damaged-pem-block', {
  valid: [
    good,
    `subject=x\n\n${good}the end`,
    good.replace(/\n/g, '\r\n'),
    `\uFEFF${good}`,
    'no block at all',
  ],
  invalid: [
    {
      text: server.pem.replace(/^.*/, (line) => `⟦  ${line}⟧`),
      message: 'is indented',
      fixed: server.pem,
    },
    // as in a YAML file
    {
      text: `tls.crt: |\n${server.combined.replace(/^(?=.)/gm, '    ').replace(/^.*-----.*$/gm, '⟦$&⟧')}`,
      message: 'is indented',
      fixed: `tls.crt: |\n${server.combined}`,
    },
    {
      text: server.pem.replace(/-----END.*/, '⟦  $&⟧'),
      message: 'is indented',
      fixed: server.pem,
    },
    {
      text: server.pem.replace(/^.*/, (line) => `⟦${line.slice(1)}⟧`),
      message: 'is not spelled',
      fixed: server.pem,
    },
    // as word processors write them
    {
      text: server.pem.replace(/-----BEGIN (.*)-----/, '⟦——- Begin $1 –—⟧'),
      message: 'is not spelled',
      fixed: server.pem,
    },
    {
      text: server.pem.replace(/^.*/, (line) => `⟦key: ${line}⟧`),
      message: 'shares its line',
      fixed: `key:\n${server.pem}`,
    },
    // a text of one line, as a shell prints it without quotes
    {
      text: `⟦${server.combined.trim().replaceAll('\n', ' ')}⟧\n`,
      message: 'shares its line',
      fixed: server.combined,
    },
    {
      text: `⟦${server.pem.trim().replaceAll('\n', '')}⟧\n`,
      fixed: server.pem.replace(/(?<=[\w+/])\n(?=[\w+/])/g, ''),
    },
    { text: server.pem.replace(/(.*)\n(-.*)/, '⟦$1$2⟧'), fixed: server.pem },
    // the label that fits what is inside
    {
      text: server.pem.replace(/-----END.*/, '⟦-----END CERTFICATE-----⟧'),
      fixed: server.pem,
    },
    // as in JSON and in environment variables
    {
      text: `⟦${server.pem.replaceAll('\n', '\\n')}⟧`,
      message: 'the two characters \\n',
      fixed: server.pem,
    },
    {
      text: `⟦"${server.combined.replaceAll('\n', '\\n')}",⟧\n`,
      message: 'the two characters \\n',
      fixed: `${server.combined}\n`,
    },
    {
      text: `⟦${server.pem.replaceAll('\n', '\\r\\n')}⟧`,
      message: 'the two characters \\n',
      fixed: server.pem,
    },
    {
      text: `⟦${server.pem.trim().replaceAll('\n', '\r')}⟧`,
      message: 'a lone CR',
      fixed: server.pem.trim(),
    },
    // what is inside cannot be read either
    { text: pki.truncated.replace(/^.*/, '⟦  $&⟧') },
    {
      text: marked(server.pem).replace(/-----END.*\n/, ''),
      message: 'has no line "-----END CERTIFICATE-----"',
    },
    {
      text: server.pem.replace(/-----END.*/, '⟦-----END PRIVATE KEY-----⟧'),
      message: 'begins as CERTIFICATE but ends as PRIVATE KEY',
      fixed: server.pem,
    },
    {
      text: `${server.pem}⟦-----END CERTIFICATE-----⟧\n`,
      message: 'no BEGIN line',
      severity: 'warning',
    },
    { text: '⟦-----END CERTIFICATE-----⟧\n', message: 'no BEGIN line', severity: 'error' },
    // OpenSSL takes the second block for a part of the first
    {
      text: server.pem.replace(/-----END.*\n/, '') + marked(root.pem),
      message: 'has no line "-----END CERTIFICATE-----"',
      severity: 'warning',
    },
    {
      text: marked(server.pem).replace(/-----END.*\n/, '') + server.keyPem,
      severity: 'error',
    },
    // what reads the file there may stand it
    {
      text: marked(server.pem).replace(/-----END.*\n/, ''),
      platform: 'windows',
      severity: 'warning',
    },
    { text: server.pem.replace(/^.*\n/, (line) => `${line}⟦Comment: mine⟧\n\n`), message: 'Comment:' },
    {
      text: server.combined.replace(
        '-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----',
        '⟦-----END CERTIFICATE----------BEGIN PRIVATE KEY-----⟧',
      ),
      message: 'A line break is missing',
      fixed: server.combined,
    },
    // of another program
    {
      text: '⟦----- BEGIN LICENSE KEY -----⟧\nabc\n⟦----- END LICENSE KEY -----⟧\n',
      severity: 'info',
    },
    // two files joined without a line break
    {
      text: `-----BEGIN CERTIFICATE-----\nMIIB\n⟦MIIB${server.pem.replace('\n', '⟧\n')}`,
      message: 'shares its line with other text',
    },
  ],
});

const filled = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;

testRule('bad-base64', {
  valid: [
    ...[
      '{{ vault.cert }}',
      '{% for line in lines %}\n{{ line }}\n{% endfor %}',
      '<%= @cert %>',
      '${CERT}',
    ].map(filled),
    '-----BEGIN OpenVPN Static key V1-----\nabcdef\n-----END OpenVPN Static key V1-----\n',
    good,
    server.pem.replace(/\n/g, '  \n'),
  ],
  invalid: [
    { text: server.pem.replace(/^(.*\n.{9})./, '$1⟦*⟧'), message: '"*"' },
    { text: server.pem.replace(/^(.*\n.{9})./, '$1⟦–⟧'), message: '(U+2013)' },
    { text: server.pem.replace(/^(.*\n.{9})./, '$1⟦\u00a0⟧'), message: '(U+00A0)' },
    { text: server.pem.replace(/^(.*\n.{9}).../, '$1==⟦A⟧'), message: 'goes on behind its padding' },
    {
      text: '-----BEGIN CERTIFICATE-----\nAAA⟦A⟧=\n-----END CERTIFICATE-----\n'
        .replace('A⟧=', '⟧A⟦=⟧')
        .replace('⟦⟧', ''),
      message: 'one too many',
    },
    { text: '-----BEGIN CERTIFICATE-----\nAAAA\nAA⟦B⟧\n-----END CERTIFICATE-----\n', message: 'cut off' },
    { text: '⟦-----BEGIN CERTIFICATE-----⟧\n-----END CERTIFICATE-----\n', message: 'is empty' },
    { text: server.pem.replace(/^(.*\n.{9})./, '$1⟦*⟧'), platform: 'macos', severity: 'warning' },
  ],
});

testRule('undecodable-pem-block', {
  valid: [
    good,
    pki.crl,
    keyPem(server.key, 'sec1', 'x'),
    keyPem(keyOf('x', 'RSA-2048'), 'pkcs1'),
    // the trust settings follow the certificate
    toPem('TRUSTED CERTIFICATE', Buffer.concat([server.der, Buffer.from('3000', 'hex')])),
  ],
  invalid: [
    {
      text: marked(toPem('CERTIFICATE', Buffer.concat([server.der, Buffer.from('00', 'hex')]))),
      message: 'holds 1 further byte',
      severity: 'warning',
    },
    { text: marked(pki.truncated), message: 'the data ends after 150 bytes', severity: 'error' },
    { text: marked(toPem('CERTIFICATE', Buffer.from('hello, world'))) },
    { text: marked(pki.truncated), platform: 'windows', severity: 'warning' },
    { text: marked(toPem('PRIVATE KEY', server.der)) },
    { text: marked(toPem('X509 CRL', Buffer.from('3000', 'hex'))) },
    {
      text: marked(
        toPem(
          'PRIVATE KEY',
          server.key.private.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' }),
        ),
      ),
      message: 'encrypted key under the label',
    },
  ],
});

testRule('unknown-pem-block', {
  valid: [
    good,
    toPem('DH PARAMETERS', Buffer.from('3000', 'hex')),
    toPem('OPENSSH PRIVATE KEY', Buffer.from('3000', 'hex')),
  ],
  invalid: [
    { text: marked(toPem('CERTIFICAT', server.der)), severity: 'info' },
    { text: marked(toPem('PKCS7', server.der)), message: 'PKCS#7' },
  ],
});

/** What an editor that is made to open it shows of a binary file: its first line. */
const asEditorText = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\n[^]*$/, '');
const binaries: [Uint8Array, string][] = [
  [server.der, 'a certificate in binary DER form'],
  [server.key.private.export({ type: 'pkcs8', format: 'der' }), 'a private key in binary DER form'],
  [Buffer.from('30820b5102010330820b1706092a864886f70d010701', 'hex'), 'a PKCS#12 file'],
  [Buffer.from('feedfeed0000000200000001', 'hex'), 'a Java keystore'],
];

testRule('not-pem', {
  valid: [
    ...[good, pki.crl, server.pem.slice(1)],
    ...['{{ certificate }}\n', '{% include "ca.pem" %}\n', '<%= @pem %>', '${SERVER_PEM}\n'],
    '$ANSIBLE_VAULT;1.1;AES256\n31663234\n',
  ],
  invalid: [
    // a name such as license.key says little
    { text: '⟦⟧', message: 'empty', severity: 'info' },
    { text: '⟦just some text\n⟧', message: 'no PEM block', severity: 'info' },
    { text: '⟦-BEGIN CERTIFICATE-\n⟧AAAA\n', message: 'no PEM block', severity: 'warning' },
    { text: '⟦{"kty":"EC"}⟧', message: 'a JSON document', severity: 'info' },
    { text: '⟦<!DOCTYPE html>\n⟧<html></html>\n', message: 'an HTML page', severity: 'warning' },
    ...binaries.map(([bytes, message]) => ({ text: `⟦${asEditorText(bytes)}⟧`, message })),
    {
      text: marked(toPem('OPENSSH PRIVATE KEY', server.der)),
      message: 'an OpenSSH private key',
      severity: 'info',
    },
    { text: marked('-----BEGIN OpenVPN Static key V1-----\nab\n-----END'), message: 'an OpenVPN static key' },
    { text: marked(toPem('PGP PUBLIC KEY BLOCK', server.der)), message: 'a PGP file' },
  ],
});

testRule('duplicate-certificate', {
  valid: [good, server.pem + below.pem],
  invalid: [
    {
      text: good + marked(server.pem) + root.pem.replace(/^.*/, (line) => `⟦${line}⟧`),
      fixed: good,
      message: 'block 1',
    },
    { text: `${root.pem}# again\n${marked(root.pem)}`, fixed: `${root.pem}# again\n` },
  ],
});

testRule('certificate-chain-order', {
  valid: [
    good,
    below.pem + intermediate.pem + root.pem,
    root.pem + intermediate.pem,
    below.pem + server.keyPem + intermediate.pem,
  ],
  invalid: [
    {
      text: marked(intermediate.pem) + below.pem,
      message: 'must stand behind it',
      fixed: below.pem + intermediate.pem,
    },
    {
      text: below.pem + marked(root.pem) + intermediate.pem,
      message: 'block 3',
      fixed: below.pem + intermediate.pem + root.pem,
    },
    // the text before a block goes with it, keys and all else stay
    {
      text: `\uFEFFsubject=root\n\n${marked(root.pem)}${server.keyPem}subject=leaf\n${server.pem.trimEnd()}`,
      fixed: `\uFEFFsubject=leaf\n${server.pem}${server.keyPem}subject=root\n\n${root.pem.trimEnd()}`,
    },
    {
      text: (marked(root.pem) + server.combined + below.pem).replaceAll('\n', '\r\n'),
      fixed: (server.pem + root.pem + server.keyPem + below.pem).replaceAll('\n', '\r\n'),
    },
    {
      text: marked(marked(root.pem)) + server.pem + below.pem + intermediate.pem,
      fixed: server.pem + below.pem + intermediate.pem + root.pem,
    },
    // the server starts with the CA for its own certificate
    { text: marked(root.pem) + server.pem + root.keyPem },
    // where a block ends is not certain
    { text: `${marked(root.pem)}${server.pem} ${below.pem}` },
  ],
});

it('the order of a chain is mended without asking where the server starts as before', () => {
  const isSafe = (text: string): boolean[] =>
    findings('certificate-chain-order', text).flatMap(({ fix }) => (fix ? [fix.safe] : []));
  const { pem, keyPem: key } = server;
  expect(isSafe(root.pem + pem)).toEqual([true]);
  expect(isSafe(root.pem + pem + key)).toEqual([true]);
  expect(isSafe(below.pem + root.pem + intermediate.pem + key)).toEqual([true]);
  // whose key it is cannot be told, or which one was meant
  expect(isSafe(root.pem + pem + pki.lockedKey)).toEqual([false]);
  expect(isSafe(root.pem + pem + key + root.keyPem)).toEqual([false]);
});

testRule('missing-issuer', {
  valid: [good, below.pem, below.pem + intermediate.pem, root.pem + intermediate.pem],
  invalid: [
    { text: marked(below.pem) + root.pem, message: '"CN=Intermediate CA,O=Example"', severity: 'info' },
  ],
});

testRule('several-private-keys', {
  valid: [good],
  invalid: [{ text: server.combined + marked(server.keyPem) }],
});

testRule('key-without-certificate', {
  valid: [
    good,
    server.keyPem,
    server.keyPem + server.pem,
    server.pem + pki.lockedKey,
    certificate({ subject: 'CN=e', key: keyOf('e', 'Ed25519') }).combined,
  ],
  invalid: [
    { text: server.pem + marked(stranger.keyPem), message: 'belongs to no certificate' },
    { text: root.pem + server.pem + marked(server.keyPem), message: 'certificate 2 of the file' },
    { text: server.pem + marked(keyPem(keyOf('e', 'Ed25519'))), message: 'belongs to no certificate' },
  ],
});

testRule('encrypted-private-key', {
  valid: [good],
  invalid: [
    { text: marked(pki.lockedKey), message: 'PBES2 with AES-256-CBC', severity: 'info' },
    { text: marked(keyPem(server.key, 'sec1', 'x')), message: 'AES-256-CBC' },
    {
      text: marked(keyPem(server.key, 'sec1', 'x').replace('AES-256-CBC', 'DES-CBC')),
      message: 'that OpenSSL 3 does not open',
    },
  ],
});

testRule('expired-certificate', {
  valid: [good, pki.future.pem, { text: pki.expired.pem, now: Date.UTC(2026, 5, 1) }],
  invalid: [
    { text: server.pem + marked(pki.expired.pem), message: 'expired on 2026-06-01', severity: 'warning' },
  ],
});

testRule('certificate-not-yet-valid', {
  valid: [good, { text: pki.future.pem, now: Date.UTC(2027, 0, 1) }],
  invalid: [{ text: marked(pki.future.pem), message: '2027-01-01' }],
});

testRule('certificate-expires-soon', {
  valid: [good, pki.expired.pem, { text: pki.ending.pem, expiryWarningDays: 17 }],
  invalid: [
    { text: marked(pki.ending.pem), message: 'in 18 days, on 2026-12-10' },
    { text: marked(pki.ending.pem), expiryWarningDays: 18 },
  ],
});

testRule('ca-expires-before-leaf', {
  valid: [
    good,
    pki.shortRoot.pem,
    // a script made both, the CA a few seconds before
    certificate({ issuer: pki.shortRoot, to: '2027-03-01T00:00:07Z' }).pem + pki.shortRoot.pem,
  ],
  invalid: [{ text: pki.belowShort.pem + marked(pki.shortRoot.pem), message: '2027-03-01, before' }],
});

testRule('x509-version-1', {
  valid: [good],
  invalid: [
    { text: marked(pki.versionOne.pem), message: 'version 1', severity: 'warning' },
    // roots are trusted for being in the file
    {
      text: marked(certificate({ subject: 'CN=Old CA', version: 1 }).pem),
      message: 'As a root it is accepted',
      severity: 'info',
    },
  ],
});

testRule('no-subject-alternative-name', {
  valid: [
    good,
    root.pem,
    pki.versionOne.pem,
    certificate({ issuer: root, extendedKeyUsage: ['clientAuth'] }).pem,
    // a person, and nothing says that it is a server
    certificate({ issuer: root, subject: 'CN=Ádám Lippai' }).pem,
  ],
  invalid: [
    { text: marked(pki.withoutSan.pem), message: 'Only the common name "db1.example.net"', severity: 'info' },
    { text: marked(certificate({ issuer: root, subject: 'O=Example' }).pem), message: 'names no host' },
    {
      text: marked(
        certificate({ issuer: root, subject: 'CN=My Server', extendedKeyUsage: ['serverAuth'] }).pem,
      ),
      message: '"My Server"',
    },
  ],
});

testRule('ip-address-as-dns-name', {
  valid: [good, certificate({ names: ['ip:10.0.0.1'] }).pem],
  invalid: [{ text: marked(pki.addressAsName.pem), message: '10.0.0.1' }],
});

testRule('no-authority-key-identifier', {
  valid: [good, authority({ noIdentifiers: true }).pem, pki.versionOne.pem],
  invalid: [{ text: marked(pki.withoutIdentifiers.pem), severity: 'info' }],
});

testRule('same-name-as-issuer', {
  // an honest self-signed certificate is something else
  valid: [good, certificate({ names: ['dns:db1.example.net'] }).pem],
  invalid: [{ text: marked(pki.sameName.pem), message: 'also the name of the CA' }],
});

const withExtension = (oid: string, critical: boolean): string =>
  certificate({ extensions: [extension(oid, utf8('x'), critical)] }).pem;

testRule('unhandled-critical-extension', {
  valid: [
    good,
    withExtension('1.2.3.4', false),
    withExtension('2.5.29.36', true),
    withExtension('1.3.6.1.5.5.7.48.1.5', true),
  ],
  invalid: [
    { text: marked(pki.withCriticalExtension.pem), message: '(1.2.3.4)', severity: 'warning' },
    // known, but not handled where they are critical: authority information access, TLS feature
    { text: marked(withExtension('1.3.6.1.5.5.7.1.1', true)) },
    { text: marked(withExtension('1.3.6.1.5.5.7.1.24', true)) },
  ],
});

testRule('weak-certificate', {
  valid: [good, authority({ key: keyOf('w', 'RSA-2048'), hash: 'sha1' }).pem],
  invalid: [
    { text: marked(pki.weak.pem), message: 'an RSA key of 1024 bits' },
    {
      text: marked(certificate({ issuer: authority({ key: keyOf('w', 'RSA-2048') }), hash: 'sha1' }).pem),
      message: 'SHA-1',
    },
    {
      text: marked(certificate({ issuer: authority({ key: keyOf('w', 'RSA-2048') }), hash: 'md5' }).pem),
      message: 'MD5',
    },
    { text: marked(certificate({ key: keyOf('w', 'DSA') }).pem), message: 'a DSA key of 1024 bits' },
  ],
});

const lengthZero = authority({ subject: 'CN=Zero', pathLength: 0 });
const underZero = certificate({ issuer: lengthZero, subject: 'CN=Under', ca: true });
const notCa = certificate({ issuer: server, subject: 'CN=of a leaf' });
testRule('invalid-certificate-path', {
  valid: [good, below.pem + intermediate.pem + root.pem],
  invalid: [
    { text: pki.outside.pem + marked(pki.constrained.pem), message: 'db1.example.net' },
    {
      text: certificate({ issuer: underZero }).pem + underZero.pem + marked(lengthZero.pem),
      message: 'allows 0 CA certificates below it, and the chain has 1',
    },
    { text: notCa.pem + marked(server.pem), message: 'is no CA itself' },
    // also where the file holds CAs only: what the lower one issues is refused
    { text: underZero.pem + marked(lengthZero.pem), message: 'allows 0 CA certificates below it' },
  ],
});

testRule('expired-crl', {
  valid: [pki.crl],
  invalid: [{ text: marked(pki.expiredCrl), message: '2026-10-01' }],
});

testRule('crl-not-yet-valid', {
  valid: [pki.crl, { text: pki.futureCrl, now: Date.UTC(2027, 0, 1) }],
  invalid: [{ text: marked(pki.futureCrl), message: '2027-01-01', severity: 'warning' }],
});

testRule('crl-of-other-issuer', {
  valid: [pki.crl, root.pem + pki.crl],
  invalid: [{ text: root.pem + marked(pki.otherCrl), message: 'CN=Other CA', severity: 'info' }],
});

testRule('key-of-ca-certificate', {
  valid: [good],
  invalid: [{ text: root.pem + marked(root.keyPem), message: 'CN=Example CA', severity: 'info' }],
});

describe('PEM files as a whole', () => {
  const rulesFor = (text: string): string[] => lint(parseText('pem', text), facts()).map(({ rule }) => rule);

  it('a good file and a bundle of CAs have no findings', () => {
    expect(rulesFor(good)).toEqual([]);
    expect(rulesFor(below.pem + intermediate.pem + below.keyPem)).toEqual([]);
    expect(rulesFor(root.pem + stranger.pem + pki.membersRoot.pem)).toEqual([]);
    expect(rulesFor(pki.crl)).toEqual([]);
  });

  it('no message shows a secret', () => {
    const text = `${server.pem}${stranger.keyPem}${pki.lockedKey}${server.keyPem.replace('MI', 'M!')}`;
    const messages = JSON.stringify(
      lint(parseText('pem', text), facts()).map(({ message, related }) => [message, related]),
    );
    for (const line of [...stranger.keyPem.split('\n'), ...pki.lockedKey.split('\n')]) {
      if (line.length > 10 && !line.startsWith('-----')) expect(messages).not.toContain(line);
    }
  });

  it.each([
    ['as one line', (pem: string) => pem.trim().replaceAll('\n', ' ')],
    ['as one line without blanks', (pem: string) => pem.replaceAll('\n', '')],
    ['with joined lines', (pem: string) => pem.replace(/\n(?!-)/g, '')],
    ['with escapes', (pem: string) => pem.replaceAll('\n', '\\n')],
    ['indented', (pem: string) => pem.replace(/^/gm, '  ')],
    ['ended by a key', (pem: string) => pem.replace(/.\n-----END/, '-----\n-----END')],
  ])('no finding of a key %s shows it, nor does its fix', (_, write) => {
    for (const text of [write(server.keyPem), write(server.combined), server.pem + write(server.keyPem)]) {
      const found = JSON.stringify(lint(parseText('pem', text), facts()));
      expect(found).toContain('"span"');
      for (const line of server.keyPem.split('\n').filter((one) => one !== '' && !one.includes('-----'))) {
        expect(found).not.toContain(line);
      }
    }
  });

  it('OpenSSL reads what the fixes for damaged blocks write', () => {
    const lines = server.pem.trim().split('\n');
    const texts = [
      lines.map((line) => `\t${line}`).join('\r\n'),
      lines.join(' '),
      lines.join(''),
      lines.join('\\n'),
      [lines[0], lines.slice(1).join('')].join('\n'),
      ['—–begin certificate---', ...lines.slice(1, -1), '  ----- END CERTIFICATE -----'].join('\n'),
    ];
    for (const text of texts) {
      const fix = findings('damaged-pem-block', text).find((finding) => finding.fix)?.fix;
      expect([fix?.safe, text.slice(0, 60)]).toEqual([true, text.slice(0, 60)]);
      const certificate = new X509Certificate(applyEdits(text, fix?.edits ?? []));
      expect(certificate.raw.equals(server.der)).toBe(true);
    }
  });

  it('a fix that adds to what is read is made by hand only', () => {
    const indented = root.pem.replace(/^/gm, '  ');
    const lost = root.pem.replace('-----END', '----END');
    for (const text of [intermediate.pem + indented, lost + intermediate.pem]) {
      const fixes = findings('damaged-pem-block', text).flatMap(({ fix }) => fix ?? []);
      expect(fixes.map(({ safe }) => safe)).toContain(false);
      expect(fixes.map(({ safe }) => safe)).not.toContain(true);
      expect(parsePem(applyEdits(text, fixes[0]?.edits ?? [])).certificates).toHaveLength(2);
    }
  });

  it('any text is judged without an internal error, with spans inside of it', () => {
    const parts = [
      server.pem,
      root.pem,
      below.pem,
      server.keyPem,
      pki.lockedKey,
      pki.crl,
      pki.truncated,
      '-----BEGIN A-----',
      '-----END A-----',
      '\n',
      'x',
      '=',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...parts), { maxLength: 6 }),
        fc.nat(3000),
        fc.string({ maxLength: 3 }),
        (pieces, at, insert) => {
          const joined = pieces.join('');
          const text = joined.slice(0, at) + insert + joined.slice(at);
          for (const { rule, span } of lint(parseText('pem', text), facts())) {
            expect(rule).not.toBe('internal-error');
            expect(span[0]).toBeLessThanOrEqual(span[1]);
            expect(span[1]).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a bundle of 150 CAs asks for no more signatures than it has certificates', () => {
    const bundle = Array.from(
      { length: 150 },
      (_, index) => authority({ subject: `CN=CA ${index}`, key: keyOf('many') }).pem,
    ).join('');
    let verified = 0;
    const crypto = {
      ...nodeCrypto,
      verify: (what: Parameters<typeof nodeCrypto.verify>[0]) => {
        verified++;
        return nodeCrypto.verify(what);
      },
    };
    expect(lint(parseText('pem', bundle), facts({ crypto }))).toEqual([]);
    expect(verified).toBeLessThanOrEqual(150);
  });
});

describe('what is taken for a PEM file', () => {
  it.each([
    ['server.pem', good, 'pem'],
    ['server.crt', '0\u0082', 'pem'],
    ['tls', good, 'pem'],
    ['keyfile', good, 'pem'],
    ['mongodb.key', 'YWJjZGVm\n', 'keyfile'],
    ['mongodb.key', server.keyPem, 'pem'],
    ['install.sh', `cat > ca.pem <<E\n${root.pem}E\n`, undefined],
    ['secret.yaml', `data:\n${root.pem}`, undefined],
    ['notes.txt', 'nothing', undefined],
  ])('%s', (name, text, kind) => {
    expect(detectKind(name, text)).toBe(kind);
  });
});
