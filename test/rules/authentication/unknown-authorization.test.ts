import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-authorization', {
  valid: [
    'security.authorization: enabled\n',
    'security.authorization: "disabled"\n',
    'security:\n  authorization: Disabled\n  keyFile: /k\n',
    'security.authorization: {{ auth }}\n',
    'auth = yes\n',
    { text: 'security.authorization: true\n', program: 'mongos' },
  ],
  invalid: [
    {
      text: 'security:\n  authorization: ⟦"enabled "⟧\n',
      severity: 'error',
      fixed: 'security:\n  authorization: "enabled"\n',
    },
    { text: 'security.authorization: ⟦true⟧\n', severity: 'error' },
    { text: 'security:\n  authorization:⟦⟧\n', severity: 'error' },
    {
      text: 'security.authorization: ⟦Enabled⟧\n',
      severity: 'warning',
      message: 'anyone',
      fixed: 'security.authorization: enabled\n',
    },
    {
      text: 'security:\n  authorization: ⟦ENABLED⟧\n  keyFile: /k\n',
      severity: 'warning',
      message: 'another reason',
      fixed: 'security:\n  authorization: enabled\n  keyFile: /k\n',
    },
    {
      text: 'security.authorization: ⟦Disabled⟧\n',
      severity: 'warning',
      message: 'warns at each start',
      fixed: 'security.authorization: disabled\n',
    },
    {
      text: 'security.authorization: ⟦Disabled⟧\n',
      version: '4.0',
      severity: 'error',
      fixed: 'security.authorization: disabled\n',
    },
  ],
});
