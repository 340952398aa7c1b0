import { testOnFlags } from '../../support/flag-tests.ts';
import { files } from '../../support/tls-files.ts';

const mongod = (cert: string, ca = '/etc/ssl/ca.pem', more = ''): string =>
  `mongod --tlsMode requireTLS --tlsCertificateKeyFile ${cert} --tlsCAFile ${ca}${more}\n`;
const valid = [{ text: mongod('/etc/ssl/mongod.pem'), files }];
const at = (name: string): string => `⟦/etc/ssl/${name}.pem⟧`;

/** What is wrong with the file of a flag, by rule: the command line with the place of the finding. */
const faults: Readonly<Record<string, string>> = {
  'expired-certificate-file': mongod(at('expired')),
  'certificate-file-expires-soon': mongod(at('ends-soon')),
  'server-certificate-without-san': mongod(at('common-name')),
  'file-without-private-key': mongod(at('certificate-only')),
  'private-key-mismatch': mongod(at('wrong-key')),
  'encrypted-key-without-password': mongod(at('encrypted')),
  'file-without-certificate': mongod(at('key-only')),
  'damaged-pem-file': mongod(at('damaged')),
  'private-key-in-ca-file': mongod('/etc/ssl/mongod.pem', at('ca-with-key')),
  'expired-ca-certificate': mongod('/etc/ssl/mongod.pem', at('old-ca')),
  'crl-file-without-crl': mongod('/etc/ssl/mongod.pem', '/etc/ssl/ca.pem', ` --tlsCRLFile ${at('ca')}`),
  'expired-crl-file': mongod('/etc/ssl/mongod.pem', '/etc/ssl/ca.pem', ` --tlsCRLFile ${at('expired-crl')}`),
  'certificate-without-server-auth': mongod(at('client')),
  'weak-certificate-file': mongod(at('small-key')),
  'certificate-not-issued-by-ca': mongod(at('of-other-ca')),
};

for (const [id, text] of Object.entries(faults)) testOnFlags(id, { valid, invalid: [{ text, files }] });
