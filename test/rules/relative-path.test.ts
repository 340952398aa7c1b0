import { testRule } from '../support/rule-tester.ts';

testRule('relative-path', {
  valid: [
    'net.tls.CAFile: /etc/ca.pem\n',
    'net.tls.CAFile: C:\\mongodb\\ca.pem\n',
    'net.tls.CAFile: {{ dir }}/ca.pem\n',
    'net.tls.CAFile: ~/ca.pem\n',
    'storage.dbPath: /data\n',
    'net.tls.certificateKeyFile: {__exec: "cat path"}\n',
  ],
  invalid: [
    { text: 'net.tls.CAFile: ⟦certs/ca.pem⟧\n', severity: 'warning' },
    { text: 'security.keyFile: ⟦"./key"⟧\n', platform: 'windows', message: 'service' },
    { text: 'keyFile = ⟦key⟧\n' },
    { text: 'storage.dbPath: ⟦data⟧\n', severity: 'info' },
    { text: 'setParameter:\n  opensslDiffieHellmanParameters: ⟦dh.pem⟧\n' },
  ],
});
