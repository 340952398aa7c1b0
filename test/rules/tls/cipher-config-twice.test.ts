import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule('cipher-config-twice', {
  valid: [
    'net.tls.tlsCipherConfig: HIGH\n',
    'net.tls.tlsCipherConfig: HIGH\nsetParameter:\n  opensslCipherConfig: HIGH:!EXPORT:!aNULL@STRENGTH\n',
    'net.tls.tlsCipherConfig: HIGH\nsetParameter:\n  opensslCipherConfig: {{ c }}\n',
  ],
  invalid: [
    { text: 'net.tls.tlsCipherConfig: HIGH\nsetParameter:\n  ⟦opensslCipherConfig⟧: HIGH\n' },
    {
      text: 'net.tls.tlsCipherConfig: HIGH:!EXPORT:!aNULL@STRENGTH\nsetParameter:\n  ⟦opensslCipherConfig⟧: HIGH\n',
    },
    { text: 'setParameter = ⟦opensslCipherConfig⟧=HIGH\nsslCipherConfig = LOW\n' },
  ],
});

testOnFlags('cipher-config-twice', {
  valid: [],
  invalid: [{ text: 'mongod --tlsCipherConfig HIGH --setParameter ⟦opensslCipherConfig⟧=HIGH\n' }],
});
