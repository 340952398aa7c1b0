import { testRule } from '../../support/rule-tester.ts';

testRule('wrong-number', {
  valid: [
    'net:\n  port: 27017\n',
    'net:\n  port: "0x6989"\n',
    'net:\n  unixDomainSocket:\n    filePermissions: 0700\n',
    'net:\n  port: {{ port }}\n',
    'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: .5\n',
    'storage:\n  syncPeriodSecs: 0x1F\n',
    { text: 'port = 27017\n', fileName: 'mongod.conf' },
    'net:\n  port: [1]\n',
  ],
  invalid: [
    { text: 'port = ⟦x⟧\n', fileName: 'mongod.conf' },
    { text: 'net:\n  port: ⟦ten⟧\n', message: '"ten" is not a whole number' },
    { text: 'net:\n  port: ⟦27017.0⟧\n', fixed: 'net:\n  port: 27017\n' },
    { text: 'net:\n  port: ⟦" 27017"⟧\n', fixed: 'net:\n  port: "27017"\n' },
    {
      text: 'net:\n  maxIncomingConnections: ⟦10_000⟧\n',
      fixed: 'net:\n  maxIncomingConnections: 10000\n',
    },
    { text: 'net:\n  port: ⟦099⟧\n', message: 'octal' },
    { text: 'net:\n  port: ⟦99999999999⟧\n', message: 'too large' },
    { text: 'net:\n  port:⟦⟧\n', message: 'has no value' },
    { text: 'storage:\n  syncPeriodSecs: ⟦1e999⟧\n', message: 'too large' },
    { text: 'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: ⟦2GB⟧\n' },
  ],
});
