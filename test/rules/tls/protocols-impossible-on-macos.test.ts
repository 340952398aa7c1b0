import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

const list = (value: string) => `net:\n  tls:\n    mode: allowTLS\n    disabledProtocols: ${value}\n`;

testRule('protocols-impossible-on-macos', {
  valid: [
    list('TLS1_1'),
    { text: list('TLS1_0,TLS1_1'), platform: 'macos' },
    { text: list('TLS1_1,TLS1_2'), platform: 'macos' },
    { text: list('TLS1_1,nonsense'), platform: 'macos' },
  ],
  invalid: [
    { text: list('⟦TLS1_1⟧'), platform: 'macos' },
    { text: list('⟦TLS1_1,TLS1_3⟧'), platform: 'macos', message: 'TLS 1.1' },
    { text: list('⟦"TLS1_2,TLS1_1,TLS1_0"⟧'), platform: 'macos', message: 'all off' },
  ],
});

testOnFlags('protocols-impossible-on-macos', {
  valid: ['mongod --tlsMode allowTLS --tlsDisabledProtocols TLS1_1\n'],
  invalid: [{ text: 'mongod --tlsMode allowTLS --tlsDisabledProtocols ⟦TLS1_1⟧\n', platform: 'macos' }],
});
