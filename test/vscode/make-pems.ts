// Writes PEM files of every kind for the inspect page into the folder given: they expire, so that none is kept in the repository.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authority, certificate, keyOf, keyPem, revocationList } from '../support/certs.ts';

const folder = process.argv[2] ?? '.';
const day = 24 * 60 * 60 * 1000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
const soon = { from: inDays(-80), to: inDays(10.5) };
const past = { from: inDays(-400), to: inDays(-30.5) };

const root = authority({ from: inDays(-400), to: inDays(3000) });
const sub = certificate({
  ...soon,
  to: inDays(300),
  issuer: root,
  subject: 'O=Example, CN=Intermediate CA',
  ca: true,
});
const leaf = { issuer: sub, names: ['dns:db2.example.net', 'ip:10.0.0.2'], ca: false };
const ending = certificate({
  ...leaf,
  ...soon,
  subject: 'CN=db2.example.net',
  extendedKeyUsage: ['serverAuth'],
});
const expired = certificate({ ...past, issuer: root, subject: 'CN=db3', key: keyOf('db3', 'RSA-1024') });
const anchors = Array.from({ length: 150 }, (_, index) =>
  authority({
    ...(index % 40 === 7 ? past : { from: inDays(-400), to: inDays(3000) }),
    subject: `O=Trust ${String(index)}, CN=Root CA ${String(index)}`,
    key: keyOf('bundle'),
  }),
);

const files: Readonly<Record<string, string>> = {
  'chain.pem': ending.combined + sub.pem + root.pem,
  'expired.pem': expired.pem + keyPem(keyOf('another')) + expired.pem.replace(/\n.{8}/, '\n!!!!!!!!'),
  'revoked.crl': revocationList(root, { from: inDays(-5), to: inDays(25), revoked: [1, 2, 3] }),
  'bundle.pem': anchors.map(({ pem }) => pem).join(''),
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
