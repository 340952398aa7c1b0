import { parsePem } from '../core/pem/model/pem.ts';
import { isOwnAddress } from '../core/pem/model/host-names.ts';
import { rfc2253 } from '../core/pem/der/name.ts';
import { clientFile, fileName, memberFile, serverFile } from './file-name.ts';
import type { MadeFile, TestCertificatesRequest } from './test-certificates.ts';

const replicaSet = 'test';

/**
 * The configuration files that go with test certificates: one for each mongod, all of one replica set, and one of mongosqld where
 * it was asked for. `folder` is where the certificates lie on the server, `certificates` are what {@link makeTestCertificates} made.
 */
export function sampleConfigurations(
  request: TestCertificatesRequest,
  folder: string,
  certificates: readonly MadeFile[],
): MadeFile[] {
  const path = (name: string) => JSON.stringify(`${folder.replace(/(?<![\\/])[\\/]+$/, '')}/${name}`);
  const { servers, mongosqld } = request;
  const files = servers.map((hosts): MadeFile => ({
    name: servers.length === 1 ? 'mongod.conf' : `mongod-${fileName(hosts[0] ?? '')}.conf`,
    mode: 0o644,
    text: `# For testing only: ${hosts[0] ?? ''}, with MongoDB 4.2 or later
${firstSteps(request, certificates)}net:
${addresses(hosts)}
  tls:
    mode: requireTLS
    # shown to clients and members that connect; for servers only, as public CAs issue it
    certificateKeyFile: ${path(serverFile(hosts))}
    # shown to the other members when this one connects to them; for clients only
    clusterFile: ${path(memberFile(hosts))}
    CAFile: ${path('ca.pem')}
    # true: clients may connect without a certificate of their own, and log in with a password
    allowConnectionsWithoutCertificates: false
    disabledProtocols: TLS1_0,TLS1_1
security:
  # members know each other by O and OU of these certificates; everybody else has to log in
  clusterAuthMode: x509
replication:
  replSetName: ${replicaSet}
`,
  }));
  if (!mongosqld) return files;
  const text = `# For testing only. The TLS names of mongosqld are still the ssl names.
net:
  ssl: # what SQL clients see
    mode: requireSSL
    PEMKeyFile: ${path('mongosqld.pem')}
    CAFile: ${path('ca.pem')}
mongodb:
  net:
    uri: ${JSON.stringify(`mongodb://${memberHost(servers[0] ?? [])}`)}
    ssl: # what mongosqld shows to mongod
      enabled: true
      PEMKeyFile: ${path('mongosqld-client.pem')}
      CAFile: ${path('ca.pem')}
# mongod wants a login: set security.enabled to true here, and mongodb.net.auth.username and password to those of a user
`;
  return [...files, { name: 'mongosqld.conf', mode: 0o644, text }];
}

/** How the set is begun, as comments: what a server without users allows from its own machine (the localhost exception). */
function firstSteps(
  { servers, clients }: TestCertificatesRequest,
  certificates: readonly MadeFile[],
): string {
  const [client] = clients;
  const made = certificates.find(({ name }) => client !== undefined && name === clientFile(client));
  const [own] = parsePem(made?.text ?? '').certificates;
  if (!made || !own) return '';
  const members = servers.map((hosts, index) => `{ _id: ${index}, host: '${memberHost(hosts)}' }`);
  const user = JSON.stringify(rfc2253(own.certificate.subject));
  return `# Once all members run, on the machine of the first one, in this folder:
#   mongosh --host localhost --tls --tlsCAFile ca.pem --tlsCertificateKeyFile ${JSON.stringify(made.name)}
#   rs.initiate({ _id: '${replicaSet}', members: [${members.join(', ')}] })
#   db.getSiblingDB('$external').runCommand({ createUser: ${user}, roles: [{ role: 'root', db: 'admin' }] })
`;
}

/** As other members reach it: a wildcard is no host. */
function memberHost(hosts: readonly string[]): string {
  const host = hosts.find((name) => !name.startsWith('*.')) ?? 'localhost';
  return `${host.includes(':') ? `[${host}]` : host}:27017`;
}

/** `localhost` stands for the addresses that reach no other machine. */
function addresses(hosts: readonly string[]): string {
  const outer = hosts.filter((host) => !isOwnAddress(host) && !host.startsWith('*.'));
  const ipv6 = outer.some((host) => host.includes(':')) ? '\n  ipv6: true' : '';
  return `  bindIp: ${['localhost', ...outer].join(',')}${ipv6}`;
}
