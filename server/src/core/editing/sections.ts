/** What the sections of a configuration are about; the catalogue only describes settings. */
const descriptions: Readonly<Record<string, string>> = {
  auditLog: 'Auditing: which events are recorded, where and how.',
  cloud: 'Services of MongoDB in the cloud.',
  'cloud.monitoring': 'Monitoring by a service of MongoDB.',
  'cloud.monitoring.free': 'Free monitoring, which has ended.',
  net: 'How the server is reached: addresses, port, TLS, compression.',
  'net.compression': 'Compression of network messages.',
  'net.grpc': 'Connections by gRPC.',
  'net.http': 'The HTTP interface of servers before 3.6.',
  'net.ssl': 'TLS under its old names; since 4.2 the section is called net.tls.',
  'net.tls': 'TLS: mode, certificates, authorities, and what is tolerated.',
  'net.tls.clusterAuthX509': 'By what a certificate is known to belong to a member of the cluster.',
  'net.unixDomainSocket': 'The socket file for connections from the same machine.',
  operationProfiling: 'Which operations are recorded as slow.',
  processManagement: 'How the process runs: in the background, its process id file, as a Windows service.',
  'processManagement.windowsService': 'Name, description and account of the Windows service.',
  replication: 'Membership in a replica set.',
  security: 'Access control, authentication between members, encryption at rest.',
  'security.kmip': 'The KMIP server that keeps the keys of encryption at rest.',
  'security.ldap': 'Authentication and authorization by an LDAP server.',
  'security.ldap.authz': 'How roles are found in the LDAP directory.',
  'security.ldap.bind': 'How the server logs in to LDAP.',
  'security.sasl': 'The host and service name for SASL.',
  setParameter: 'Server parameters, each by its own name.',
  sharding: 'The role in a sharded cluster.',
  snmp: 'Monitoring by SNMP, of servers before 6.1.',
  storage: 'Where and how data is kept.',
  'storage.inMemory': 'The storage engine that keeps data in memory only.',
  'storage.journal': 'The journal from which data is recovered after a crash.',
  'storage.mmapv1': 'The storage engine of servers before 4.2.',
  'storage.wiredTiger': 'The storage engine WiredTiger.',
  'storage.wiredTiger.collectionConfig': 'How WiredTiger keeps collections.',
  'storage.wiredTiger.engineConfig': 'Cache, journal and files of WiredTiger.',
  'storage.wiredTiger.indexConfig': 'How WiredTiger keeps indexes.',
  systemLog: 'Where and how the server logs.',
  'systemLog.component': 'How much single components of the server log.',
};

/** One or two sentences on a section; undefined where the name says it all. */
export function sectionDescription(path: string): string | undefined {
  return Object.hasOwn(descriptions, path) ? descriptions[path] : undefined;
}
