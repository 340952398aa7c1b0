import { testRule } from '../../support/rule-tester.ts';

const set = (value: string) => `setParameter:\n  ${value}\n`;

testRule('bad-parameter-value', {
  valid: [
    set('tlsUseSystemCA: "1"'),
    set('scramIterationCount: 4999'),
    set('ocspCacheSize: 0x10'),
    set('tlsX509ExpirationWarningThresholdDays: 0'),
    set('ocspCacheSize: {{ size }}'),
    set('scramIterationCount: {__exec: "echo 12345"}'),
    set('unrelated: maybe'),
    'setParameter = ocspEnabled=false\n',
    { text: set('scramIterationCount: many'), version: '4.0' },
  ],
  invalid: [
    { text: set('tlsUseSystemCA: ⟦yes⟧'), message: 'true or false' },
    { text: set('ocspCacheSize: ⟦1.5⟧') },
    { text: set('tlsOCSPVerifyTimeoutSecs: ⟦"5 s"⟧'), message: 'whole number' },
    { text: 'setParameter = ocspEnabled=⟦on⟧\n' },
  ],
});
