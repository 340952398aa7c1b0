import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  authority,
  certificate,
  keyOf,
  keyPem,
  revocationList,
  type CertificateShape,
  type Made,
} from '../certs.ts';
import { integer, octets, oid, sequence } from '../der-writer.ts';

/** The passphrase of every encrypted key of the lab. */
export const passphrase = 'open sesame 4711';

const day = 24 * 60 * 60 * 1000;
const at = (days: number): string =>
  new Date(Math.floor((Date.now() + days * day) / 1000) * 1000).toISOString();

/** Real servers judge by the real clock. */
const valid = { from: at(-10), to: at(300) };
const local = ['dns:localhost', 'ip:127.0.0.1'];

function leaf(issuer: Made | undefined, subject: string, key: string, shape: CertificateShape = {}): Made {
  return certificate({
    ...valid,
    subject,
    key: keyOf(`lab ${key}`),
    ca: false,
    ...(issuer ? { issuer } : {}),
    ...shape,
  });
}

const server = (issuer: Made, key: string, shape: CertificateShape = {}): Made =>
  leaf(issuer, 'O=Test, CN=localhost', key, { names: local, extendedKeyUsage: ['serverAuth'], ...shape });
const client = (issuer: Made, name: string, shape: CertificateShape = {}): Made =>
  leaf(issuer, `O=Test, OU=clients, CN=${name}`, name, { extendedKeyUsage: ['clientAuth'], ...shape });

/** Makes the throw-away certificates of the lab in a folder; each file is named for what is right or wrong with it. */
export function writeCertificates(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  };
  const ca = authority({ ...valid, subject: 'O=Test, CN=Test Root CA', key: keyOf('lab ca') });
  const namesake = authority({ ...valid, subject: 'O=Test, CN=Test Root CA', key: keyOf('lab namesake') });
  const other = authority({ ...valid, subject: 'O=Other, CN=Other Root CA', key: keyOf('lab other ca') });
  const expiredRoot = authority({
    from: at(-800),
    to: at(-30),
    subject: 'O=Test, CN=Expired Root CA',
    key: keyOf('lab expired root'),
  });
  const middle = authority({
    ...valid,
    subject: 'O=Test, CN=Test Issuing CA',
    key: keyOf('lab middle'),
    issuer: ca,
  });

  const good = server(ca, 'server', { key: keyOf('lab server', 'RSA-2048') });
  const revoked = server(ca, 'revoked server', { serial: 77 });
  const servers: Record<string, string> = {
    server: good.combined,
    'server-with-root': good.pem + ca.pem + good.keyPem,
    revoked: revoked.combined,
    'wrong-host': leaf(ca, 'O=Test, CN=db.example.test', 'wrong host', { names: ['dns:db.example.test'] })
      .combined,
    'ip-as-dns': leaf(ca, 'O=Test, CN=db', 'ip as dns', { names: ['dns:127.0.0.1', 'dns:db.example.test'] })
      .combined,
    'name-only': leaf(ca, 'O=Test, CN=localhost', 'name only').combined,
    expired: server(ca, 'expired', { from: at(-400), to: at(-30) }).combined,
    'not-yet-valid': server(ca, 'not yet', { from: at(30), to: at(400) }).combined,
    'wrong-purpose': server(ca, 'wrong purpose', { extendedKeyUsage: ['clientAuth'] }).combined,
    'self-signed': leaf(undefined, 'CN=localhost', 'self-signed', { names: local }).combined,
    'issued-by-middle': server(middle, 'by middle').combined,
    'p-521': server(ca, 'p-521', { key: keyOf('lab p-521', 'P-521') }).combined,
    'four-faults': leaf(other, 'O=Other, CN=db.example.test', 'four faults', {
      names: ['dns:db.example.test'],
      from: at(-400),
      to: at(-30),
      extendedKeyUsage: ['serverAuth'],
    }).combined,
    'by-expired-root': server(expiredRoot, 'by expired root').combined,
    traefik: leaf(undefined, 'CN=TRAEFIK DEFAULT CERT', 'traefik', { names: ['dns:a.traefik.default'] })
      .combined,
    weak: server(ca, 'weak', { hash: 'sha1' }).combined,
  };
  for (const [name, text] of Object.entries(servers)) write(`${name}.pem`, text);

  const alice = client(ca, 'alice', { key: keyOf('lab alice', 'RSA-2048') });
  const mallory = client(other, 'mallory');
  const revokedClient = client(ca, 'revoked', { serial: 78 });
  write('client.pem', alice.combined);
  write('client-of-other-ca.pem', mallory.combined);
  write('client-revoked.pem', revokedClient.combined);
  write('client-expired.pem', client(ca, 'old', { from: at(-400), to: at(-30) }).combined);
  write('client-encrypted.pem', alice.pem + keyPem(alice.key, 'pkcs8', passphrase));
  write('client-encrypted-traditional.pem', alice.pem + keyPem(alice.key, 'pkcs1', passphrase));
  write('client-mismatch.pem', alice.pem + mallory.keyPem);
  write('client-second-first.pem', ca.pem + alice.combined);
  write('client-certificate-only.pem', alice.pem);
  write('client-key-only.pem', alice.keyPem);

  write('ca.pem', ca.pem);
  write('ca-namesake.pem', namesake.pem);
  write('ca-other.pem', other.pem);
  write('ca-expired.pem', expiredRoot.pem);
  write('ca-middle.pem', middle.pem);
  write('garbage.pem', 'not a PEM file\n');
  write('empty.pem', '');
  write('damaged-ca.pem', ca.pem.replace(/\n.{40}/, '\n' + 'A'.repeat(40)));
  write('crl.pem', revocationList(ca, { from: at(-5), to: at(100), revoked: [77, 78] }));
  write('crl-expired.pem', revocationList(ca, { from: at(-50), to: at(-20) }));
  write('crl-other.pem', revocationList(other, { from: at(-5), to: at(100) }));
  write('crl-damaged.pem', '-----BEGIN X509 CRL-----\nMIIBAAAA\n-----END X509 CRL-----\n');
  writeFileSync(join(folder, 'ca.der'), ca.der);
  // the outermost of a PKCS#12 file: version 3 and a body
  writeFileSync(
    join(folder, 'client.p12'),
    sequence(integer(3), sequence(oid('1.2.840.113549.1.7.1'), octets(alice.der))),
  );
  writeFileSync(join(folder, 'client.jks'), Buffer.from('feedfeed00000002', 'hex'));
}
