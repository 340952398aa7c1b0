import { here, chain, server, clientFile, type Text } from './advice.ts';
import type { DiagnosisCode } from './report.ts';

/** The files, the options and the login of the client. */
export const clientTexts = {
  'client-certificate-required': {
    title: 'The server wants a certificate from you',
    explanation:
      'The server has a CAFile and does not run with net.tls.allowConnectionsWithoutCertificates, so each client must present a certificate.',
    fixes: [
      clientFile('Name a PEM file with your certificate and its private key in tlsCertificateKeyFile.'),
      server('Or set net.tls.allowConnectionsWithoutCertificates: true on the server.'),
    ],
  },
  'client-certificate-unknown-ca': {
    title: 'The server does not accept your certificate',
    explanation:
      'The authority that issued it is not in the CAFile of the server, or the chain between them is not complete.',
    fixes: [
      clientFile('Use a certificate issued by an authority that the server trusts.'),
      clientFile('Put the intermediate certificates after your own in the file of tlsCertificateKeyFile.'),
      server('Or add the authority of the certificate to net.tls.CAFile on the server.'),
    ],
  },
  'client-certificate-expired': {
    title: 'Your certificate is outside its dates',
    explanation: 'The server refuses a client certificate before its first and after its last day.',
    fixes: [
      clientFile('Renew the certificate in tlsCertificateKeyFile.'),
      {
        text: "If the dates look right, check the clock of the server's machine.",
        side: 'server-configuration',
      },
    ],
  },
  'client-certificate-revoked': {
    title: 'Your certificate has been revoked',
    explanation: 'The server has it on the revocation list in net.tls.CRLFile.',
    fixes: [clientFile('Ask the certificate authority for a new one.')],
  },
  'client-certificate-wrong-purpose': {
    title: 'Your certificate is not meant for clients',
    explanation:
      'It has an extended key usage, and clientAuth is not in it. Public authorities no longer issue certificates with clientAuth.',
    fixes: [
      clientFile(
        'Use a certificate with extendedKeyUsage = clientAuth, from a private certificate authority.',
      ),
    ],
  },
  'wrong-passphrase': {
    title: 'The passphrase of the private key is wrong',
    explanation:
      'The key in tlsCertificateKeyFile is encrypted, and tlsCertificateKeyFilePassword does not open it.',
    fixes: [clientFile('Give the right passphrase.'), clientFile('Try it: openssl pkey -in FILE -noout')],
  },
  'passphrase-required': {
    title: 'The private key needs a passphrase',
    explanation: 'The key in tlsCertificateKeyFile is encrypted, and no passphrase was given.',
    fixes: [
      clientFile(
        'Give the passphrase (tlsCertificateKeyFilePassword; --passphrase-stdin on the command line).',
      ),
    ],
  },
  'no-private-key': {
    title: 'The certificate file holds no private key',
    explanation: 'tlsCertificateKeyFile must hold both the certificate and its private key.',
    fixes: [clientFile('Put both in one file: cat client.crt client.key > client.pem')],
  },
  'no-certificate': {
    title: 'The file holds no certificate',
    explanation: 'A certificate in PEM starts with -----BEGIN CERTIFICATE-----.',
    fixes: [
      { text: 'Check that the right file is named.' },
      clientFile(
        'tlsCertificateKeyFile needs certificate and key in one file: cat client.crt client.key > client.pem',
      ),
    ],
  },
  'key-certificate-mismatch': {
    title: 'The private key does not belong to the certificate',
    explanation: 'The first certificate in tlsCertificateKeyFile and the private key there are no pair.',
    fixes: [
      clientFile(
        'Put the right pair together. The two outputs must be equal: openssl x509 -in FILE -noout -pubkey; openssl pkey -in FILE -pubout',
      ),
    ],
  },
  'file-not-found': {
    title: 'A file named in the TLS options cannot be read',
    explanation:
      'Drivers read the file on the machine where they run; a path inside a container or on the server is another one.',
    fixes: [{ text: 'Check the path and the permissions of the file.' }],
  },
  'not-pem': {
    title: 'A file is not PEM, or is damaged',
    explanation: 'Drivers accept only PEM: text with BEGIN and END lines around base64.',
    fixes: [{ text: 'Name a PEM file, or convert this one.' }],
  },
  'conflicting-options': {
    title: 'Options contradict each other',
    explanation: 'Drivers refuse such a connection string before they connect.',
    fixes: [here('Take one of the options out.')],
  },
  'bad-connection-string': {
    title: 'The connection string is not valid',
    explanation: 'Drivers refuse it before they connect.',
    fixes: [here('The form is mongodb://USER:PASSWORD@HOST:PORT/DATABASE?tls=true&tlsCAFile=PATH')],
  },
  'authentication-failed': {
    title: 'The server refuses the login',
    explanation:
      'The connection works. The user, the password, the mechanism or the authentication database is not right.',
    fixes: [
      here(
        'Check user and password. Special characters in them must be percent-encoded in a connection string.',
      ),
      here('Name the database the user was created in: authSource=admin, in most cases.'),
    ],
  },
  'unsupported-by-tls-library': {
    title: 'This TLS library cannot handle the key, the certificate or the parameters',
    explanation:
      'A key may be too small (RSA below 2048), a signature too weak (SHA-1), or the algorithm unknown to this library. Another TLS library may decide otherwise.',
    fixes: [chain('Issue the certificate again with RSA 2048 or larger, or EC P-256, signed with SHA-256.')],
  },
} as const satisfies Readonly<Partial<Record<DiagnosisCode, Text>>>;
