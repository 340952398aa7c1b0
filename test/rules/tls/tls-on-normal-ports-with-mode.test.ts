import { testRule } from '../../support/rule-tester.ts';

testRule('tls-on-normal-ports-with-mode', {
  valid: [
    'tlsOnNormalPorts = true\n',
    'tlsMode = requireTLS\n',
    'tlsOnNormalPorts = false\ntlsMode = requireTLS\n',
  ],
  invalid: [
    {
      text: '⟦tlsOnNormalPorts⟧ = true\ntlsMode = allowTLS\n',
      message: 'tlsMode',
      fixed: 'tlsMode = allowTLS\n',
    },
    {
      text: 'sslMode = requireSSL\n⟦sslOnNormalPorts⟧ = on\n',
      version: '4.0',
      fixed: 'sslMode = requireSSL\n',
    },
  ],
});
