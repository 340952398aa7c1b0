import 'reflect-metadata';
import { X509Certificate } from '@peculiar/x509';
import fc from 'fast-check';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { extensionTexts } from '../../../server/src/core/inspect/extension-texts.ts';
import { decodeCertificate } from '../../../server/src/core/pem/model/certificate.ts';
import { boolean, der, explicit, implicit, oid, sequence, set, utf8 } from '../../support/der-writer.ts';
import { extension } from '../../support/certificate-extensions.ts';
import { authority, certificate, type Made } from '../../support/certs.ts';

function textsOf({ der: bytes }: Pick<Made, 'der'>) {
  const decoded = decodeCertificate(bytes);
  if (!decoded.ok) throw new Error(decoded.error);
  return extensionTexts(decoded.value.rawExtensions);
}

const textOf = (value: Uint8Array<ArrayBuffer>, id: string) =>
  textsOf(certificate({ noIdentifiers: true, extensions: [extension(id, value)] })).map(({ name, text }) => [
    name,
    ...text.split('\n'),
  ])[0];

const url = (text: string) => implicit(6, Buffer.from(text));

describe('the extensions of a certificate as text', () => {
  it('those that decide where it can be used', () => {
    const made = certificate({
      ca: true,
      pathLength: 2,
      keyUsage: '000001100',
      extendedKeyUsage: ['serverAuth', '1.2.3.4'],
      names: ['dns:db1.example.net', 'ip:10.0.0.1', 'dn:O=Example, CN=db1'],
      permitted: ['dns:example.net'],
      excluded: ['ip:10.0.0.0/255.0.0.0'],
      noIdentifiers: true,
    });
    expect(textsOf(made).map(({ name, critical, text }) => `${name}${critical ? '!' : ''}: ${text}`)).toEqual(
      [
        'Basic Constraints!: CA: true\nPath Length: 2',
        'Key Usage!: keyCertSign, cRLSign',
        'Extended Key Usage: serverAuth, 1.2.3.4',
        'Subject Alternative Name: DNS: db1.example.net\nIP: 10.0.0.1\nDN: CN=db1,O=Example',
        'Name Constraints!: Permitted DNS: example.net\nExcluded IP: 10.0.0.0/255.0.0.0',
      ],
    );
  });

  it('key identifiers in rows of bytes', () => {
    const [subject, issuer] = textsOf(authority()).slice(2);
    expect(subject?.text).toMatch(/^(?:[0-9a-f]{2} ){15}[0-9a-f]{2}\n(?:[0-9a-f]{2} ){3}[0-9a-f]{2}$/);
    expect(issuer).toMatchObject({ name: 'Authority Key Identifier', text: subject?.text });
  });

  it.each([
    ['2.5.29.31', sequence(sequence(explicit(0, explicit(0, url('http://a/crl'))))), 'URL: http://a/crl'],
    ['2.5.29.32', sequence(sequence(oid('1.2.3'))), 'Policy: 1.2.3'],
    [
      '1.3.6.1.5.5.7.1.1',
      sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), url('http://ocsp'))),
      'OCSP: http://ocsp',
    ],
    ['1.3.6.1.4.1.34601.2.1.1', set(sequence(utf8('readWrite'), utf8('app'))), 'readWrite on app'],
    ['1.3.6.1.4.1.34601.2.1.2', utf8('cluster-a'), 'cluster-a'],
    ['1.2.3.4.5', utf8('any text'), 'any text'],
    ['1.2.3.4.5', boolean(true), '01 01 ff'],
    // not what its name says
    ['2.5.29.32', boolean(true), '01 01 ff'],
    ['2.5.29.19', der(0x05), '05 00'],
  ])('%s', (id, value, expected) => {
    expect(textOf(value, id)?.slice(1)).toEqual([expected]);
  });

  it('all of the certificates that Node trusts are there', () => {
    for (const pem of rootCertificates) {
      const other = new X509Certificate(pem);
      const ours = textsOf({ der: new Uint8Array(other.rawData) });
      expect(ours.map(({ oid: id, critical }) => [id, critical])).toEqual(
        other.extensions.map(({ type, critical }) => [type, critical]),
      );
      expect(ours.every(({ text }) => text !== '')).toBe(true);
    }
  });

  it('whatever bytes there are have a text', () => {
    const ids = fc.constantFrom(
      '2.5.29.17',
      '2.5.29.30',
      '2.5.29.31',
      '2.5.29.35',
      '1.3.6.1.5.5.7.1.1',
      '1.2.3',
    );
    fc.assert(
      fc.property(ids, fc.uint8Array(), (id, value) => {
        const [text] = extensionTexts([{ oid: id, critical: false, value }]);
        expect(text?.oid).toBe(id);
      }),
    );
  });
});
