import { testRule } from '../../support/rule-tester.ts';

const select = (value: string) => `net:\n  tls:\n    mode: allowTLS\n    certificateSelector: ${value}\n`;

testRule('bad-certificate-selector', {
  valid: [
    { text: select('subject=any = thing'), platform: 'windows' },
    { text: select('thumbprint=0123456789abCDEF'), platform: 'macos' },
    { text: select('{{ selector }}'), platform: 'windows' },
    select('bogus=nothing'),
  ],
  invalid: [
    { text: select('⟦bogus⟧=nothing'), platform: 'windows' },
    { text: select('"⟦subject⟧"'), platform: 'macos', message: 'subject=' },
    { text: select('thumbprint=01⟦ ⟧23'), platform: 'windows' },
    { text: select('thumbprint=⟦0123456⟧'), platform: 'windows', message: '7' },
    { text: 'tlsClusterCertificateSelector = ⟦Subject⟧=x\n', platform: 'windows' },
  ],
});
