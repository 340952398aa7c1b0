import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

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

testOnFlags('connection-logging-twice', {
  valid: [],
  invalid: [
    {
      text: 'mongod --setParameter disableNonTLSConnectionLogging=true --setParameter ⟦disableNonSSLConnectionLogging⟧=true\n',
    },
  ],
});
