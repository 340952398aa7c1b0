import type { DiagnosisCode } from './report.ts';

/** What every cause is called, why it happens, and what to do about it. */
export interface Text {
  readonly title: string;
  readonly explanation: string;
  readonly fixes: readonly string[];
}

const askForBundle =
  'Ask the owner of the server for the file of its certificate authority (the root, as PEM) and name it in tlsCAFile.';
const sendClientCertificate =
  'Name a PEM file with your certificate and its private key in tlsCertificateKeyFile.';
const serverSide = (setting: string): string => `Or, on the server: ${setting}`;

/** The one table of explanations. The sentences about the case at hand come from where the failure was found. */
export const texts: Readonly<Record<DiagnosisCode, Text>> = {
  'host-not-found': {
    title: 'The host name is not known',
    explanation: 'The name has no address here, so nothing was dialled.',
    fixes: [
      'Check the spelling of the host name.',
      'Check that this machine uses the DNS server that knows the name (VPN, container network, /etc/hosts).',
    ],
  },
  'connection-refused': {
    title: 'Nothing listens at this address and port',
    explanation: 'The machine answers, and says that no program listens at the port.',
    fixes: [
      'Check that mongod runs and that net.port is the port you dialled.',
      'Check that net.bindIp lists the address you dialled: its default, localhost, is reached from the same machine only.',
    ],
  },
  'connect-timeout': {
    title: 'The server does not answer in time',
    explanation:
      'No answer came. A firewall that drops packets, a wrong address, or a network without a route does so; a server that is overloaded may.',
    fixes: [
      'Check address and port, and that firewalls and security groups let this machine through.',
      'For Atlas, check the IP access list of the project.',
      'Give it more time where the network is slow.',
    ],
  },
  'server-speaks-plain-text': {
    title: 'The server does not speak TLS at this port',
    explanation:
      'You connect with TLS, and the server answers as one without: net.tls.mode (formerly net.ssl.mode) is disabled or absent there, or the port belongs to another program.',
    fixes: [
      'Connect without TLS: take out tls=true, or write tls=false with mongodb+srv://.',
      serverSide(
        'set net.tls.mode to requireTLS, with net.tls.certificateKeyFile and net.tls.CAFile, and restart it.',
      ),
    ],
  },
  'server-requires-tls': {
    title: 'The server accepts only connections with TLS',
    explanation:
      'You connect without TLS. The server runs with net.tls.mode: requireTLS and closes such a connection without a word.',
    fixes: ['Add tls=true to the connection string (--tls on the command line).', askForBundle],
  },
  'unknown-ca': {
    title: "The server's certificate comes from an authority you do not trust",
    explanation:
      "A driver follows the chain from the server's certificate up to a root that it trusts. Here it does not get there.",
    fixes: [
      askForBundle,
      "Where an intermediate certificate is missing, put it behind the server's own certificate in net.tls.certificateKeyFile.",
    ],
  },
  'self-signed-certificate': {
    title: "The server's certificate is self-signed",
    explanation: 'No authority vouches for the certificate, so a driver trusts it only if it is told to.',
    fixes: [
      'Save the certificate (without its key) as a PEM file and name that in tlsCAFile.',
      'Better: give the server a certificate of an authority of your own, which all members and clients can trust.',
    ],
  },
  'server-certificate-expired': {
    title: "The server's certificate, or one above it, has expired",
    explanation: 'Drivers refuse a certificate after its last day.',
    fixes: [
      'Renew the certificate and put it in net.tls.certificateKeyFile. Since 5.0, db.rotateCertificates() loads it without a restart; before, restart the server.',
      'If the dates look right, check the clock of this machine.',
    ],
  },
  'server-certificate-not-yet-valid': {
    title: "The server's certificate is not valid yet",
    explanation: 'Drivers refuse a certificate before its first day.',
    fixes: [
      'Check the clock of this machine, and that of the machine that made the certificate.',
      'Otherwise wait, or issue the certificate again.',
    ],
  },
  'hostname-mismatch': {
    title: "The server's certificate is made out for another name",
    explanation:
      'The host name in the connection string must be among the subject alternative names of the certificate.',
    fixes: [
      'Connect by one of the names in the certificate.',
      'Or issue the certificate again with this name: DNS:NAME for a host name, IP:ADDRESS for an address.',
      'For a test only: tlsAllowInvalidHostnames=true. It lets any server with a certificate of the same authority pass for yours.',
    ],
  },
  'server-certificate-wrong-purpose': {
    title: "The server's certificate is not meant for servers",
    explanation: 'The certificate has an extended key usage, and serverAuth is not in it.',
    fixes: [
      'Issue the certificate again with extendedKeyUsage = serverAuth, clientAuth (members of a replica set need both).',
    ],
  },
  'server-certificate-revoked': {
    title: "The server's certificate has been revoked",
    explanation: 'The certificate authority took it back, mostly because its key is no longer secret.',
    fixes: ['Issue a new certificate for the server. Do not turn the check off.'],
  },
  'crl-expired': {
    title: 'The revocation list is out of date',
    explanation:
      'The list in tlsCRLFile is past its next update (or its first day has not come yet), so nothing can be checked against it.',
    fixes: ['Get the current list from the certificate authority and put it in tlsCRLFile.'],
  },
  'crl-wrong-issuer': {
    title: 'The revocation list is not of the authority that issued the certificate',
    explanation:
      'With tlsCRLFile, Node.js needs a list of every authority in the chain, each signed by that authority.',
    fixes: [
      'Put the lists of all authorities of the chain in tlsCRLFile, one behind the other.',
      'Or take tlsCRLFile out.',
    ],
  },
  'crl-unreadable': {
    title: 'The file in tlsCRLFile holds no readable revocation list',
    explanation: 'A list in PEM starts with -----BEGIN X509 CRL-----.',
    fixes: ['Convert a binary list: openssl crl -inform DER -in LIST.crl -out LIST.pem'],
  },
  'client-certificate-required': {
    title: 'The server wants a client certificate',
    explanation:
      'A server with net.tls.CAFile admits only clients with a certificate, unless net.tls.allowConnectionsWithoutCertificates is on.',
    fixes: [
      sendClientCertificate,
      serverSide(
        'net.tls.allowConnectionsWithoutCertificates: true admits clients without one; users must then log in some other way.',
      ),
    ],
  },
  'client-certificate-unknown-ca': {
    title: 'The server does not accept your certificate',
    explanation:
      'The authority that issued it is not in the CAFile of the server (clusterCAFile where that is set), or the chain between them is not complete.',
    fixes: [
      'Use a certificate issued by an authority that the server trusts.',
      'Put the intermediate certificates behind your own in the file of tlsCertificateKeyFile.',
      serverSide('add the authority of the certificate to net.tls.CAFile.'),
    ],
  },
  'client-certificate-expired': {
    title: 'Your certificate is outside its dates',
    explanation: 'The server refuses a client certificate before its first and after its last day.',
    fixes: [
      'Renew the certificate in tlsCertificateKeyFile.',
      "If the dates look right, check the clock of the server's machine.",
    ],
  },
  'client-certificate-revoked': {
    title: 'Your certificate has been revoked',
    explanation: 'The server has it on the revocation list in net.tls.CRLFile.',
    fixes: ['Ask the certificate authority for a new one.'],
  },
  'client-certificate-wrong-purpose': {
    title: 'Your certificate is not meant for clients',
    explanation:
      'It has an extended key usage, and clientAuth is not in it. Public authorities no longer issue certificates with clientAuth.',
    fixes: ['Use a certificate with extendedKeyUsage = clientAuth, from a private certificate authority.'],
  },
  'no-shared-protocol': {
    title: 'No TLS version that both sides speak',
    explanation: 'The server is very old, or net.tls.disabledProtocols turns the newer versions off.',
    fixes: [
      'On the server, take TLS1_2 and TLS1_3 out of net.tls.disabledProtocols.',
      'Servers without TLS 1.2 (MongoDB on old operating systems) need a newer OpenSSL.',
    ],
  },
  'no-shared-cipher': {
    title: 'No cipher suite that both sides accept',
    explanation:
      'The server ends the handshake because it takes none of the suites offered, or none that fits its certificate: suites with ECDSA need an EC key, others an RSA key.',
    fixes: [
      'On the server, check setParameter.opensslCipherConfig (TLS 1.2) and opensslCipherSuiteConfig (TLS 1.3), and the kind of key in net.tls.certificateKeyFile.',
    ],
  },
  'wrong-passphrase': {
    title: 'The passphrase of the private key is wrong',
    explanation:
      'The key in tlsCertificateKeyFile is encrypted, and tlsCertificateKeyFilePassword does not open it.',
    fixes: ['Give the right passphrase.', 'Try it: openssl pkey -in FILE -noout'],
  },
  'passphrase-required': {
    title: 'The private key needs a passphrase',
    explanation: 'The key in tlsCertificateKeyFile is encrypted, and no passphrase was given.',
    fixes: ['Give the passphrase (tlsCertificateKeyFilePassword; --passphrase-stdin on the command line).'],
  },
  'no-private-key': {
    title: 'The certificate file holds no private key',
    explanation: 'tlsCertificateKeyFile must hold both the certificate and its private key.',
    fixes: ['Put both in one file: cat client.crt client.key > client.pem'],
  },
  'no-certificate': {
    title: 'The file holds no certificate',
    explanation: 'A certificate in PEM starts with -----BEGIN CERTIFICATE-----.',
    fixes: [
      'Check that the right file is named.',
      'tlsCertificateKeyFile needs certificate and key in one file: cat client.crt client.key > client.pem',
    ],
  },
  'key-certificate-mismatch': {
    title: 'The private key does not belong to the certificate',
    explanation: 'The first certificate in tlsCertificateKeyFile and the private key there are no pair.',
    fixes: [
      'Put the right pair together. The two outputs must be equal: openssl x509 -in FILE -noout -pubkey; openssl pkey -in FILE -pubout',
    ],
  },
  'file-not-found': {
    title: 'A file named in the TLS options cannot be read',
    explanation:
      'Drivers read the file on the machine where they run; a path inside a container or on the server is another one.',
    fixes: ['Check the path and the permissions of the file.'],
  },
  'not-pem': {
    title: 'A file is not PEM, or is damaged',
    explanation: 'Drivers take only PEM: text with BEGIN and END lines around base64.',
    fixes: ['Name a PEM file, or convert this one.'],
  },
  'conflicting-options': {
    title: 'Options contradict each other',
    explanation: 'Drivers refuse such a connection string before they connect.',
    fixes: ['Take one of the options out.'],
  },
  'bad-connection-string': {
    title: 'The connection string is not valid',
    explanation: 'Drivers refuse it before they connect.',
    fixes: ['The form is mongodb://USER:PASSWORD@HOST:PORT/DATABASE?tls=true&tlsCAFile=PATH'],
  },
  'authentication-failed': {
    title: 'The server refuses the login',
    explanation:
      'TLS works. The user, the password, the mechanism or the authentication database is not right.',
    fixes: [
      'Check user and password. Special characters in them must be percent-encoded in a connection string.',
      'Name the database the user was created in: authSource=admin, in most cases.',
      'For MONGODB-X509, a user named like the subject of your certificate must exist in $external.',
    ],
  },
  'unsupported-by-tls-library': {
    title: 'This TLS library cannot handle the key, the certificate or the parameters',
    explanation:
      'A key may be too small (RSA below 2048), a signature too weak (SHA-1), or the algorithm unknown to this library. Another TLS library may decide otherwise.',
    fixes: ['Issue the certificate again with RSA 2048 or larger, or EC P-256, signed with SHA-256.'],
  },
  'no-suitable-server': {
    title: 'The servers answer, but none of them will do',
    explanation:
      'TLS works. A driver looks for a member of the right replica set that takes its operations, and finds none.',
    fixes: [
      'Check the option replicaSet against the name the server tells.',
      'Check with rs.status() that the replica set has a primary.',
      'To reach a single member, add directConnection=true.',
    ],
  },
  cancelled: {
    title: 'Cancelled',
    explanation: 'The test was cancelled before it ended.',
    fixes: [],
  },
  unknown: {
    title: 'The connection failed',
    explanation: 'The cause is not one that this tool knows.',
    fixes: ["Look in the server's log at the same moment: mongod writes there why it closes a connection."],
  },
};
