import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

const both = 'net:\n  tls:\n    clusterAuthX509:\n      attributes: O=a\n      ⟦extensionValue⟧: b\n';

testRule('cluster-auth-x509-twice', {
  valid: [
    'net:\n  tls:\n    clusterAuthX509:\n      attributes: O=a\n',
    { text: both.replace(/[⟦⟧]/g, ''), version: '6.0' },
  ],
  invalid: [
    { text: both },
    {
      text: 'tlsClusterAuthX509ExtensionValue = b\n⟦tlsClusterAuthX509Attributes⟧ = O=a\n',
      version: '7.0.1',
    },
  ],
});

testOnFlags('cluster-auth-x509-twice', {
  valid: [],
  invalid: [{ text: 'mongod --tlsClusterAuthX509Attributes O=a ⟦--tlsClusterAuthX509ExtensionValue⟧ b\n' }],
});
