import { expect, it } from 'vitest';
import { extension } from '../../support/certificate-extensions.ts';
import { authority, certificate, keyOf, keyPem } from '../../support/certs.ts';
import { utf8 } from '../../support/der-writer.ts';
import * as pki from '../../support/pki.ts';
import { findings, testRule } from '../../support/rule-tester.ts';

/** Puts marks around the BEGIN line. */
const marked = (pem: string): string => pem.replace(/^.*/, (line) => `⟦${line}⟧`);
const { server, root, intermediate, below, stranger } = pki;
const good = server.combined + root.pem;

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
