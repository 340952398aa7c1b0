import type { Certificate } from '../pem/model/certificate.ts';
import type { ServerVersion } from '../server/server-version.ts';

/** Members of a replica set, by the names that a file of the workspace gives them. */
export interface NamedHostList {
  readonly replicaSet: string;
  /** As written, most with a port. */
  readonly hosts: readonly string[];
}

/** A server of the workspace whose members know each other by O, OU and DC of certificates. */
export interface X509Server {
  readonly version: ServerVersion;
  /** Of its certificateKeyFile. */
  readonly own: Certificate;
  /** Of certificateKeyFile and clusterFile: certificates of members by intent. */
  readonly files: readonly Certificate[];
}

/** What one document of the workspace says of the deployment. */
export interface DeploymentPart {
  readonly hostLists: readonly NamedHostList[];
  readonly x509Server?: X509Server;
}
