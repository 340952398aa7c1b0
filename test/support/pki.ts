import { extension } from './certificate-extensions.ts';
import { authority, certificate, keyOf, keyPem, revocationList, toPem } from './certs.ts';
import { utf8 } from './der-writer.ts';

/** One small world of certificates, shared by the examples on rule pages and the tests of rules. It is 2026-11-22. */

const names = ['dns:db1.example.net', 'dns:localhost'];
const both = ['serverAuth', 'clientAuth'];
const subject = 'O=Example, OU=Database, CN=db1.example.net';

export const root = authority();
/** A CA of the deployment's own, for members only. */
export const membersRoot = authority({ subject: 'O=Example, CN=Members CA' });
export const stranger = authority({ subject: 'O=Somebody Else, CN=Other CA' });
export const intermediate = certificate({
  issuer: root,
  subject: 'O=Example, CN=Intermediate CA',
  ca: true,
  keyUsage: '000001',
  to: '2030-01-01T00:00:00Z',
});
const signedBy = { issuer: root, subject, names, extendedKeyUsage: both, ca: false };

export const server = certificate({ ...signedBy, serial: 4242 });
export const below = certificate({ ...signedBy, issuer: intermediate });
/** The root once more, as another CA signed it; it ends later. */
export const crossSigned = certificate({
  issuer: stranger,
  subject: 'O=Example, CN=Example CA',
  key: root.key,
  ca: true,
  to: '2040-01-01T00:00:00Z',
});
const forServersOnly = certificate({
  issuer: root,
  subject: 'O=Example, CN=Servers CA',
  ca: true,
  extendedKeyUsage: ['serverAuth'],
});
const belowServersOnly = certificate({ ...signedBy, issuer: forServersOnly });
const endedIntermediate = certificate({
  issuer: root,
  subject: 'O=Example, CN=Ended CA',
  ca: true,
  from: '2025-01-01T00:00:00Z',
  to: '2026-06-01T00:00:00Z',
});
const belowEnded = certificate({ ...signedBy, issuer: endedIntermediate });
/** Only its key usage says that it may issue. */
const plainRoot = certificate({ subject: 'O=Example, CN=Plain CA', keyUsage: '0000011' });
const belowPlain = certificate({ ...signedBy, issuer: plainRoot });
const member = certificate({
  ...signedBy,
  issuer: membersRoot,
  subject: 'O=Example, OU=Database, CN=member',
});
export const expired = certificate({ ...signedBy, from: '2025-01-01T00:00:00Z', to: '2026-06-01T00:00:00Z' });
export const future = certificate({ ...signedBy, from: '2027-01-01T00:00:00Z' });
export const ending = certificate({ ...signedBy, to: '2026-12-10T00:00:00Z' });
const serverOnly = certificate({ ...signedBy, extendedKeyUsage: ['serverAuth'] });
const clientOnly = certificate({ ...signedBy, extendedKeyUsage: ['clientAuth'] });
/** For clients only, with the O and OU of the server. */
export const client = certificate({
  ...signedBy,
  subject: 'O=Example, OU=Database, CN=application',
  extendedKeyUsage: ['clientAuth'],
});
export const withoutSan = certificate({ issuer: root, subject, ca: false });
export const addressAsName = certificate({ ...signedBy, names: ['dns:db1.example.net', 'dns:10.0.0.1'] });
const withoutOrganization = certificate({ ...signedBy, subject: 'CN=db1.example.net' });
const otherOrganization = certificate({
  ...signedBy,
  subject: 'O=Elsewhere, OU=Database, CN=db1.example.net',
});
const moreUnits = certificate({ ...signedBy, subject: 'O=Example, OU=Database, OU=Ops, CN=member' });
const joinedParts = certificate({ ...signedBy, subject: 'O=Example+CN=db1.example.net' });
const ofCluster = certificate({
  ...signedBy,
  extensions: [extension('1.3.6.1.4.1.34601.2.1.2', utf8('production'))],
});
const signsOnly = certificate({ ...signedBy, keyUsage: '0000011' });
const publicRoot = authority({ subject: "C=US, O=Let's Encrypt, CN=R99" });
const ofPublicCa = certificate({ ...signedBy, issuer: publicRoot, subject: 'CN=db1.example.net' });
const rsa = certificate({ ...signedBy, key: keyOf('rsa', 'RSA-2048') });
export const weak = certificate({ ...signedBy, key: keyOf('weak', 'RSA-1024'), hash: 'sha256' });
export const withCriticalExtension = certificate({
  ...signedBy,
  extensions: [extension('1.2.3.4', utf8('x'), true)],
});
const criticalRoot = authority({ extensions: [extension('1.2.3.4', utf8('x'), true)] });
const foreign = certificate({ ...signedBy, issuer: stranger });
export const withoutIdentifiers = certificate({ ...signedBy, noIdentifiers: true });
export const versionOne = certificate({ issuer: root, subject, version: 1 });
const expiredRoot = authority({
  subject: 'O=Example, CN=Old CA',
  to: '2026-03-01T00:00:00Z',
  from: '2020-01-01T00:00:00Z',
});
const belowExpiredRoot = certificate({ ...signedBy, issuer: expiredRoot });
export const shortRoot = authority({ subject: 'O=Example, CN=Short CA', to: '2027-03-01T00:00:00Z' });
export const belowShort = certificate({ ...signedBy, issuer: shortRoot });
const namesake = authority({ subject });
export const sameName = certificate({ ...signedBy, issuer: namesake, key: keyOf('not the CA') });
export const constrained = authority({
  subject: 'O=Example, CN=Constrained CA',
  permitted: ['dns:example.org'],
});
export const outside = certificate({ ...signedBy, issuer: constrained });
/** The server's key, locked with `open sesame`. */
export const lockedKey = keyPem(server.key, 'pkcs8', 'open sesame');
const damaged = `${server.pem.slice(0, 200)}*${server.pem.slice(201)}`;
export const truncated = toPem('CERTIFICATE', server.der.subarray(0, 150));
export const crl = revocationList(root, { revoked: [7] });
export const expiredCrl = revocationList(root, { from: '2026-08-01T00:00:00Z', to: '2026-10-01T00:00:00Z' });
const intermediateCrl = revocationList(intermediate);
/** Lists the server's own certificate. */
const crlWithServer = revocationList(root, { revoked: [7, 4242] });
export const futureCrl = revocationList(root, { from: '2027-01-01T00:00:00Z' });
/** A certificate with bytes behind it in its block. */
const more = (der: Uint8Array, ...bytes: number[]): string =>
  toPem('CERTIFICATE', Uint8Array.from([...der, ...bytes]));
