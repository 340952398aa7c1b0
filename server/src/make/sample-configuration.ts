import { fileName } from './file-name.ts';
import type { MadeFile, TestCertificatesRequest } from './test-certificates.ts';

/**
 * The configuration files that go with test certificates: one of the first mongod, and one of mongosqld where it was asked for.
 * `folder` is where the certificates lie on the server.
 */
export function sampleConfigurations(request: TestCertificatesRequest, folder: string): MadeFile[] {
  const path = (name: string) => JSON.stringify(`${folder.replace(/[\\/]+$/, '')}/${name}`);
  const [[first = 'localhost'] = []] = request.servers;
  const files: MadeFile[] = [
    {
      name: 'mongod.conf',
      mode: 0o644,
      text: `# For testing only: ${first}
net:
  # and, after commas, the addresses by which other machines are to reach it
  bindIp: localhost
  tls:
    mode: requireTLS
    certificateKeyFile: ${path(`${fileName(first)}.pem`)}
    CAFile: ${path('ca.pem')}
    # true: clients may connect without a certificate of their own, and log in with a password
    allowConnectionsWithoutCertificates: false
    disabledProtocols: TLS1_0,TLS1_1
security:
  # enabled: users must log in
  authorization: disabled
`,
    },
  ];
  if (!request.mongosqld) return files;
  const text = `# For testing only. The TLS names of mongosqld are still the ssl names.
net:
  ssl: # what SQL clients see
    mode: requireSSL
    PEMKeyFile: ${path('mongosqld.pem')}
    CAFile: ${path('ca.pem')}
mongodb:
  net:
    uri: ${JSON.stringify(`mongodb://${first.includes(':') ? `[${first}]` : first}:27017`)}
    ssl: # what mongosqld shows to mongod
      enabled: true
      PEMKeyFile: ${path('mongosqld-client.pem')}
      CAFile: ${path('ca.pem')}
`;
  return [...files, { name: 'mongosqld.conf', mode: 0o644, text }];
}
