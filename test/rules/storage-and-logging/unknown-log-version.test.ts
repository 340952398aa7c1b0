import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-log-version', {
  valid: ['net.tls.logVersions: TLS1_0,TLS1_3\n', 'net.tls.logVersions: ""\n', 'net.tls.logVersions: ${V}\n'],
  invalid: [
    { text: 'net.tls.logVersions: ⟦none⟧\n' },
    {
      text: 'net.tls.logVersions: ⟦noTLS1_0⟧,TLS1_1\n',
      fixed: 'net.tls.logVersions: TLS1_0,TLS1_1\n',
    },
    { text: 'net.tls.logVersions: "TLS1_0,⟦ TLS1_1⟧"\n', fixed: 'net.tls.logVersions: "TLS1_0,TLS1_1"\n' },
  ],
});
