import { testRule } from '../../support/rule-tester.ts';

const set = (name: string) => `setParameter:\n  ${name}: true\n`;

testRule('unknown-parameter', {
  valid: [
    set('tlsUseSystemCA'),
    set('someOtherParameter'),
    set('ocspEnabled'),
    { text: set('sslWithholdClientCertificate'), version: '4.0' },
    { text: set('enforceUserClusterSeparation'), version: '4.2.14' },
    { text: set('tlsUseSystemCA'), version: '7.0.6' },
    'net:\n  tlsUseSystemCa: true\n',
  ],
  invalid: [
    ...['tlsCAFile', 'tlsCertificateKeyFile', 'sslPEMKeyFile', 'tlsDisabledProtocols', 'maxConns'].map(
      (name) => ({
        text: `setParameter:\n  ⟦${name}⟧: 1\n`,
        message: 'is an option and not a parameter',
      }),
    ),
    { text: set('⟦tlsUseSystemCa⟧'), fixed: set('tlsUseSystemCA') },
    { text: set('⟦tlsWithholdClientCertificates⟧'), fixed: set('tlsWithholdClientCertificate') },
    { text: 'setParameter = ⟦TlsUseSystemCA⟧=true\n', fixed: 'setParameter = tlsUseSystemCA=true\n' },
    { text: set('⟦sslWithholdClientCertificate⟧'), version: '3.6', message: '3.6' },
    { text: set('⟦tlsUseSystemCA⟧'), version: '7.0.5', message: '7.0.5' },
    { text: set('⟦tlsClusterAuthX509Override⟧'), version: '6.0' },
    { text: set('⟦opensslCipherConfig⟧'), platform: 'windows', message: 'Linux' },
  ],
});
