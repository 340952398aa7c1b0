import { testRule } from '../support/rule-tester.ts';

const set = (value: string) => `setParameter:\n  ${value}\n`;

testRule('bad-parameter-value', {
  valid: [
    set('tlsUseSystemCA: "1"'),
    set('scramIterationCount: 5000'),
    set('tlsX509ExpirationWarningThresholdDays: 0'),
    set('ocspCacheSize: {{ size }}'),
    set('scramIterationCount: {__exec: "echo 12345"}'),
    set('unrelated: maybe'),
    'setParameter = ocspEnabled=false\n',
    { text: set('scramIterationCount: 1'), version: '4.0' },
  ],
  invalid: [
    { text: set('tlsUseSystemCA: ⟦yes⟧'), message: 'true or false' },
    { text: set('scramIterationCount: ⟦4999⟧'), message: '5000' },
    { text: set('ocspStaplingRefreshPeriodSecs: ⟦-1⟧') },
    { text: set('ocspCacheSize: ⟦0⟧') },
    { text: set('tlsOCSPVerifyTimeoutSecs: ⟦"5 s"⟧'), message: 'whole number' },
    { text: 'setParameter = ocspEnabled=⟦on⟧\n' },
  ],
});
