import { describe, expect, it } from 'vitest';
import { convertToYaml } from '../../../server/src/core/fixing/convert.ts';
import { meaningOf } from '../../../server/src/core/config/normalised-settings.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { targetOf } from '../../../server/src/core/catalogue/vocabulary.ts';
import { facts } from '../../support/facts.ts';

function convert(text: string, version = '8.0', fileName = 'mongod.conf'): string {
  const config = parseConfig(text, { fileName });
  const result = convertToYaml(config, targetOf(config.program, facts({ version })));
  return 'text' in result ? result.text : result.reason;
}

describe('convertToYaml', () => {
  it('writes a switch that is a server parameter below setParameter', () => {
    expect(convert('notablescan = true\nport = 1\n')).toBe(
      'setParameter:\n  notablescan: true\n\nnet:\n  port: 1\n',
    );
    expect(convert('notablescan = yes\n# why\nsetParameter = ttlMonitorEnabled=false\n')).toBe(
      'setParameter:\n  notablescan: true\n  # why\n  ttlMonitorEnabled: false\n',
    );
    expect(convert('notablescan = false\nport = 1\n')).toContain('has no effect: notablescan = false');
    expect(convert('notablescan = true\nsetParameter = notablescan=true\n')).toContain('a second time');
  });

  it('groups settings by section, with the comments of each', () => {
    const ini = [
      '# mongod.conf of the shop',
      '',
      '# where the data is',
      'dbpath=/var/lib/mongodb',
      'logpath = /var/log/mongodb/mongod.log # keep it',
      'logappend=yes',
      '',
      '# everybody',
      'bind_ip = 127.0.0.1,::1',
      'port = 27017',
      '# TLS',
      'sslMode = requireSSL#all',
      'sslPEMKeyFile = /etc/ssl/a b.pem',
      'journalCommitInterval = 100',
      'auth = true',
      'noscripting = on',
      'setParameter = disableNonSSLConnectionLogging=true',
      'verbose = vv',
      '# cpu = true',
      '',
    ].join('\n');
    expect(convert(ini)).toBe(
      `# mongod.conf of the shop

storage:
  # where the data is
  dbPath: /var/lib/mongodb
  journal:
    commitIntervalMs: 100

systemLog:
  destination: file
  path: /var/log/mongodb/mongod.log # keep it
  logAppend: true
  verbosity: 2

net:
  # everybody
  bindIp: 127.0.0.1,::1
  port: 27017
  tls:
    # TLS
    mode: requireTLS #all
    certificateKeyFile: /etc/ssl/a b.pem

security:
  authorization: enabled
  javascriptEnabled: false

setParameter:
  disableNonTLSConnectionLogging: true

# cpu = true
`,
    );
  });

  it.each([
    [
      'the ssl names before 4.2',
      'sslMode = requireSSL\nsslCAFile = a\n',
      '4.0',
      'net:\n  ssl:\n    mode: requireSSL\n    CAFile: a\n',
    ],
    ['sslOnNormalPorts', 'sslOnNormalPorts = true\n', '8.0', 'net:\n  tls:\n    mode: requireTLS\n'],
    [
      'sslOnNormalPorts before 4.2',
      'sslOnNormalPorts = true\n',
      '4.0',
      'net:\n  ssl:\n    mode: requireSSL\n',
    ],
    [
      'double negatives',
      'noauth = false\nnounixsocket = no\n',
      '8.0',
      'security:\n  authorization: enabled\n\nnet:\n  unixDomainSocket:\n    enabled: true\n',
    ],
    ['quotes, which are part of a value', 'dbpath = "/data"\n', '8.0', 'storage:\n  dbPath: \'"/data"\'\n'],
    [
      'values that YAML would take otherwise',
      "replSet = null\ndbpath = it's :so\n",
      '8.0',
      "replication:\n  replSetName: 'null'\n\nstorage:\n  dbPath: it's :so\n",
    ],
    ['CRLF and a byte order mark', '\uFEFFport = 1\r\n', '8.0', '\uFEFFnet:\r\n  port: 1\r\n'],
    [
      'removed names as comments',
      'smallfiles = true # x\nport = 1\n',
      '8.0',
      'net:\n  # Not converted, because it was removed from the server: smallfiles = true # x\n  port: 1\n',
    ],
    [
      'names of the command line as comments',
      'port = 1\ncpu = true\nsyslog = false\n',
      '8.0',
      'net:\n  port: 1\n\n# Not converted, because it has no YAML form: cpu = true\n# Not converted, because it has no effect: syslog = false\n',
    ],
    [
      'what is set twice',
      'port = 1\nport = 2\n',
      '8.0',
      'net:\n  port: 1\n\n# Not converted, because it sets net.port a second time: port = 2\n',
    ],
    [
      'noprealloc, which says the opposite',
      'noprealloc = true\n',
      '3.6',
      'storage:\n  mmapv1:\n    preallocDataFiles: false\n',
    ],
    [
      'noprealloc, which is gone',
      'noprealloc = true\nport = 1\n',
      '4.2',
      'net:\n  # Not converted, because it was removed from the server: noprealloc = true\n  port: 1\n',
    ],
    ['profile', 'profile = 1\n', '8.0', 'operationProfiling:\n  mode: slowOp\n'],
    [
      'sections that are none',
      'port = 1\n[mongod]\nquiet = true\n',
      '8.0',
      'net:\n  port: 1\n\n# Not converted, because it is no setting: [mongod]\n# Not converted, because it is not known to this server: quiet = true\n',
    ],
  ])('converts %s', (_, ini, version, yaml) => {
    expect(convert(ini, version)).toBe(yaml);
    expect(parseConfig(yaml).problems).toEqual([]);
  });

  it('puts the items of a list together', () => {
    const ini = 'clusterIpSourceWhitelist = 10.0.0.0/8\n# more\nclusterIpSourceWhitelist = 127.0.0.1\n';
    const yaml = convert(ini, '8.0');
    expect(yaml).toBe(
      'security:\n  clusterIpSourceAllowlist:\n    - 10.0.0.0/8\n    # more\n    - 127.0.0.1\n',
    );
    expect(meaningOf(parseConfig(yaml))).toEqual(meaningOf(parseConfig(ini)));
  });

  it.each([
    ['YAML', 'net:\n  port: 1\n', 'not in the INI format'],
    ['an empty file', '# nothing\n', 'not in the INI format'],
    ['a template', 'port = {{ port }}\nfork = true\n', 'template'],
    ['a broken file', 'port = 1\nfork\n', 'mend its errors'],
  ])('refuses %s and says why', (_, text, reason) => {
    expect(convert(text)).toContain(reason);
  });
});
