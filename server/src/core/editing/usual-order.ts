/** What is written in most files, in the order in which people write it, by section; the rest follows by the alphabet. */
const usual: Readonly<Record<string, readonly string[]>> = {
  '': [
    'storage',
    'systemLog',
    'net',
    'security',
    'replication',
    'sharding',
    'processManagement',
    'setParameter',
    'operationProfiling',
    'auditLog',
  ],
  net: ['port', 'bindIp', 'tls', 'bindIpAll', 'ipv6', 'maxIncomingConnections', 'compression'],
  'net.tls': [
    'mode',
    'certificateKeyFile',
    'certificateKeyFilePassword',
    'CAFile',
    'clusterFile',
    'clusterPassword',
    'clusterCAFile',
    'CRLFile',
    'allowConnectionsWithoutCertificates',
    'disabledProtocols',
  ],
  'net.ssl': ['mode', 'PEMKeyFile', 'PEMKeyPassword', 'CAFile', 'clusterFile', 'clusterPassword', 'CRLFile'],
  security: ['authorization', 'keyFile', 'clusterAuthMode'],
  storage: ['dbPath', 'engine', 'wiredTiger', 'directoryPerDB'],
  systemLog: ['destination', 'path', 'logAppend', 'logRotate', 'verbosity', 'component'],
  replication: ['replSetName', 'oplogSizeMB'],
  sharding: ['clusterRole', 'configDB'],
  processManagement: ['fork', 'pidFilePath', 'timeZoneInfo'],
};

/** Orders the names of a section: usual ones first. `nameOf` gives a name without what was written before it. */
export function inUsualOrder<T>(items: readonly T[], section: string, nameOf: (item: T) => string): T[] {
  const order = usual[section] ?? [];
  const rank = (item: T): number => {
    const at = order.indexOf(nameOf(item));
    return at < 0 ? order.length : at;
  };
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...items].sort(
    (a, b) => rank(a) - rank(b) || compare(nameOf(a).toLowerCase(), nameOf(b).toLowerCase()),
  );
}
