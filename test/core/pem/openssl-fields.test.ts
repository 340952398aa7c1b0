import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { describe, expect, it } from 'vitest';
import { decodeCertificate, type Certificate } from '../../../server/src/core/pem/model/certificate.ts';
import { parsePem } from '../../../server/src/core/pem/model/pem.ts';
import { children, hex, readDer, type Der } from '../../../server/src/core/pem/der/der.ts';
import type { GeneralName } from '../../../server/src/core/pem/der/general-name.ts';
import { rfc2253 } from '../../../server/src/core/pem/der/name.ts';
import { authority, revocationList } from '../../support/certs.ts';
import { oddCertificates } from '../../support/odd-certificates.ts';

function read(der: Uint8Array): Certificate {
  const result = decodeCertificate(der);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

/** Names of usages as openssl prints them, where it has one. */
const usageTexts: Readonly<Record<string, string>> = {
  serverAuth: 'TLS Web Server Authentication',
  clientAuth: 'TLS Web Client Authentication',
  codeSigning: 'Code Signing',
  emailProtection: 'E-mail Protection',
  timeStamping: 'Time Stamping',
  OCSPSigning: 'OCSP Signing',
  anyExtendedKeyUsage: 'Any Extended Key Usage',
  digitalSignature: 'Digital Signature',
  nonRepudiation: 'Non Repudiation',
  keyEncipherment: 'Key Encipherment',
  dataEncipherment: 'Data Encipherment',
  keyAgreement: 'Key Agreement',
  keyCertSign: 'Certificate Sign',
  cRLSign: 'CRL Sign',
  encipherOnly: 'Encipher Only',
  decipherOnly: 'Decipher Only',
};
const usageList = (names: readonly string[]): string =>
  names.map((name) => usageTexts[name] ?? name).join(', ');

/** An alternative name or constraint as `-text` prints it. */
function printed({ type, value, address, name }: GeneralName): string {
  switch (type) {
    case 'dns':
      return `DNS:${value}`;
    case 'email':
      return `email:${value}`;
    case 'uri':
      return `URI:${value}`;
    case 'id':
      return `Registered ID:${value}`;
    case 'ip':
      return `IP Address:${address?.length === 16 ? groups(address) : [4, 8].includes(address?.length ?? 0) ? value : `<invalid length=${String(address?.length)}>`}`;
    case 'dn':
      return `DirName:${(name?.rdns ?? []).flatMap((rdn) => rdn.map((pair) => `/${pair.type}=${pair.value}`)).join('')}`;
    case 'other':
      return 'othername: UPN::me@x';
  }
}

function groups(address: Uint8Array): string {
  return (hex(address).match(/.{4}/g) ?? []).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}

const isoText = (time: number): string => new Date(time).toISOString().replace('T', ' ').replace('.000', '');

describe.skipIf(!hasOpenssl)('all fields are those of openssl x509 -text (skipped without OpenSSL 3)', () => {
  it.each(Object.keys(oddCertificates))('%s', (shape) => {
    const der = oddCertificates[shape] ?? new Uint8Array();
    const decoded = read(der);
    const options = ['-text', '-nameopt', 'RFC2253', '-serial', '-dates', '-dateopt', 'iso_8601'];
    const out = openssl(['x509', '-inform', 'DER', '-noout', ...options], { input: der });
    const line = (pattern: RegExp): string | undefined => pattern.exec(out)?.[1];
    /** The line below the title of an extension. */
    const below = (title: string): string | undefined =>
      new RegExp(`${title}: (?:critical)?\\n\\s*(.*)\\n`).exec(out)?.[1];

    expect(decoded.problems).toEqual([]);
    expect(String(decoded.version)).toBe(line(/Version: (\d)/));
    // openssl writes 0 with one digit only
    expect(decoded.serialNumber).toBe(line(/^serial=(.*)$/m)?.replace(/^0$/, '00'));
    expect(rfc2253(decoded.subject)).toBe(line(/Subject: (.*)\n/) ?? '');
    expect(rfc2253(decoded.issuer)).toBe(line(/Issuer: (.*)\n/) ?? '');
    expect(isoText(decoded.notBefore)).toBe(line(/^notBefore=(.*)$/m));
    expect(isoText(decoded.notAfter)).toBe(line(/^notAfter=(.*)$/m));
    expect(decoded.signatureAlgorithm.name).toBe(line(/Signature Algorithm: (.*)\n/));
    const algorithms: Readonly<Record<string, string>> = {
      ECDSA: 'id-ecPublicKey',
      RSA: 'rsaEncryption',
      DSA: 'dsaEncryption',
      Ed25519: 'ED25519',
    };
    expect(algorithms[decoded.publicKey.algorithm]).toBe(line(/Public Key Algorithm: (.*)\n/));
    const bits = line(/Public-Key: \((\d+) bit/);
    if (bits !== undefined) expect(decoded.publicKey.bits).toBe(Number(bits));
    expect(decoded.publicKey.curve).toBe(line(/NIST CURVE: (\S+)/));

    expect(decoded.subjectAltNames?.map(printed).join(', ')).toBe(below('X509v3 Subject Alternative Name'));
    expect(decoded.keyUsage && usageList(decoded.keyUsage)).toBe(below('X509v3 Key Usage'));
    expect(decoded.extendedKeyUsage && usageList(decoded.extendedKeyUsage.map(({ name }) => name))).toBe(
      below('X509v3 Extended Key Usage'),
    );
    const { basicConstraints: basic } = decoded;
    const length = basic?.pathLength === undefined ? '' : `, pathlen:${String(basic.pathLength)}`;
    expect(basic && `CA:${basic.ca ? 'TRUE' : 'FALSE'}${length}`).toBe(below('X509v3 Basic Constraints'));
    const constraint = (title: string): string[] =>
      new RegExp(`${title}:\\n((?: {18}.*\\n)*)`)
        .exec(out)?.[1]
        ?.trimEnd()
        .split('\n')
        .map((entry) => entry.trim()) ?? [];
    const shown = (names: readonly GeneralName[] = []): string[] =>
      names.map((name) => printed(name).replace('IP Address', 'IP'));
    expect(shown(decoded.nameConstraints?.permitted)).toEqual(constraint('Permitted'));
    expect(shown(decoded.nameConstraints?.excluded)).toEqual(constraint('Excluded'));
    const identifier = (title: string): string | undefined => below(title)?.replace(/^keyid:|:/g, '');
    expect(decoded.subjectKeyIdentifier).toBe(identifier('X509v3 Subject Key Identifier'));
    expect(decoded.authorityKeyIdentifier?.keyIdentifier).toBe(identifier('X509v3 Authority Key Identifier'));
    expect(decoded.ocspUrls ?? []).toEqual([...out.matchAll(/OCSP - URI:(.*)\n/g)].map((match) => match[1]));
  });
});

describe.skipIf(!hasOpenssl)(
  'the elements are those of openssl asn1parse (skipped without OpenSSL 3)',
  () => {
    /** Offset, depth, length of the head, length of the content, whether constructed. */
    const walk = (element: Der, depth = 0): string[] => {
      const isConstructed = (element.tag & 0x20) !== 0;
      const row = [
        element.start,
        depth,
        element.from - element.start,
        element.end - element.from,
        isConstructed,
      ];
      return [
        row.join(' '),
        ...(isConstructed ? children(element).flatMap((child) => walk(child, depth + 1)) : []),
      ];
    };

    it.each(Object.keys(oddCertificates))('%s', (shape) => {
      const der = oddCertificates[shape] ?? new Uint8Array();
      const rows = [
        ...openssl(['asn1parse', '-inform', 'DER'], { input: der }).matchAll(
          /^\s*(\d+):d=(\d+)\s+hl=(\d+) l=\s*(\d+) (cons|prim)/gm,
        ),
      ].map(([, offset, depth, head, length, kind]) =>
        [offset, depth, head, length, kind === 'cons'].join(' '),
      );
      expect(walk(readDer(der))).toEqual(rows);
    });
  },
);

describe.skipIf(!hasOpenssl)(
  'revocation lists are those of openssl crl -text (skipped without OpenSSL 3)',
  () => {
    const root = authority();
    it.each([
      ['empty', {}],
      ['serial numbers of all sizes', { revoked: [0, 1, 127, 128, 255, 256, 65535, 16777216, 2 ** 40] }],
      ['many', { revoked: Array.from({ length: 500 }, (_, index) => index * 7 + 1) }],
      ['dates far away', { from: '1999-12-31T23:59:59Z', to: '2051-01-01T00:00:00Z', revoked: [5] }],
    ] as const)('%s', (_, shape) => {
      const pem = revocationList(root, shape);
      const crl = parsePem(pem).crls[0]?.crl;
      if (!crl) throw new Error('the list was not read');
      const options = ['-text', '-nameopt', 'RFC2253', '-lastupdate', '-nextupdate', '-dateopt', 'iso_8601'];
      const out = openssl(['crl', '-noout', ...options], { input: Buffer.from(pem) });
      const line = (pattern: RegExp): string | undefined => pattern.exec(out)?.[1];
      expect(rfc2253(crl.issuer)).toBe(line(/Issuer: (.*)\n/));
      expect(crl.signatureAlgorithm.name).toBe(line(/Signature Algorithm: (.*)\n/));
      expect(isoText(crl.thisUpdate)).toBe(line(/^lastUpdate=(.*)$/m));
      expect(isoText(crl.nextUpdate ?? 0)).toBe(line(/^nextUpdate=(.*)$/m));
      expect(crl.authorityKeyIdentifier?.keyIdentifier).toBe(
        line(/Authority Key Identifier: \n\s*(?:keyid:)?([0-9A-F:]+)/)?.replace(/:/g, ''),
      );
      const serials = [...out.matchAll(/Serial Number: (\S+)/g)].map((match) => match[1] ?? '');
      expect(crl.revokedCount).toBe(serials.length);
      for (const serial of serials) {
        expect(crl.revokes(serial)).toBe(true);
        const next = (BigInt(`0x${serial}`) + 3n).toString(16).toUpperCase();
        expect(crl.revokes(next.length % 2 ? `0${next}` : next)).toBe(serials.includes(next));
      }
    });
  },
);
