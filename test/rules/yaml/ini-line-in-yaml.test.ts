import { testRule } from '../../support/rule-tester.ts';

testRule('ini-line-in-yaml', {
  valid: [
    'net:\n  port: 1\n',
    'port = 1\nfork = true\n',
    'port = 1\n# text: comment\nlogpath = C:\\log\n',
    'security:\n  ldap:\n    servers: a=b\n',
  ],
  invalid: [
    {
      text: 'net:\n  bindIp: a\n⟦port = 27017⟧\nstorage:\n  dbPath: /d\n',
      fixed: 'net:\n  bindIp: a\nnet.port: 27017\nstorage:\n  dbPath: /d\n',
      message: 'INI',
    },
    {
      text: 'net:\n  bindIp: a\n  ⟦port=27017⟧\n  ipv6: true\n',
      fixed: 'net:\n  bindIp: a\n  port: 27017\n  ipv6: true\n',
    },
    // the line where the server gives up is further down
    {
      text: 'net:\n  bindIp: a\n⟦httpinterface = true⟧\nstorage:\n  dbPath: /d\n',
      fixed: 'net:\n  bindIp: a\nnet.http.enabled: true\nstorage:\n  dbPath: /d\n',
    },
    { text: 'net:\n  port: 1\n  ⟦bindIp = a⟧\n', fixed: 'net:\n  port: 1\n  bindIp: a\n' },
    {
      text: '⟦httpinterface = true⟧\n# logs\nsystemLog:\n  path: /l\n',
      fixed: 'net.http.enabled: true\n# logs\nsystemLog:\n  path: /l\n',
      message: 'takes the whole file',
    },
    { text: 'port=1\nauth=false\n⟦: #x⟧\nreplSet=r\n' },
    { text: 'dbpath = /d\n⟦port: 1⟧\nfork = true\n', message: 'reads every file as YAML first' },
    { text: 'dbpath = /d\nlogpath = /l\n  ⟦port: 1⟧ # c\n'.replace(' # c', '') },
  ],
});
