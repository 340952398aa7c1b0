import type { Facts } from '../../server/src/core/facts/facts.ts';
import { deploymentPart } from '../../server/src/core/deployment/deployment.ts';
import { parseText } from '../../server/src/core/documents/document.ts';
import { exampleFiles } from './example-files.ts';
import { facts } from './facts.ts';

const memberOfCluster = `net:
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/ssl/mongod.pem
    clusterFile: /etc/ssl/client.pem
    CAFile: /etc/ssl/ca.pem
replication:
  replSetName: rs0
security:
  clusterAuthMode: x509
`;

/** What a workspace says of its deployment in which one file has this text, or is the configuration of a member. */
export function deploymentOf(
  path: string,
  text = memberOfCluster,
  { version = '8.0' } = {},
): NonNullable<Facts['deployment']> {
  const document = parseText('config', text);
  return new Map([[path, deploymentPart(document, facts({ files: exampleFiles(), version }))]]);
}
