import type { Host } from '../host/host.ts';
import { keyFileMode, newKey } from './new-key.ts';
import type { MadeFile } from './test-certificates.ts';
import { writeNew } from './write-files.ts';

const members = ['db1.example.net', 'db2.example.net', 'db3.example.net'];
const validDays = 365;

/**
 * Writes a folder to try everything on: a configuration with the old names of TLS, a keyfile with a fault, and a replica set of
 * three in plain text with certificates that are ready. Keys and certificates are made for this folder. Answers with the paths, or
 * with the reason why nothing was written.
 */
export async function makeSampleWorkspace(
  folder: string,
  host: Pick<Host, 'stat' | 'create' | 'remove' | 'now'>,
): Promise<{ readonly paths: readonly string[] } | { readonly problem: string }> {
  // with it comes a library of several hundred kilobytes
  const { makeTestCertificates } = await import('./test-certificates.ts');
  const certificates = await makeTestCertificates({
    servers: members.map((name) => [name]),
    clients: ['reporting'],
    key: 'p256',
    days: validDays,
    organization: 'Sample',
    now: host.now(),
  });
  return writeNew(host, folder, [
    { name: 'README.md', text: readme, mode: 0o644 },
    { name: '.vscode/settings.json', text: settings, mode: 0o644 },
    { name: 'old/mongod.conf', text: oldNames, mode: 0o644 },
    { name: 'certs/mongodb-keyfile', text: `- ${newKey()}\n- my secret, key\n`, mode: keyFileMode },
    ...certificates.map((file) => ({ ...file, name: `certs/${file.name}` })),
    { name: 'certs/keyfile', text: `${newKey()}\n`, mode: keyFileMode },
    ...members.map(plainMember),
  ]);
}

/** Where the files of the servers lie here, seen from each configuration. */
const settings = `${JSON.stringify({ 'mongodbTls.pathMap': { '/etc/mongodb': '../certs' } }, undefined, 2)}\n`;

const oldNames = `# A server that was set up for MongoDB 4.0: TLS is still called SSL here.
# Put the cursor on an underlined word and press Ctrl+. (on a Mac: Cmd+.)
net:
  port: 27017
  bindIp: localhost,db1.example.net
  ssl:
    mode: requireSSL
    PEMKeyFile: /etc/mongodb/db1.example.net.pem # certificate and private key
    clusterFile: /etc/mongodb/db1.example.net-member.pem
    CAFile: /etc/mongodb/ca.pem
    allowConnectionsWithoutCertificates: true
    disabledProtocols: TLS1_0,TLS1_1
security:
  authorization: enabled
  keyFile: /etc/mongodb/keyfile
replication:
  replSetName: rs0
`;

function plainMember(name: string): MadeFile {
  const [folder = name] = name.split('.');
  const text = `# mongodb-tls: version=8.0.10 host=${name}:27017
net:
  port: 27017
  bindIp: localhost,${name}
security:
  authorization: enabled
  keyFile: /etc/mongodb/keyfile
replication:
  replSetName: cluster
`;
  return { name: `${folder}/mongod.conf`, text, mode: 0o644 };
}

const readme = `# Try it

1. Open **old/mongod.conf**. Its \`net.ssl\` names are struck through: MongoDB renamed them in 4.2. Put the cursor on one and press
   \`Ctrl+.\` (\`Cmd+.\` on a Mac) to rename it, or run **MongoDB TLS: Migrate net.ssl to net.tls**.
2. Put the cursor on \`/etc/mongodb/db1.example.net.pem\` and run **MongoDB TLS: Inspect PEM**: the chain, what mongod makes of it, and
   which clients accept it. The setting \`mongodbTls.pathMap\` tells that the file lies in \`certs\`.
3. Run **MongoDB TLS: Test Connection** while it is open. No server listens here, so you see how a failure is explained.
4. Run **MongoDB TLS: Check Cluster**. The three servers \`db1\`, \`db2\` and \`db3\` speak in plain text, and the old one is by itself.
5. Run **MongoDB TLS: Plan Rolling Upgrade** and choose "From plain text to requireTLS". The certificates are ready: answer
   \`/etc/mongodb/{host}.pem\`, \`/etc/mongodb/{host}-member.pem\` and \`/etc/mongodb/ca.pem\`. The plan takes the cluster there without an outage, stage by stage.
6. Open **certs/mongodb-keyfile**: one of its two keys holds characters that no key may have.

The keys were made for this folder and protect nothing.
`;
