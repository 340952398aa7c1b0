import { testRule } from '../../support/rule-tester.ts';

const set = (json: string) => `setParameter:\n  tlsClusterAuthX509Override: '${json}'\n`;

testRule('malformed-cluster-auth-override', {
  valid: [
    set('{}'),
    set('{"attributes": "O=a, OU=b"}'),
    set('{extensionValue: "members"}'),
    // names are read only with TLS on
    set('{"attributes": "nonsense"}'),
    { text: set('nonsense'), version: '6.0' },
    'setParameter:\n  tlsClusterAuthX509Override: ${OVERRIDE}\n',
  ],
  invalid: [
    { text: set('⟦[]⟧'), message: 'object' },
    { text: set('O⟦=a⟧'), message: 'no JSON' },
    { text: set('{"attributes": "O=a", ⟦"extensionValue"⟧: "b"}'), message: 'Only one' },
    { text: set('{⟦"attribute"⟧: "O=a"}'), message: 'no field' },
    { text: set('{"extensionValue": ⟦5⟧}'), message: 'a string' },
    { text: `net.tls.mode: requireTLS\n${set('{"attributes": ⟦"nonsense"⟧}')}`, message: 'Not a name' },
  ],
});
