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

/** A valid configuration of this many lines: the typical one, with a long list of addresses and comments among them. */
export function long(lines: number): string {
  const count = lines - typical.trimEnd().split('\n').length - 1;
  const rows = Array.from({ length: Math.max(0, count) }, (_, at) =>
    at % 4 === 0
      ? `    # rack ${at / 4}\n`
      : `    - 10.${at >> 16}.${(at >> 8) & 255}.${at & 255} # host ${at}\n`,
  );
  return typical.replace(/ {2}clusterAuthMode:.*\n/, `$&  clusterIpSourceAllowlist:\n${rows.join('')}`);
}

/** A configuration of this many lines, most of which set a server parameter: the file with the most settings for its size. */
export function parameters(lines: number): string {
  const head = typical.trimEnd().split('\n');
  const rows = Array.from({ length: Math.max(0, lines - head.length) }, (_, at) =>
    at % 4 === 0 ? `  # group ${at / 4}` : `  benchParameter${at}: ${at}`,
  );
  return `${[...head, ...rows].join('\n')}\n`;
}

/** A keystroke: one character typed into a comment at the end, and taken away again at the next run. */
export const typed = (text: string, run: number): string => (run % 2 === 0 ? text : `${text}#`);
