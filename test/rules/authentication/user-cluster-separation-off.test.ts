import { testRule } from '../../support/rule-tester.ts';

const mode = (word: string) => `security:\n  clusterAuthMode: ${word}\n`;

testRule('user-cluster-separation-off', {
  valid: [
    `${mode('x509')}setParameter:\n  enforceUserClusterSeparation: true\n`,
    `${mode('keyFile')}setParameter:\n  enforceUserClusterSeparation: false\n`,
    'setParameter:\n  enforceUserClusterSeparation: false\n',
    { text: `${mode('x509')}setParameter:\n  enforceUserClusterSeparation: false\n`, version: '4.4.0' },
  ],
  invalid: [
    { text: `${mode('x509')}setParameter:\n  ⟦enforceUserClusterSeparation: false⟧\n`, fixed: mode('x509') },
    {
      text: `${mode('sendKeyFile')}setParameter:\n  ⟦enforceUserClusterSeparation: 0⟧\n  a: 1\n`,
      version: '4.4',
      fixed: `${mode('sendKeyFile')}setParameter:\n  a: 1\n`,
    },
  ],
});
