import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

const attributes = (value: string) =>
  `net:\n  tls:\n    mode: requireTLS\n    clusterAuthX509:\n      attributes: ${value}\n`;
const override = (value: string) => `setParameter:\n  tlsX509ClusterAuthDNOverride: ${value}\n`;

testRule('malformed-distinguished-name', {
  valid: [
    attributes('"title=foo, C=US, ST=New York, L=New York City"'),
    attributes('{{ dn }}'),
    { text: attributes('nonsense'), platform: 'windows' },
    attributes('nonsense').replace('requireTLS', 'disabled'),
    override('C=US, O=MongoDB, OU=Kernel'),
    override('""'),
    { text: override('nonsense'), version: '4.0' },
  ],
  invalid: [
    { text: attributes('"O=a⟦;⟧b"'), message: 'backslash' },
    { text: attributes('⟦o⟧=a'), message: 'its name is O' },
    { text: attributes('"⟦nonsense⟧"') },
    { text: override('O=a, CN=⟦#⟧12'), version: '4.2' },
    { text: override('⟦CN=a⟧'), message: 'none of O, OU and DC' },
    { text: 'setParameter = tlsX509ClusterAuthDNOverride=O=a,⟦O⟧\n' },
  ],
});

testOnFlags('malformed-distinguished-name', {
  valid: ['mongod --tlsMode requireTLS --tlsClusterAuthX509Attributes $NAME\n'],
  invalid: [
    { text: 'mongod --setParameter tlsX509ClusterAuthDNOverride=O=a,⟦O⟧\n' },
    { text: 'mongod --tlsMode requireTLS --tlsClusterAuthX509Attributes=⟦o⟧=a\n' },
  ],
});
