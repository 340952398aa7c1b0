import { testRule } from '../../support/rule-tester.ts';

testRule('number-out-of-range', {
  valid: [
    'net:\n  port: 0\n',
    'net:\n  port: 65535\n',
    'net:\n  maxIncomingConnections: 5\n',
    'systemLog:\n  verbosity: 9\n',
    'operationProfiling:\n  slowOpSampleRate: 100\n',
    'systemLog:\n  component:\n    storage:\n      verbosity: -1\n',
    'security:\n  kmip:\n    connectTimeoutMS: 1000\n',
    'storage:\n  wiredTiger:\n    engineConfig:\n      zstdCompressionLevel: -7\n',
    'setParameter:\n  scramIterationCount: 5000\n',
    'setParameter:\n  scramIterationCount: x\n',
    'net:\n  port: x\n',
    'net:\n  port: ${PORT}\n',
    { text: 'storage:\n  syncPeriodSecs: -1\n', program: 'mongos' },
    // no bounds up to 4.2, and the lower one is certain from 5.0 on
    { text: 'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: .1\n', version: '3.6' },
    { text: 'storage.wiredTiger.engineConfig.cacheSizeGB: 0\n', version: '4.4' },
    { text: 'wiredTigerCacheSizeGB = 20000\nport = 1\n', version: '4.0' },
  ],
  invalid: [
    { text: 'security:\n  kmip:\n    connectTimeoutMS: ⟦1⟧\n    connectRetries: ⟦-1⟧\n' },
    { text: 'net:\n  port: ⟦65536⟧\n', message: 'takes 0 to 65535' },
    { text: 'net:\n  port: ⟦-1⟧\n' },
    { text: 'net:\n  maxIncomingConnections: ⟦4⟧\n', message: 'takes at least 5' },
    { text: 'maxConns = ⟦4⟧\n' },
    { text: 'replication:\n  oplogSizeMB: ⟦0⟧\n' },
    { text: 'systemLog:\n  verbosity: ⟦-1⟧\n' },
    { text: 'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: ⟦0.1⟧\n', severity: 'error' },
    { text: 'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: ⟦.1⟧\n', version: '5.0' },
    {
      text: 'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: ⟦.2⟧\n',
      versionIsAssumed: true,
      severity: 'warning',
      message:
        'takes 0.25 to 10000 since MongoDB 5.0; from that version on the server does not start with .2',
    },
    { text: 'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: ⟦nan⟧\n' },
    {
      text: 'setParameter:\n  scramIterationCount: ⟦1000⟧\n  ocspCacheSize: ⟦0⟧\n',
      message: 'at least 5000',
    },
    {
      text: 'setParameter:\n  tlsX509ExpirationWarningThresholdDays: ⟦-1⟧\n',
      versionIsAssumed: true,
      severity: 'error',
    },
  ],
});
