import { testRule } from '../../support/rule-tester.ts';

testRule('noauth-with-authentication', {
  valid: [
    'noauth = true\n',
    '{% if auth %}\nauth = true\n{% else %}\nnoauth = true\n{% endif %}\n',
    'noauth = true\nclusterAuthMode = x509\n',
  ],
  invalid: [
    { text: '⟦noauth⟧ = false\nkeyFile = /k\n' },
    { text: '⟦noauth⟧ = true\nauth = false\n' },
    { text: '⟦noauth⟧ = true\nkeyFile = /k\n', message: 'keyFile' },
    { text: 'auth = true\n⟦noauth⟧ = on\n', message: 'auth' },
    { text: 'transitionToAuth = true\n⟦noauth⟧ =\n' },
  ],
});
