import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

const tls = 'net:\n  tls:\n    mode: requireTLS\n';

testRule('allow-invalid-hostnames', {
  valid: [
    `${tls}    allowInvalidHostnames: false\n`,
    'net:\n  tls:\n    mode: disabled\n    allowInvalidHostnames: true\n',
  ],
  invalid: [
    { text: `${tls}    ⟦allowInvalidHostnames: true⟧\n`, severity: 'warning' },
    { text: 'tlsMode = allowTLS\n⟦tlsAllowInvalidHostnames =⟧\n' },
  ],
});

testOnFlags('allow-invalid-hostnames', {
  valid: ['mongod --tlsMode disabled --tlsAllowInvalidHostnames\n'],
  invalid: [{ text: 'mongod --tlsMode requireTLS ⟦--tlsAllowInvalidHostnames⟧\n' }],
});
