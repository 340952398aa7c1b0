import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule('deprecated-cipher-config', {
  valid: ['setParameter:\n  opensslCipherConfig: HIGH\n'],
  invalid: [
    {
      text: 'net:\n  tls:\n    mode: allowTLS\n    ⟦tlsCipherConfig⟧: HIGH:!aNULL\nsecurity:\n  keyFile: /k\n',
      severity: 'warning',
      fixed:
        'net:\n  tls:\n    mode: allowTLS\nsecurity:\n  keyFile: /k\nsetParameter:\n  opensslCipherConfig: HIGH:!aNULL\n',
    },
    {
      text: 'sslMode = allowSSL\n⟦sslCipherConfig⟧ = HIGH\n',
      version: '4.0',
      fixed: 'sslMode = allowSSL\nsetParameter = opensslCipherConfig=HIGH\n',
    },
    { text: 'net.tls.mode: allowTLS\n⟦net.tls.tlsCipherConfig⟧: HIGH\n', platform: 'windows' },
    { text: '⟦net.tls.tlsCipherConfig⟧: HIGH\nsetParameter: {opensslCipherConfig: HIGH}\n' },
    { text: '⟦net.tls.tlsCipherConfig⟧: {{ ciphers }}\n' },
  ],
});

testOnFlags('deprecated-cipher-config', {
  valid: ['mongod --setParameter opensslCipherConfig=HIGH\n'],
  invalid: [{ text: 'mongod --tlsMode allowTLS ⟦--tlsCipherConfig⟧ HIGH\n', severity: 'warning' }],
});
