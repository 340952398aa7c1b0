import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-value', {
  valid: [
    'storage:\n  engine: wiredTiger\n',
    'storage:\n  engine: inMemory\n',
    'storage:\n  engine: devnull\n',
    'storage:\n  engine: {{ engine }}\n',
    'operationProfiling:\n  mode: slowOp\n',
    'systemLog:\n  destination: syslog\n',
    'systemLog:\n  syslogFacility: local7\n',
    'profile = 2\n',
    'profile = {{ level }}\n',
    'shardsvr = true\n',
    { text: 'storage:\n  engine: mmapv1\n', version: '4.0' },
    { text: 'systemLog:\n  timeStampFormat: ctime\n', version: '4.2' },
    // others judge these
    'net:\n  tls:\n    mode: no\n',
    'security:\n  authorization: Enabled\n',
  ],
  invalid: [
    {
      text: 'storage:\n  engine: ⟦mmapv1⟧\n',
      versionIsAssumed: true,
      severity: 'warning',
      message: 'in MongoDB 4.2: from that version on the server does not start',
    },
    {
      text: 'storage:\n  engine: ⟦WiredTiger⟧\n',
      message: 'wiredTiger, inMemory, in exactly this spelling',
      fixed: 'storage:\n  engine: wiredTiger\n',
    },
    {
      text: 'storage:\n  engine: ⟦mmapv1⟧\n',
      message: 'removed as a value of storage.engine in MongoDB 4.2',
    },
    { text: 'storage:\n  engine: ⟦rocksdb⟧\n', severity: 'error' },
    { text: 'storage:\n  engine: ⟦rocksdb⟧\n', version: '3.6', severity: 'info' },
    { text: 'storage:\n  engine: ⟦rocksdb⟧\n', versionIsAssumed: true, severity: 'info' },
    { text: 'storage:\n  engine: ⟦eloq⟧\n', severity: 'info' },
    { text: 'systemLog:\n  destination: ⟦"File"⟧\n', fixed: 'systemLog:\n  destination: "file"\n' },
    { text: 'systemLog:\n  destination: ⟦console⟧\n' },
    { text: 'profile = ⟦3⟧\n', message: '0, 1, 2' },
    { text: 'profile = ⟦slowOp⟧\n' },
    {
      text: 'net:\n  serviceExecutor: ⟦Adaptive⟧\n',
      version: '4.4',
      fixed: 'net:\n  serviceExecutor: adaptive\n',
    },
    { text: 'systemLog:\n  destination:⟦⟧\n' },
    { text: 'operationProfiling:\n  mode: ⟦ALL⟧\n', fixed: 'operationProfiling:\n  mode: all\n' },
    { text: 'systemLog:\n  timeStampFormat: ⟦ctime⟧\n', message: '4.4' },
    {
      text: 'storage:\n  wiredTiger:\n    engineConfig:\n      journalCompressor: ⟦zstd⟧\n',
      version: '4.0',
    },
    {
      text: 'storage:\n  wiredTiger:\n    collectionConfig:\n      blockCompressor: ⟦snapy⟧\n',
      fixed: 'storage:\n  wiredTiger:\n    collectionConfig:\n      blockCompressor: snappy\n',
    },
  ],
});
