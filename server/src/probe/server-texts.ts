import {
  here,
  caFile,
  chain,
  server,
  machine,
  askForBundle,
  askForRightBundle,
  type Text,
} from './advice.ts';
import type { DiagnosisCode } from './report.ts';

/** The certificates of the server, and what both sides of a handshake need. */
export const serverTexts = {
  'unknown-ca': {
    title: "The server's certificate comes from an authority you do not trust",
    explanation:
      "A driver follows the chain from the server's certificate up to a root that it trusts. Here it does not get there.",
    fixes: [
      { ...askForBundle, when: { caFileGiven: false, atlas: false } },
      askForRightBundle,
      chain(
        "Where an intermediate certificate is missing, put it after the server's own certificate in net.tls.certificateKeyFile.",
      ),
    ],
  },
  'self-signed-certificate': {
    title: "The server's certificate is self-signed",
    explanation: 'No authority vouches for the certificate, so a driver trusts it only if it is told to.',
    fixes: [
      caFile(
        'Save the certificate (without its key) as a PEM file, compare its fingerprint with that on the server, and name the file in tlsCAFile.',
      ),
      chain(
        'Better: give the server a certificate of an authority of your own, which all members and clients can trust.',
      ),
    ],
  },
  'server-certificate-expired': {
    title: "The server's certificate, or one above it, has expired",
    explanation: 'Drivers refuse a certificate after its last day.',
    fixes: [
      chain(
        'Renew the certificate and put it in net.tls.certificateKeyFile. Since 5.0, db.rotateCertificates() loads it without a restart; before, restart the server.',
      ),
      machine('If the dates look right, check the clock of this machine.'),
    ],
  },
  'server-certificate-not-yet-valid': {
    title: "The server's certificate is not valid yet",
    explanation: 'Drivers refuse a certificate before its first day.',
    fixes: [
      machine('Check the clock of this machine, and that of the machine that made the certificate.'),
      chain('Otherwise wait, or issue the certificate again.'),
    ],
  },
  'hostname-mismatch': {
    title: "The server's certificate is issued for another name",
    explanation:
      'The host name in the connection string must be among the subject alternative names of the certificate.',
    fixes: [
      here('Connect by one of the names in the certificate.'),
      chain(
        'Or issue the certificate again with this name: DNS:NAME for a host name, IP:ADDRESS for an address.',
      ),
      here(
        'For a test only: tlsAllowInvalidHostnames=true. It lets any server with a certificate of the same authority pass for yours.',
      ),
    ],
  },
  'server-certificate-wrong-purpose': {
    title: "The server's certificate is not meant for servers",
    explanation: 'The certificate has an extended key usage, and serverAuth is not in it.',
    fixes: [
      chain(
        'Issue the certificate again with extendedKeyUsage = serverAuth, clientAuth (members of a replica set need both).',
      ),
    ],
  },
  'server-certificate-revoked': {
    title: "The server's certificate has been revoked",
    explanation: 'The certificate authority took it back, mostly because its key is no longer secret.',
    fixes: [chain('Issue a new certificate for the server. Do not turn the check off.')],
  },
  'crl-expired': {
    title: 'The revocation list is out of date',
    explanation:
      'The list in tlsCRLFile is past its next update (or its first day has not come yet), so nothing can be checked against it.',
    fixes: [caFile('Get the current list from the certificate authority and put it in tlsCRLFile.')],
  },
  'crl-wrong-issuer': {
    title: 'The revocation list is not of the authority that issued the certificate',
    explanation:
      'With tlsCRLFile, Node.js needs a list of every authority in the chain, each signed by that authority.',
    fixes: [
      caFile('Put the lists of all authorities of the chain in tlsCRLFile, one after the other.'),
      caFile('Or take tlsCRLFile out.'),
    ],
  },
  'crl-unreadable': {
    title: 'The revocation list cannot be read',
    explanation:
      'The file in tlsCRLFile holds no revocation list in PEM: text that begins with -----BEGIN X509 CRL-----.',
    fixes: [
      caFile(
        'Name a file with a revocation list. One in DER is converted by: openssl crl -inform DER -in LIST.crl -out LIST.pem',
      ),
    ],
  },
  'no-shared-protocol': {
    title: 'No TLS version that both sides speak',
    explanation: 'The server is very old, or net.tls.disabledProtocols turns the newer versions off.',
    fixes: [
      server('On the server, take TLS1_2 and TLS1_3 out of net.tls.disabledProtocols.'),
      server(
        'Servers without TLS 1.2 (MongoDB on old operating systems, with an OpenSSL before 1.0.1) need a newer OpenSSL.',
      ),
    ],
  },
  'no-shared-cipher': {
    title: 'No cipher suite that both sides accept',
    explanation:
      'The server ends the handshake because it accepts none of the suites offered, or none that fits its certificate: suites with ECDSA need an EC key, others an RSA key.',
    fixes: [
      server(
        'On the server, check setParameter.opensslCipherConfig (TLS 1.2) and opensslCipherSuiteConfig (TLS 1.3), and the kind of key in net.tls.certificateKeyFile.',
      ),
    ],
  },
} as const satisfies Readonly<Partial<Record<DiagnosisCode, Text>>>;
