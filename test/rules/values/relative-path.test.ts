import { testRule } from '../../support/rule-tester.ts';

testRule('relative-path', {
  valid: [
    'net.tls.CAFile: /etc/ca.pem\n',
    'net.tls.CAFile: C:\\mongodb\\ca.pem\n',
    'net.tls.CAFile: {{ dir }}/ca.pem\n',
    'storage.dbPath: /data\n',
    'net.tls.certificateKeyFile: {__exec: "cat path"}\n',
  ],
  invalid: [
    { text: 'net.tls.CAFile: ⟦certs/ca.pem⟧\n', severity: 'warning' },
    { text: 'security.keyFile: ⟦"./key"⟧\n', platform: 'windows', message: 'service' },
    { text: 'net.tls.CAFile: ⟦~/ca.pem⟧\n', message: 'home directory' },
    { text: 'keyFile = ⟦key⟧\n' },
    {
      text: 'keyFile = ⟦"/etc/key"⟧ # it\n',
      message: 'quotes are part of the value',
      fixed: 'keyFile = /etc/key # it\n',
    },
    { text: 'storage.dbPath: ⟦data⟧\n', severity: 'info' },
    { text: 'setParameter:\n  opensslDiffieHellmanParameters: ⟦dh.pem⟧\n' },
  ],
});
