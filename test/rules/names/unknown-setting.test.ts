import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-setting', {
  valid: [
    // behind a tab it is open what stands below what
    'net:\n  port: 1\n\ttls:\n\t\tmode: requireTLS\n',
    'storage:\n\tdbPath: /data\nnet:\n\tport: 1\n',
    // the line at which the server stops reading has a report of its own
    'storage:\n  dbPath: /data\n  engine: wiredTiger\n wiredTiger:\nnet:\n  port: 1\n',
    'storage:\n  dbPath: /data\nPATH=/opt/mongo/bin\nnet:\n  port: 1\n',
    'net:\n  tls:\n    mode: requireTLS\n',
    'net.tls.mode: requireTLS\n',
    'net: {port: {value: 27017}}\n',
    // an empty map is nothing (server-behaviour.md P11)
    'foo: {}\n',
    'net: {}\n',
    // an empty section and a missing blank have rules of their own
    'net:\n',
    'net:\n  tls:\n    mode:requireTLS\n',
    'storage:\n  engine: wiredTiger\n  dbPath:/data\n',
    'setParameter:\n  anything: 1\n',
    { text: 'storage:\n  journal:\n    enabled: true\n', version: '6.0' },
    { text: 'net:\n  ssl:\n    mode: requireSSL\n', version: '4.0' },
    { text: 'net:\n  tls:\n    logVersions: TLS1_2\n', version: '4.0.28' },
    { text: 'security:\n  kmip:\n    serverName: kms\n', edition: 'enterprise' },
    // in the public source up to 5.0 (server-behaviour.md T22)
    { text: 'net:\n  tls:\n    FIPSMode: true\n', version: '5.0', edition: 'community' },
    { text: 'net:\n  tls:\n    certificateSelector: subject=a\n', platform: 'windows' },
    // a drive or the service's settings show a file for Windows, whatever the setting says
    'storage:\n  dbPath: C:\\data\nnet:\n  tls:\n    certificateSelector: subject=a\n',
    'processManagement:\n  windowsService:\n    serviceName: MongoDB\n',
    'security:\n  vault:\n    serverName: v\n',
    '__exec: cat other.conf\ntype: yaml\ntrim: whitespace\n',
    'net:\n  port:\n    __exec: echo 1\n    type: string\n',
    // a template may write it for old versions only
    "{% if version < '6.1' %}\nstorage:\n  journal:\n    enabled: true\n{% endif %}\n",
    'net:\n  tls:\n    mode: requireTLS\n  {% if ca %}\n  CAFile: {{ ca }}\n  {% endif %}\n',
    { text: 'journal = true\nfoo = 1\n', fileName: 'mongod.conf' },
    { text: 'schema:\n  path: /x\nnet:\n  foo: 1\n', fileName: 'mongosqld.conf' },
    { text: 'sharding:\n  chunkSize: 64\n', program: 'mongos', version: '3.2' },
    // non-breaking blanks are reported as such elsewhere
    'net:\n\u00A0\u00A0port: 1\n',
  ],
  invalid: [
    // a blank is missing, but behind a colon that has one before it
    { text: '⟦net⟧: port:27017\n' },
    { text: '⟦net⟧: "port:27017"\nstorage:\n  dbPath: /d\n' },
    { text: '⟦storage⟧:\n  "dbPath:/d"\n' },
    // a non-breaking blank behind a name is part of it
    { text: 'net:\n  ⟦port\u00A0⟧: 1\n', fixed: 'net:\n  port: 1\n' },
    { text: '⟦net\u00A0⟧:\n  port: 1\n', fixed: 'net:\n  port: 1\n' },
    {
      text: 'storage:\n  journal:\n    ⟦enabled⟧: true\n',
      fixed: '',
      versionIsAssumed: true,
      severity: 'warning',
      message: 'removed in MongoDB 6.1: from that version on mongod does not start with it. The journal',
    },
    {
      text: 'net:\n  ⟦http⟧:\n    enabled: true\n',
      fixed: '',
      // no server we know of takes it
      versionIsAssumed: true,
      severity: 'error',
    },
    {
      text: 'storage:\n  ⟦smallFiles⟧: true\n  dbPath: /data\n',
      versionIsAssumed: true,
      severity: 'warning',
      message: 'none knows from 4.2 on',
    },
    {
      text: 'storage:\n  dbPath: /data\n  journal:\n    ⟦enabled⟧: true # always\nnet:\n  port: 1\n',
      message: 'removed in MongoDB 6.1',
      fixed: 'storage:\n  dbPath: /data\nnet:\n  port: 1\n',
      severity: 'error',
    },
    {
      text: 'storage:\n  journal:\n    ⟦enabled⟧: true\n    commitIntervalMs: 100\n',
      fixed: 'storage:\n  journal:\n    commitIntervalMs: 100\n',
    },
    { text: 'storage: {journal: {⟦enabled⟧: true}}\n', fixed: '' },
    {
      text: 'storage: {journal: {⟦enabled⟧: true}, dbPath: /data}\n',
      fixed: 'storage: {dbPath: /data}\n',
    },
    { text: 'storage.journal.⟦enabled⟧: false\nnet.port: 1\n', fixed: 'net.port: 1\n' },
    {
      text: 'storage:\n  ⟦mmapv1⟧:\n    smallFiles: true\n    nsSize: 16\n  dbPath: /data\n',
      message: 'removed in MongoDB 4.2',
      fixed: 'storage:\n  dbPath: /data\n',
    },
    { text: 'net:\n  "⟦http⟧":\n    enabled: false\n  port: 1\n', fixed: 'net:\n  port: 1\n' },
    {
      text: 'net:\n  ⟦tls⟧:\n    mode: requireTLS\n    CAFile: /ca.pem\n',
      version: '4.0.28',
      message: 'net.tls came with MongoDB 4.2',
    },
    // 3.6.10 brought net.tls.logVersions alone
    {
      text: 'net:\n  ⟦tls⟧:\n    mode: requireTLS\n    CAFile: /ca.pem\n',
      version: '3.6.0',
      message: 'net.tls came with MongoDB 4.2',
    },
    {
      text: 'net:\n  ⟦tls⟧:\n    logVersions: TLS1_0\n',
      version: '3.6.0',
      message: 'net.tls came with MongoDB 3.6.10',
    },
    {
      text: 'sharding:\n  configDB: rs/a:1\n⟦storage⟧:\n  dbPath: /data\n  journal:\n    enabled: true\n',
      program: 'mongos',
      message: 'a setting of mongod only',
    },
    {
      text: 'sharding:\n  configDB: rs/a:1\n⟦storage⟧:\n  journal:\n    enabled: true\n',
      program: 'mongos',
      message: 'storage is a setting of mongod only',
    },
    { text: 'sharding:\n  ⟦configDB⟧: rs/a:1\n', program: 'mongod', message: 'mongos only' },
    {
      text: 'net:\n  tls:\n    ⟦certificateSelector⟧: subject=a\n',
      message: 'Windows and macOS only',
    },
    { text: 'processManagement:\n  ⟦fork⟧: true\n', platform: 'windows' },
    { text: '⟦auditLog⟧:\n  destination: file\n', edition: 'community', message: 'Enterprise' },
    { text: 'net:\n  tls:\n    ⟦FIPSMode⟧: true\n', edition: 'community' },
    { text: '⟦foo⟧: 1\n', message: 'foo is not a setting of MongoDB' },
    { text: '⟦net⟧: 27017\n', message: 'net is a section' },
    { text: '⟦net⟧: [a]\n' },
    { text: 'net:\n  port:\n    ⟦number⟧: 1\n', message: 'net.port takes a value' },
    { text: 'net:\n  ⟦<<⟧: x\n', message: 'merge keys' },
    // case and typing errors
    {
      text: 'security:\n  ⟦keyfile⟧: /k\n',
      message: 'names are case-sensitive',
      fixed: 'security:\n  keyFile: /k\n',
    },
    {
      text: 'net:\n  tls:\n    ⟦certifcateKeyFile⟧: /a.pem\n',
      message: 'did you mean certificateKeyFile?',
      fixed: 'net:\n  tls:\n    certificateKeyFile: /a.pem\n',
    },
    { text: '⟦securty⟧:\n  keyFile: /k\n', fixed: 'security:\n  keyFile: /k\n' },
    { text: 'net.⟦tsl⟧.mode: requireTLS\n', fixed: 'net.tls.mode: requireTLS\n' },
    // a name of the command line
    {
      text: 'storage:\n  dbPath: /data\n⟦logpath⟧: /log\n',
      message: 'write systemLog.destination: file and systemLog.path',
    },
    {
      text: 'storage:\n  dbPath: /data\nsharding:\n  ⟦configDB⟧: a/b:1\n',
      fileName: 'mongod.conf',
      message: 'sharding.configDB is a setting of mongos only',
    },
    {
      text: 'net:\n  ⟦tls⟧:\n    mode: requireTLS\n    logVersions: TLS1_0\n',
      version: '3.6.0',
      message: 'net.tls came with MongoDB 4.2',
    },
    { text: '⟦noscripting⟧: true\n', message: 'in YAML write security.javascriptEnabled: false' },
    {
      text: '# where\n⟦dbpath⟧: /data # here\nnet:\n  port: 1\n',
      message: 'in YAML it is storage.dbPath',
      fixed: 'net:\n  port: 1\nstorage:\n  # where\n  dbPath: /data # here\n',
    },
    {
      text: 'storage:\n  dbPath: /data\n⟦tlsMode⟧: requireTLS\n',
      fixed: 'storage:\n  dbPath: /data\nnet:\n  tls:\n    mode: requireTLS\n',
    },
    // the wrong section
    {
      text: 'net:\n  # the CA\n  ⟦CAFile⟧: /ca.pem\n  tls:\n    mode: requireTLS\n',
      message: 'it belongs under net.tls',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n    # the CA\n    CAFile: /ca.pem\n',
    },
    {
      text: 'net:\n    port: 1\n    ⟦security⟧:\n        authorization: enabled\n        keyFile: /k\n',
      message: 'it belongs at the top level',
      fixed: 'net:\n    port: 1\nsecurity:\n    authorization: enabled\n    keyFile: /k\n',
    },
    {
      text: 'security:\n⟦authorization⟧: enabled\nnet:\n  port: 1\n',
      fixed: 'security:\n  authorization: enabled\nnet:\n  port: 1\n',
    },
    {
      text: '⟦tls⟧:\n  mode: requireTLS\r\nnet:\r\n  port: 1',
      fixed: 'net:\r\n  port: 1\n  tls:\n    mode: requireTLS',
    },
    { text: '⟦verbosity⟧: 1\n', fixed: 'systemLog:\n  verbosity: 1\n' },
    { text: '⟦mode⟧: maybe\n', message: 'did you mean net.tls.mode or operationProfiling.mode?' },
    // of several places the one that takes the value is meant
    {
      text: 'net:\n  port: 1\n⟦mode⟧: requireTLS\n',
      message: 'it belongs under net.tls',
      fixed: 'net:\n  port: 1\n  tls:\n    mode: requireTLS\n',
    },
    {
      text: 'net:\n  port: 1\n⟦mode⟧: requireSSL\n',
      message: 'it belongs under net.ssl',
      fixed: 'net:\n  port: 1\n  ssl:\n    mode: requireSSL\n',
    },
    {
      text: '⟦mode⟧: requireSSL\n',
      version: '4.0',
      message: 'it belongs under net.ssl',
      fixed: 'net:\n  ssl:\n    mode: requireSSL\n',
    },
    {
      text: '⟦mode⟧: slowOp\n',
      message: 'it belongs under operationProfiling',
      fixed: 'operationProfiling:\n  mode: slowOp\n',
    },
    { text: '⟦mode⟧: disabled\n', fixed: 'net:\n  tls:\n    mode: disabled\n' },
    {
      text: 'setParameter.⟦ocspEnabled⟧: true\n',
      message: 'below setParameter',
      fixed: 'setParameter:\n  ocspEnabled: true\n',
    },
    {
      text: 'sharding:\n  ⟦chunkSize⟧: 64\n',
      program: 'mongos',
      message: 'old servers',
    },
    {
      text: 'storage:\n  dbPath: ⟦{__exec: echo a}⟧\n',
      version: '4.0',
      message: 'came with MongoDB 4.2',
    },
    // a release after those we know may have it
    { text: 'net:\n  ⟦shiny⟧: 1\n', version: '9.0', severity: 'error', message: 'does not start' },
    { text: 'net:\n  ⟦shiny⟧: 1\n', version: '9.1', severity: 'warning', message: 'up to MongoDB 9.0' },
    // a flag of the manual, whose setting it does not name
    {
      text: 'operationProfiling:\n  ⟦defaultSlowInProgMS⟧: 100\n',
      version: '8.3',
      severity: 'warning',
      message: 'not established',
    },
    { text: 'operationProfiling:\n  ⟦defaultSlowInProgMS⟧: 100\n', version: '8.2', severity: 'error' },
    {
      text: 'storage.wiredTiger.engineConfig:\n  ⟦cacheSizePct⟧: 50\n',
      version: '8.0',
      severity: 'error',
      message: '8.2',
    },
    { text: 'storage:\n  engine: {{ engine }}\n  ⟦mmapv1⟧:\n    smallFiles: true\n' },
  ],
});
