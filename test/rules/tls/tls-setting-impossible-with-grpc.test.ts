import { testRule } from '../../support/rule-tester.ts';
import { tls } from '../../support/server-behaviour.ts';

const on = 'setParameter:\n  featureFlagGRPC: true\n';
const off = 'setParameter:\n  featureFlagGRPC: false\n';

testRule('tls-setting-impossible-with-grpc', {
  valid: [
    tls(on),
    tls(`    CRLFile: /crl.pem\n${off}`),
    tls('    CRLFile: /crl.pem\n'),
    tls(`    certificateKeyFilePassword: ""\n${on}`),
    tls(`    FIPSMode: false\n${on}`),
    tls(`    CRLFile: /crl.pem\n${on}`, 'disabled'),
    tls(`    CRLFile: /crl.pem\nsetParameter:\n  featureFlagGRPC: {{ grpc }}\n`),
    tls(`    CRLFile: {{ crl }}\n${on}`),
    tls(`{% if crl %}\n    CRLFile: /crl.pem\n{% endif %}\n${on}`),
    tls(`net.grpc:\n  port: 27021\n`),
    { text: tls(`    CRLFile: /crl.pem\n${on}`), version: '7.0' },
    { text: tls(`    certificateKeyFilePassword: secret\n${on}`), version: '8.3.3' },
    tls(`    certificateKeyFilePassword: secret\n${on}`),
    { text: tls(`    CRLFile: /crl.pem\n${on}`), platform: 'windows' },
  ],
  invalid: [
    { text: tls(`    ⟦CRLFile⟧: /crl.pem\n${on}`), severity: 'error', message: 'revocation lists' },
    {
      text: tls(`    ⟦certificateKeyFilePassword⟧: secret\n${on}`),
      version: '8.3.2',
      message: 'encrypted key',
    },
    { text: tls(`    ⟦FIPSMode⟧: true\n${on}`), message: 'FIPS mode' },
    { text: tls(`    ⟦FIPSMode⟧: true\n    ⟦CRLFile⟧: /crl.pem\n${on}`) },
    { text: tls(`    ⟦disabledProtocols: TLS1_0⟧\n${on}`), severity: 'info', message: 'by gRPC' },
    { text: tls(`    ⟦CRLFile⟧: /crl.pem\nsetParameter:\n  featureFlagGRPC: 1\n`) },
    {
      text: 'tlsMode = requireTLS\ntlsCertificateKeyFile = /s\n⟦tlsCRLFile⟧ = /c\nsetParameter = featureFlagGRPC=true\n',
    },
    {
      text: 'mongod --tlsMode requireTLS ⟦--tlsCRLFile⟧ /crl --setParameter featureFlagGRPC=true\n',
      kind: 'commandline',
    },
  ],
});
