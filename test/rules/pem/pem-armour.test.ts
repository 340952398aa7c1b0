import { keyOf, keyPem, toPem } from '../../support/certs.ts';
import * as pki from '../../support/pki.ts';
import { testRule } from '../../support/rule-tester.ts';

/** Puts marks around the BEGIN line. */
const marked = (pem: string): string => pem.replace(/^.*/, (line) => `⟦${line}⟧`);
const { server, root } = pki;
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
