/** The configuration that most deployments have: 37 lines as a package installs them, with TLS switched on. */
export const typical = `# mongod.conf

# for documentation of all options, see:
#   https://www.mongodb.com/docs/manual/reference/configuration-options/

# Where and how to store data.
storage:
  dbPath: /var/lib/mongodb

# where to write logging data.
systemLog:
  destination: file
  logAppend: true
  path: /var/log/mongodb/mongod.log

# network interfaces
net:
  port: 27017
  bindIp: 127.0.0.1,db1.example.net
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/ssl/mongod.pem
    CAFile: /etc/ssl/ca.pem
    disabledProtocols: TLS1_0,TLS1_1

# how the process runs
processManagement:
  timeZoneInfo: /usr/share/zoneinfo

security:
  authorization: enabled
  clusterAuthMode: x509

replication:
  replSetName: rs0

setParameter:
  enableLocalhostAuthBypass: false
`;

/** A configuration of about this many lines: the typical one, and server parameters with comments. */
export function long(lines: number): string {
  const rows = [typical.trimEnd()];
  const count = Math.max(0, lines - typical.trimEnd().split('\n').length);
  for (let at = 0; at < count; at++)
    rows.push(at % 4 === 0 ? `  # group ${at / 4}` : `  benchParameter${at}: ${at}`);
  return `${rows.join('\n')}\n`;
}
