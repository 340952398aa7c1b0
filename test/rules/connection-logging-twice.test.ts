import { testRule } from '../support/rule-tester.ts';

testRule('connection-logging-twice', {
  valid: [
    'setParameter:\n  disableNonTLSConnectionLogging: true\n',
    'setParameter:\n  disableNonSSLConnectionLogging: false\n',
  ],
  invalid: [
    {
      text: 'setParameter:\n  disableNonTLSConnectionLogging: true\n  ⟦disableNonSSLConnectionLogging⟧: true\n',
    },
    {
      text: 'setParameter = disableNonSSLConnectionLogging=true\nsetParameter = ⟦disableNonTLSConnectionLogging⟧=false\n',
    },
  ],
});
