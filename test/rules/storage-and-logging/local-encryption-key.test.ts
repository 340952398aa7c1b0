import { testRule } from '../../support/rule-tester.ts';

testRule('local-encryption-key', {
  valid: [
    'security:\n  keyFile: /k\n',
    'security:\n  enableEncryption: true\n  kmip:\n    serverName: k\n',
    'security:\n  encryptionKeyFile: {{ key }}\n',
  ],
  invalid: [
    {
      text: 'security:\n  enableEncryption: true\n  ⟦encryptionKeyFile: /k⟧\n',
      message: 'KMIP',
      severity: 'info',
    },
  ],
});
