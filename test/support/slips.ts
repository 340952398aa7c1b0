import type { Program } from '../../server/src/core/server/server-kind.ts';

/** A configuration that the server reads without a fault, as lines. */
export interface Base {
  readonly name: string;
  readonly format: 'yaml' | 'ini';
  readonly program: Program;
  readonly lines: readonly string[];
}

/** A configuration with one slip of its writer. */
export interface Slip {
  readonly kind: SlipKind;
  readonly base: Base;
  readonly text: string;
  /** The lines (zero-based, inclusive) that hold the cause. */
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

type SlipKind =
  | 'name'
  | 'smart quotes'
  | 'comment without a space'
  | 'open quote'
  | 'trailing comma'
  | 'equals sign'
  | 'no colon'
  | 'case'
  | 'no space'
  | 'indentation'
  | 'secret on the next line';

/** Stands in each configuration as its secret. */
export const canary = 'Zq7-canary-Wm4';

const yaml = (name: string, program: Program, text: string): Base => ({
  name,
  format: 'yaml',
  program,
  lines: text.trim().split('\n'),
});
const ini = (name: string, program: Program, text: string): Base => ({
  ...yaml(name, program, text),
  format: 'ini',
});

/** Configurations of many kinds, each of which starts. */
export const bases: readonly Base[] = [
  yaml(
    'member of a replica set',
    'mongod',
    `
storage:
  dbPath: /var/lib/mongodb
systemLog:
  destination: file
  logAppend: true
  path: /var/log/mongodb/mongod.log
net:
  port: 27017
  bindIp: 127.0.0.1,db1.example.net
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/ssl/mongodb/server.pem
    certificateKeyFilePassword: ${canary}
    CAFile: /etc/ssl/mongodb/ca.pem
security:
  authorization: enabled
  keyFile: /etc/mongodb/keyfile
replication:
  replSetName: rs0
`,
  ),
  yaml(
    'x.509 members, four spaces',
    'mongod',
    `
# mongodb-tls: version=7.0.14
net:
    bindIp: db2.example.net
    port: 27018
    tls:
        mode: preferTLS
        CAFile: /srv/tls/ca.crt
        certificateKeyFile: /srv/tls/member.pem
        clusterFile: /srv/tls/cluster.pem
        clusterPassword: ${canary}
        clusterCAFile: /srv/tls/members-ca.crt
        disabledProtocols: TLS1_0,TLS1_1
security:
    clusterAuthMode: x509
    authorization: enabled
replication:
    replSetName: shard01
sharding:
    clusterRole: shardsvr
storage:
    dbPath: /srv/mongo/data
`,
  ),
  yaml(
    'Windows',
    'mongod',
    `
systemLog:
  destination: file
  path: 'D:\\mongo\\log\\mongod.log'
storage:
  dbPath: 'D:\\mongo\\data'
net:
  bindIp: db3.corp.example
  tls:
    mode: requireTLS
    certificateKeyFile: 'C:\\mongo\\tls\\server.pem'
    certificateKeyFilePassword: "${canary}"
    CAFile: 'C:\\mongo\\tls\\ca.pem'
security:
  authorization: enabled
  keyFile: 'C:\\mongo\\keyfile'
replication:
  replSetName: corp
`,
  ),
  yaml(
    'router',
    'mongos',
    `
systemLog:
  destination: syslog
net:
  port: 27017
  bindIp: 0.0.0.0
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/mongos/router.pem
    certificateKeyFilePassword: ${canary}
    CAFile: /etc/mongos/ca.pem
    CRLFile: /etc/mongos/revoked.pem
security:
  keyFile: /etc/mongos/keyfile
sharding:
  configDB: cfg/c1.example.net:27019,c2.example.net:27019,c3.example.net:27019
`,
  ),
  yaml(
    'LDAP and comments',
    'mongod',
    `
# where the data are
storage:
  dbPath: "/data/db"   # a disk of its own

security:
  authorization: "enabled"
  keyFile: "/data/keyfile"
  ldap:
    servers: "ldap1.example.net"
    bind:
      queryUser: "cn=reader,dc=example,dc=net"
      queryPassword: "${canary}"

# who may connect, and how
net:
  bindIp: "127.0.0.1,10.1.2.3"
  tls:
    mode: "requireTLS"
    certificateKeyFile: "/data/tls/node.pem"  # with its key
    CAFile: "/data/tls/root.pem"
    allowConnectionsWithoutCertificates: true
setParameter:
  authenticationMechanisms: PLAIN,SCRAM-SHA-256
`,
  ),
  yaml(
    'dotted keys',
    'mongod',
    `
storage.dbPath: /var/lib/mongo
net.bindIp: 10.0.0.4
net.tls.mode: requireTLS
net.tls.certificateKeyFile: /etc/pki/mongo/node.pem
net.tls.certificateKeyFilePassword: ${canary}
net.tls.CAFile: /etc/pki/mongo/ca.pem
security.authorization: enabled
security.keyFile: /etc/pki/mongo/keyfile
replication.replSetName: rs1
`,
  ),
  ini(
    'INI member',
    'mongod',
    `
dbpath = /var/lib/mongodb
logpath = /var/log/mongodb/mongod.log
logappend = true
bind_ip = 127.0.0.1,db4.example.net
port = 27017
tlsMode = requireTLS
tlsCertificateKeyFile = /etc/ssl/mongodb/server.pem
tlsCertificateKeyFilePassword = ${canary}
tlsCAFile = /etc/ssl/mongodb/ca.pem
auth = true
keyFile = /etc/mongodb/keyfile
replSet = rs0
`,
  ),
  ini(
    'INI router',
    'mongos',
    `
configdb=cfg/c1.example.net:27019,c2.example.net:27019,c3.example.net:27019
bind_ip=10.3.0.1
tlsMode=requireTLS
tlsCertificateKeyFile=/opt/mongos/router.pem
tlsCertificateKeyFilePassword=${canary}
tlsCAFile=/opt/mongos/ca.pem
keyFile=/opt/mongos/keyfile
`,
  ),
];

interface Leaf {
  readonly lead: string;
  readonly key: string;
  readonly separator: string;
  readonly value: string;
  readonly rest: string;
}

/** The parts of a line `key: value  # comment`; undefined for anything else. */
function leafOf(line: string, format: Base['format']): Leaf | undefined {
  const pattern =
    format === 'ini' ? /^()([\w.]+)(\s*=\s*)(\S+)()$/ : /^(\s*)([\w.]+)(: )("[^"]*"|'[^']*'|\S+)(\s+#.*)?$/;
  const [, lead = '', key = '', separator = '', value = '', rest = ''] = pattern.exec(line) ?? [];
  return key === '' ? undefined : { lead, key, separator, value, rest };
}

const bare = (value: string): string => value.replace(/^(["'])(.*)\1$/, '$2');

/** Which lines a slip of each kind is made in: TLS, authentication and what they need. */
const interesting =
  /tls|ssl|auth|keyfile|mode|cafile|certificate|crlfile|cluster|protocol|replset|bind|configdb|dbpath|ldap|query|servers/i;

type Change = (leaf: Leaf, base: Base) => readonly string[];

const leafSlips: Readonly<Record<Exclude<SlipKind, 'name' | 'indentation' | 'no colon'>, Change>> = {
  'smart quotes': ({ lead, key, separator, value, rest }) =>
    ['“”', '‘’', '„“', '""', '«»'].flatMap((pair) => {
      const [open = '', close = ''] = pair === '""' ? ['"', '”'] : Array.from(pair);
      return [`${lead}${key}${separator}${open}${bare(value)}${close}${rest}`];
    }),
  'comment without a space': ({ lead, key, separator, value }, { format }) =>
    format === 'ini'
      ? []
      : ['#old', '# the new one', '#'].map((comment) => `${lead}${key}${separator}${bare(value)}${comment}`),
  'open quote': ({ lead, key, separator, value, rest }, { format }) =>
    format === 'ini'
      ? []
      : [
          `${lead}${key}${separator}"${bare(value).replaceAll('\\', '/')}${rest}`,
          `${lead}${key}${separator}'${bare(value)}${rest}`,
          `${lead}${key}${separator}${bare(value)}"${rest}`,
          `${lead}${key}${separator}${bare(value)}'${rest}`,
        ],
  'trailing comma': ({ lead, key, separator, value, rest }) => [
    `${lead}${key}${separator}${value},${rest}`,
    `${lead}${key}${separator}${bare(value)},${rest}`,
  ],
  'equals sign': ({ lead, key, value, rest }, { format }) =>
    format === 'ini'
      ? [`${key}: ${value}`, `${key}:${value}`]
      : [' = ', '=', '= '].map((sign) => `${lead}${key}${sign}${value}${rest}`),
  case: ({ lead, key, separator, value, rest }) =>
    [key.toLowerCase(), key.toUpperCase(), key.charAt(0).toUpperCase() + key.slice(1), swapped(key)]
      .filter((other) => other !== key)
      .map((other) => `${lead}${other}${separator}${value}${rest}`),
  'no space': ({ lead, key, value, rest }, { format }) =>
    format === 'ini' ? [] : [`${lead}${key}:${value}${rest}`],
  'secret on the next line': ({ lead, key, separator, value }, { format }) =>
    !/password/i.test(key)
      ? []
      : format === 'ini'
        ? [`${key}${separator}\n${value}`]
        : [
            `${lead}${key}:\n${lead}${value}`,
            `${lead}${key}\n${lead}${bare(value)}`,
            `${lead}${key}:\n${bare(value)}`,
          ],
};

function swapped(key: string): string {
  return key.replace(/File/g, 'file').replace(/Mode/g, 'mode').replace(/Ip$/, 'IP').replace(/^CA/, 'Ca');
}

/** What people write for a name. */
const writtenNames: Readonly<Record<string, readonly string[]>> = {
  certificateKeyFile: [
    'PEMKeyFile',
    'certFile',
    'cert',
    'certificateFile',
    'pemKeyFile',
    'certificate',
    'keyFile',
  ],
  certificateKeyFilePassword: ['PEMKeyPassword', 'password', 'keyPassword', 'passphrase'],
  CAFile: ['ca', 'caFile', 'cafile', 'CA', 'caCert', 'rootCA', 'trustedCAFile'],
  authorization: ['authorized', 'authentication', 'auth', 'enabled', 'enableAuth'],
  replSetName: ['replicaSet', 'replicaSetName', 'rsName'],
  dbPath: ['path', 'dataPath', 'directory', 'dbpath'],
  mode: ['Mode', 'tlsMode', 'sslMode'],
  bindIp: ['bind_ip', 'bindIP', 'bind', 'listen', 'bindAddress'],
  clusterAuthMode: ['authMode', 'clusterAuth'],
  clusterFile: ['clusterCertificate', 'clusterKeyFile', 'clusterPEMKeyFile'],
  clusterPassword: ['clusterFilePassword', 'clusterKeyPassword'],
  CRLFile: ['crl', 'crlfile', 'revocationList'],
  configDB: ['configServers', 'configServer', 'configdb'],
  tlsMode: ['mode', 'tls', 'sslmode', 'tls_mode'],
  tlsCertificateKeyFile: ['tlsCertFile', 'tlsPEMKeyFile', 'tlsCert', 'tlsCertificateFile'],
  tlsCAFile: ['tlsCa', 'tlsCaCert', 'CAFile', 'tls_ca_file'],
  replSet: ['replicaSet', 'replSetName', 'replset'],
  bind_ip: ['bindIp', 'bindip', 'bind'],
  auth: ['authorization', 'authentication', 'authenticate'],
};

/** All slips, each of one kind in one line of one configuration; `names` are what people write for a name. */
export function* slips(
  from: readonly Base[] = bases,
  names: Readonly<Record<string, readonly string[]>> = writtenNames,
): Generator<Slip> {
  for (const base of from) {
    for (const [index, line] of base.lines.entries()) {
      const leaf = leafOf(line, base.format);
      if (leaf && interesting.test(line)) yield* ofLeaf(base, index, leaf, names);
      if (base.format === 'yaml' && /^\s*[\w.]+:/.test(line)) yield* ofLine(base, index, line);
    }
  }
}

function* ofLeaf(
  base: Base,
  index: number,
  leaf: Leaf,
  names: Readonly<Record<string, readonly string[]>>,
): Generator<Slip> {
  for (const [kind, change] of Object.entries(leafSlips) as [SlipKind, Change][]) {
    for (const changed of new Set(change(leaf, base))) {
      if (changed === base.lines[index] || isHarmless(kind, leaf)) continue;
      yield made(kind, base, index, index + 1, changed.split('\n'));
    }
  }
  const last = leaf.key.split('.').at(-1) ?? '';
  const section = leaf.key.slice(0, leaf.key.length - last.length);
  for (const name of names[last] ?? []) {
    if (name === last) continue;
    yield made('name', base, index, index + 1, [
      `${leaf.lead}${section}${name}${leaf.separator}${leaf.value}${leaf.rest}`,
    ]);
  }
}

/** Nothing tells that such a value is not what was meant. */
function isHarmless(kind: SlipKind, { key }: Leaf): boolean {
  if (/password/i.test(key) && /smart|comment|comma|open quote/.test(kind)) return true;
  if (kind === 'trailing comma') return /bindIp|bind_ip|servers|configD|Protocols|queryUser/i.test(key);
  return kind === 'comment without a space' && /replSetName|queryUser|servers/.test(key);
}

function* ofLine(base: Base, index: number, line: string): Generator<Slip> {
  const lead = /^ */.exec(line)?.[0] ?? '';
  const step = base.lines.some((other) => /^ {2}\S/.test(other)) ? 2 : 4;
  const leaf = leafOf(line, base.format);
  if (!interesting.test(line) && leaf) return;
  const body = line.slice(lead.length);
  if (!line.includes('.') || leaf)
    yield made('no colon', base, index, index + 1, [lead + body.replace(': ', ' ').replace(/:$/, '')]);
  if (!leaf && !body.endsWith(':')) return;
  if (!leaf) {
    for (const name of [body.toUpperCase(), body.charAt(0).toUpperCase() + body.slice(1)]) {
      yield made('case', base, index, index + 1, [lead + name]);
    }
  }
  if (!base.lines.some((other) => /^ +\S/.test(other))) return;
  const end = leaf ? index + 1 : endOfSection(base, index, lead.length);
  const section = base.lines.slice(index, end);
  for (const by of [step, -step, 1, -1]) {
    if (lead.length + by < 0) continue;
    const shifted = section.map((each) =>
      each.trim() === '' ? each : by > 0 ? ' '.repeat(by) + each : each.slice(-by),
    );
    yield made('indentation', base, index, end, shifted, lead.length + by);
  }
}

function endOfSection({ lines }: Base, index: number, indent: number): number {
  let end = index + 1;
  while (end < lines.length && (/^ */.exec(lines[end] ?? '')?.[0].length ?? 0) > indent) end++;
  return end;
}

function made(
  kind: SlipKind,
  base: Base,
  from: number,
  to: number,
  changed: readonly string[],
  at?: number,
): Slip {
  const lines = [...base.lines.slice(0, from), ...changed, ...base.lines.slice(to)];
  return {
    kind,
    base,
    text: lines.join('\n') + '\n',
    from,
    to: from + changed.length - 1,
    title: `${base.name}, ${kind}: ${changed[0] ?? ''}${at === undefined ? '' : ` (at ${String(at)})`}`,
  };
}
