import { here, network, server, machine, askForBundle, type Text } from './advice.ts';
import type { DiagnosisCode } from './report.ts';

/** On the way to the server: names, ports, protocols. */
export const networkTexts = {
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
    title: 'The server answers; this driver is too new for it',
    explanation: 'The driver of today speaks to MongoDB 4.4 and later only.',
    fixes: [
      here(
        'Use a driver of the time of the server: the compatibility tables of the drivers in the MongoDB manual list which releases speak to which server.',
        { atlas: false },
      ),
      server('Or upgrade the server, one release after the other.'),
    ],
  },
} as const satisfies Readonly<Partial<Record<DiagnosisCode, Text>>>;