export const otherCrl = revocationList(stranger);

/**
 * The text of a PEM block by the words that stand for it on a rule's page, where examples have a line such as
 * `… the server's certificate …` instead of base64 text.
 */
const pieces: Readonly<Record<string, string>> = {
  "the server's certificate": server.pem,
  "the server's key": server.keyPem,
  "the server's key, encrypted": lockedKey,
  'a certificate for clients': client.pem,
  'a key of another certificate': stranger.keyPem,
  'the certificate of the CA': root.pem,
  'the key of the CA': root.keyPem,
  'the certificate of another CA': stranger.pem,
  'the certificate of the intermediate CA': intermediate.pem,
  'a certificate of the intermediate CA': below.pem,
  'a certificate that expired in June 2026': expired.pem,
  'a certificate that is valid from 2027': future.pem,
  'a certificate that ends in 18 days': ending.pem,
  'a CA that ends before its certificate': shortRoot.pem,
  'a certificate of that CA': belowShort.pem,
  'a certificate of version 1': versionOne.pem,
  'a certificate with a common name only': withoutSan.pem,
  'a certificate with the DNS name 10.0.0.1': addressAsName.pem,
  'a certificate without key identifiers': withoutIdentifiers.pem,
  'a certificate with the name of its issuer': sameName.pem,
  'a certificate with an RSA key of 1024 bits': weak.pem,
  'a certificate with a critical extension of its own': withCriticalExtension.pem,
  'a CA for example.org only': constrained.pem,
  'its certificate for db1.example.net': outside.pem,
  'the first half of a certificate': truncated,
  'a revocation list that ended in October 2026': expiredCrl,
  'a revocation list that is valid from 2027': futureCrl,
  'a revocation list of the CA': crl,
  'a revocation list of another CA': otherCrl,
};

/** Puts the {@link pieces} in the place of their names. Throws on a name that is none. */
export function fillPieces(text: string): string {
  return text.replace(/^… (.+) …$/gm, (_, name: string) => {
    const piece = pieces[name];
    if (piece === undefined) throw new Error(`no piece "${name}"`);
    return piece.trimEnd().split('\n').slice(1, -1).join('\n');
  });
}

