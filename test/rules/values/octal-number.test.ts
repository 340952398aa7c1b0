import { testRule } from '../../support/rule-tester.ts';

testRule('octal-number', {
  valid: [
    'net:\n  port: 27017\n',
    'net:\n  port: 0\n',
    'net:\n  port: 0x20\n',
    'net:\n  port: 099\n',
    'systemLog:\n  verbosity: 05\n',
    'net:\n  unixDomainSocket:\n    filePermissions: 0700\n',
    'storage:\n  syncPeriodSecs: 060\n',
  ],
  invalid: [{ text: 'net:\n  port: ⟦027017⟧\n', message: 'net.port as 11791', severity: 'warning' }],
});
