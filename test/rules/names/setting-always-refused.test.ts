import { testRule } from '../../support/rule-tester.ts';

testRule('setting-always-refused', {
  valid: [
    'setParameter:\n  enableLocalhostAuthBypass: false\n',
    { text: 'security.authSchemaVersion: 3\n', program: 'mongos' },
    { text: 'master = true\n', version: '3.6' },
    '<% if @master %>\nmaster = true\n<% end %>\n',
  ],
  invalid: [
    { text: '⟦master⟧ = false\n', version: '4.0', message: 'since MongoDB 4.0' },
    { text: '⟦slave⟧ = true\n', versionIsAssumed: true, severity: 'warning' },
    { text: '⟦cacheSize⟧ = 100\n⟦arbiter⟧ = true\n' },
    { text: 'security:\n  ⟦authSchemaVersion: 3⟧\n' },
    {
      text: 'security:\n  keyFile: /k\n  ⟦enableLocalhostAuthBypass: false⟧\nnet:\n  port: 1\n',
      fixed: 'security:\n  keyFile: /k\nnet:\n  port: 1\nsetParameter:\n  enableLocalhostAuthBypass: false\n',
    },
  ],
});