/** Files by the paths that examples and tests name. */
export const pemFiles: Readonly<Record<string, string | Uint8Array>> = {
  '/etc/ssl/mongod.pem': server.combined,
  '/etc/ssl/ca.pem': root.pem,
  '/etc/ssl/member.pem': member.combined,
  '/etc/ssl/members-ca.pem': membersRoot.pem,
  '/etc/ssl/revoked.pem': crl,
  '/etc/ssl/certificate-only.pem': server.pem,
  '/etc/ssl/key-only.pem': server.keyPem,
  '/etc/ssl/wrong-key.pem': server.pem + stranger.keyPem,
  '/etc/ssl/ca-first.pem': root.pem + server.combined,
  '/etc/ssl/encrypted.pem': server.pem + lockedKey,
  '/etc/ssl/expired.pem': expired.combined,
  '/etc/ssl/next-year.pem': future.combined,
  '/etc/ssl/ends-soon.pem': ending.combined,
  '/etc/ssl/damaged.pem': damaged + server.keyPem,
  '/etc/ssl/repeated-line.pem': more(server.der, 1, 2) + server.keyPem,
  '/etc/ssl/trust-settings.pem': more(server.der, 0x30, 0) + server.keyPem,
  '/etc/ssl/repeated-line-in-chain.pem': server.combined + more(intermediate.der, 1, 2),
  '/etc/ssl/empty-line.pem': server.combined.replace(/\n(.{64})\n/, '\n$1\n\n'),
  '/etc/ssl/broken-key.pem': server.pem + toPem('PRIVATE KEY', Buffer.from('hello')),
  '/etc/ssl/broken-crl.pem': crl + toPem('X509 CRL', Buffer.from('hello')),
  '/etc/ssl/crl-beside-broken.pem': crl + intermediateCrl + toPem('CERTIFICATE', Buffer.from('hello')),
  '/etc/ssl/public.pem': serverOnly.combined,
  '/etc/ssl/client.pem': clientOnly.combined,
  '/etc/ssl/common-name.pem': withoutSan.combined,
  '/etc/ssl/no-organization.pem': withoutOrganization.combined,
  '/etc/ssl/other-organization.pem': otherOrganization.combined,
  '/etc/ssl/more-units.pem': moreUnits.combined,
  '/etc/ssl/joined-parts.pem': joinedParts.combined,
  '/etc/ssl/address.pem': addressAsName.combined,
  '/etc/ssl/signs-certificates.pem': signsOnly.combined,
  '/etc/ssl/of-public-ca.pem': ofPublicCa.combined,
  '/etc/ssl/public-ca.pem': publicRoot.pem,
  '/etc/ssl/short-ca.pem': shortRoot.pem,
  '/etc/ssl/below-short.pem': belowShort.combined,
  '/etc/ssl/rsa.pem': rsa.combined,
  '/etc/ssl/two-keys.pem': server.combined + stranger.keyPem,
  '/etc/ssl/of-cluster.pem': ofCluster.combined,
  '/etc/ssl/small-key.pem': weak.combined,
  '/etc/ssl/critical-extension.pem': withCriticalExtension.combined,
  '/etc/ssl/critical-ca.pem': criticalRoot.pem,
  '/etc/ssl/other-ca.pem': stranger.pem,
  '/etc/ssl/of-other-ca.pem': foreign.combined,
  '/etc/ssl/below.pem': below.combined,
  '/etc/ssl/below-with-chain.pem': below.pem + intermediate.pem + below.keyPem,
  '/etc/ssl/below-cross-signed.pem': below.combined + intermediate.pem + crossSigned.pem,
  '/etc/ssl/root-and-cross-signed.pem': root.pem + crossSigned.pem,
  '/etc/ssl/below-servers-only.pem': belowServersOnly.combined + forServersOnly.pem,
  '/etc/ssl/below-ended.pem': belowEnded.combined + endedIntermediate.pem,
  '/etc/ssl/below-old-ca.pem': belowExpiredRoot.combined,
  '/etc/ssl/plain-ca.pem': plainRoot.pem,
  '/etc/ssl/below-plain.pem': belowPlain.combined,
  '/etc/ssl/intermediate.pem': intermediate.pem,
  '/etc/ssl/ca-with-key.pem': root.combined,
  '/etc/ssl/old-ca.pem': root.pem + expiredRoot.pem,
  '/etc/ssl/expired-crl.pem': expiredCrl,
  '/etc/ssl/both-ca.pem': root.pem + intermediate.pem,
  '/etc/ssl/both-crl.pem': crl + intermediateCrl,
  '/etc/ssl/intermediate-crl.pem': intermediateCrl,
  '/etc/ssl/other-crl.pem': otherCrl,
  '/etc/ssl/crl-with-server.pem': crlWithServer,
  '/etc/ssl/filled-in.pem': '-----BEGIN CERTIFICATE-----\n{{ certificate }}\n-----END CERTIFICATE-----\n',
  '/etc/ssl/all-filled-in.pem': '{{ certificate }}\n',
  '/etc/ssl/keystore.jks': Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]),
};
