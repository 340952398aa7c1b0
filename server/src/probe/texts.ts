import type { Advice } from './facts.ts';
import type { DiagnosisCode } from './report.ts';

/** What every cause is called, why it happens, and what to do about it. */
export interface Text {
  readonly title: string;
  readonly explanation: string;
  readonly fixes: readonly Advice[];
}

const here = (text: string, when: Advice['when'] = {}): Advice => ({ text, side: 'connection-string', when });
const network = (text: string, when: Advice['when'] = {}): Advice => ({ text, side: 'network', when });
const caFile = (text: string, when: Advice['when'] = {}): Advice => ({ text, side: 'ca-file', when });
const chain = (text: string): Advice => ({ text, side: 'server-chain', when: { atlas: false } });
const server = (text: string, when: Advice['when'] = {}): Advice => ({
  text,
  side: 'server-configuration',
  when: { atlas: false, ...when },
});
const clientFile = (text: string): Advice => ({ text, side: 'client-certificate' });
const machine = (text: string): Advice => ({ text, side: 'this-machine' });

const askForBundle = caFile(
  'Ask the owner of the server for the file of its certificate authority (the root, as PEM) and name it in tlsCAFile.',
  { atlas: false },
);
const askForRightBundle = caFile(
  'Ask the owner of the server for the current file of its certificate authority (the root, as PEM), and name it in tlsCAFile instead of the present one.',
  { caFileGiven: true, atlas: false },
);

/** The one table of explanations. The sentences about the case at hand come from where the failure was found. */
export const texts: Readonly<Record<DiagnosisCode, Text>> = {
  'host-not-found': {
    title: 'The host name is not known',
    explanation: 'The name has no address here, so nothing was dialled.',
    fixes: [
      machine('Check the spelling of the host name.'),
      machine(
        'Check that this machine uses the DNS server that knows the name (VPN, container network, /etc/hosts).',
      ),
    ],
  },
  'dns-failed': {
    title: 'The name service does not answer',
    explanation:
      'The question was asked, and the DNS servers of this machine gave no answer to it: the name may be right. Nothing was dialled.',
    fixes: [
      machine(
        'Check the DNS servers of this machine (/etc/resolv.conf, VPN, container network) and that a firewall lets port 53 through.',
      ),
      machine('Try the question by itself: nslookup HOST'),
    ],
  },
  'connection-refused': {
    title: 'Nothing listens at this address and port',
    explanation: 'The machine answers, and says that no program listens at the port.',
    fixes: [
      server('Check that mongod runs and that net.port is the port you dialled.'),
      server(
        'Check that net.bindIp lists the address you dialled: its default, localhost, is reached from the same machine only.',
      ),
      network('Check that the tunnel, container or port forwarding that should listen here is up.', {
        loopback: true,
      }),
    ],
  },
  'connect-timeout': {
    title: 'The server does not answer in time',
    explanation:
      'No answer came. A firewall that drops packets, a wrong address, or a network without a route does so; a server that is overloaded may.',
    fixes: [
      network('Check address and port, and that firewalls and security groups let this machine through.'),
      network('Check the IP access list of the Atlas project (Security, Network Access).', { atlas: true }),
      network('Where the network is slow, allow more time for the test.'),
    ],
  },
  'server-speaks-plain-text': {
    title: 'The server does not speak TLS at this port',
    explanation:
      'You connect with TLS, and the server answers as one without: net.tls.mode (formerly net.ssl.mode) is disabled or absent there.',
    fixes: [
      here('Connect without TLS: take out tls=true, or write tls=false with mongodb+srv://.', {
        plainAnswered: true,
        tlsAnswered: false,
      }),
      server(
        'Or set net.tls.mode to requireTLS on the server, with net.tls.certificateKeyFile and net.tls.CAFile, and restart it.',
        { tlsAnswered: false },
      ),
    ],
  },
  'server-requires-tls': {
    title: 'The server accepts only connections with TLS',
    explanation:
      'You connect without TLS. The server runs with net.tls.mode: requireTLS and closes such a connection silently.',
    fixes: [
      here('Add tls=true to the connection string (--tls on the command line).', {
        tlsAsked: false,
        tlsAnswered: true,
      }),
      { ...askForBundle, when: { caFileGiven: false, atlas: false } },
    ],
  },
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
  'no-suitable-server': {
    title: 'The servers answer, but none of them will do',
    explanation:
      'A driver looks for a member of the right replica set that takes its operations, and finds none.',
    fixes: [
      here('Check the option replicaSet against the name the server tells.'),
      server('Check with rs.status() that the replica set has a primary.'),
      here('To reach a single member, add directConnection=true.'),
    ],
  },
  'ip-not-allowed': {
    title: 'Atlas does not let this address in',
    explanation:
      'Atlas ends the handshake with this alert when your IP address is not on the IP access list of the project. It has nothing to do with certificates.',
    fixes: [
      network(
        'In Atlas, open Security, Network Access, and add the address that your machine has on the Internet.',
        { atlas: true },
      ),
    ],
  },
  'not-mongodb': {
    title: 'Another kind of server listens at this port',
    explanation: 'The port answers, but not as MongoDB does.',
    fixes: [network('Check host and port: MongoDB listens at net.port, 27017 unless it is set.')],
  },
  'server-name-unknown': {
    title: 'The server does not know the name that was asked for',
    explanation:
      'A TLS client sends the name of the host it wants (SNI), and a router or ingress in front of several servers chooses by it. This one has none of that name.',
    fixes: [
      here('Connect by the name that the router has a route for; an IP address sends no name.'),
      network(
        'Check the route on the router, ingress or load balancer: its host must be exactly this name, with TLS passed through.',
      ),
    ],
  },
  'connection-closed': {
    title: 'The connection was closed before anything was said',
    explanation: 'The port accepts connections, and the other side ends them without a reason.',
    fixes: [
      network(
        'Check what stands between: a proxy, a load balancer without a server behind it, or a firewall closes connections so.',
      ),
      server(
        'Look in the log of mongod at the same moment: it writes there why it closes a connection. Nothing in the log means that the connection never got there.',
      ),
    ],
  },
  'old-tls-proxy': {
    title: 'An old TLS proxy answers',
    explanation:
      'It knows no secure renegotiation (RFC 5746), which TLS libraries of today insist on. mongod always does, so this is a proxy or an appliance in front of it, or a very old server.',
    fixes: [
      network(
        'Update the TLS proxy or load balancer that answers at this port, or pass TLS through to mongod.',
      ),
      network('Connect to mongod itself, past the proxy.'),
    ],
  },
  'server-too-old': {
    title: 'TLS and the greeting work; this driver is too new for the server',
    explanation: 'The driver of today speaks to MongoDB 4.4 and later only.',
    fixes: [
      here(
        'Use a driver of the time of the server: the compatibility tables of the drivers in the MongoDB manual list which releases speak to which server.',
        { atlas: false },
      ),
      server('Or upgrade the server, one release after the other.'),
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
    fixes: [
      server("Look in the server's log at the same moment: mongod writes there why it closes a connection."),
    ],
  },
};
