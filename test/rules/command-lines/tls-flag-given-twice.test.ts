import { testRule } from '../../support/rule-tester.ts';

testRule('tls-flag-given-twice', {
  valid: [
    'mongod --tlsMode requireTLS --sslCAFile /ca.pem\n',
    'mongosh --tls --ssl\n',
    'command:\n- mongod\n{{- if .a }}\n- --tlsMode=requireTLS\n{{- else }}\n- --tlsMode=allowTLS\n{{- end }}\n',
    'mongod {% if a %} --tlsMode allowTLS {% else %} --sslMode allowSSL {% endif %}\n',
    'mongod --setParameter a=1 --setParameter b=2 --tlsMode allowTLS\n',
    // two options before 4.2
    {
      text: 'mongod --sslWeakCertificateValidation --sslAllowConnectionsWithoutCertificates\n',
      version: '4.0',
      kind: 'commandline',
    },
    'mongod --tlsMode allowTLS; mongod --tlsMode allowTLS\n',
  ],
  invalid: [
    { text: 'mongod --tlsCAFile /a.pem ⟦--sslCAFile⟧ /a.pem\n', message: 'beside --tlsCAFile' },
    { text: 'mongod --sslMode requireSSL ⟦--tlsMode⟧ requireTLS\n' },
    { text: 'mongod --sslCAFile /a.pem ⟦--sslCAFile⟧ /a.pem\n', version: '4.0' },
    { text: 'mongo --tls ⟦--tls⟧ x\n', message: 'given twice' },
  ],
});
