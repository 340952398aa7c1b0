import { testRule } from '../../support/rule-tester.ts';

testRule('open-without-authorization', {
  valid: [
    'net.bindIp: localhost,10.0.0.5\n',
    'net.port: 27017\n',
    'net.bindIp: 0.0.0.0\nsecurity.authorization: enabled\n',
    'net.bindIp: 0.0.0.0\nsecurity.keyFile: /k\n',
    'net.bindIp: 0.0.0.0\nsecurity.authorization: {{ auth }}\n',
    'net.bindIp: 0.0.0.0\n{{ security }}\n',
    'net.bindIpAll: false\n',
    'bind_ip = 0.0.0.0\nauth = true\n',
    { text: 'net.bindIp: "*"\n', version: '4.0' },
    // what could not be read may switch it on
    'net:\n  bindIp: 0.0.0.0\n  port = 1\nsecurity:\n  authorization: {enabled\n',
  ],
  invalid: [
    { text: '⟦net.bindIp: 0.0.0.0⟧\nport = 27017\n# keyFile: /k\nx: 1\n' },
    { text: '⟦net.bindIp: 0.0.0.0⟧\n', severity: 'warning' },
    { text: 'net:\n  bindIp: "127.0.0.1, ::"\nsecurity:\n  ⟦authorization: disabled⟧\n' },
    { text: 'net:\n  ⟦bindIp: "*"⟧\n' },
    { text: 'net:\n  ⟦bindIpAll: true⟧\n' },
    { text: 'bind_ip = 0.0.0.0\n⟦auth=false⟧\n' },
    { text: 'net:\n  ⟦bindIpAll: true⟧\n', program: 'mongos', message: 'a keyFile or' },
    {
      text: 'net:\n  ⟦bindIpAll: true⟧\nsecurity:\n  keyFile: /k\n  transitionToAuth: true\n',
      message: 'transitionToAuth',
    },
    {
      text: 'net:\n  ⟦bindIpAll: true⟧\n  tls:\n    mode: requireTLS\n    CAFile: /ca.pem\n',
      message: 'certificate',
    },
  ],
});
