import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

const attributes = 'net.tls.clusterAuthX509.attributes: O=a\n';

testRule('cluster-auth-x509-unused', {
  valid: [
    `${attributes}security.clusterAuthMode: sendKeyFile\n`,
    `${attributes}security.clusterAuthMode: {{ mode }}\n`,
    `${attributes}security.clusterAuthMode: wrong\n`,
    { text: attributes, version: '6.0' },
  ],
  invalid: [
    { text: `⟦net.tls.clusterAuthX509.extensionValue⟧: x\n`, message: 'none is set' },
    { text: `security.clusterAuthMode: keyFile\n⟦net.tls.clusterAuthX509.attributes⟧: O=a\n` },
    { text: `security.keyFile: /k\n⟦net.tls.clusterAuthX509.attributes⟧: O=a\n`, message: 'it is keyFile' },
  ],
});

testOnFlags('cluster-auth-x509-unused', {
  valid: ['mongod --tlsClusterAuthX509Attributes O=a --config /c\n'],
  invalid: [
    { text: 'mongod ⟦--tlsClusterAuthX509Attributes⟧ O=a\n' },
    { text: 'mongod --config /c --keyFile /k ⟦--tlsClusterAuthX509Attributes⟧ O=a\n' },
  ],
});
