import { testRule } from '../../support/rule-tester.ts';

testRule('tab-indentation', {
  valid: [
    'net:\n  port: 1\n',
    'net:\n  port:\t1\n',
    'net:\n\t# a comment\n  port: 1\n',
    'port = 1\n\tfork = true\n',
  ],
  invalid: [
    { text: 'net:\n⟦\t⟧port: 1\n', fixed: 'net:\n  port: 1\n', message: 'tab' },
    {
      text: 'net:\n⟦\t⟧tls:\n\t\tmode: requireTLS\n\tport: 1\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n  port: 1\n',
    },
    // the width of the file
    {
      text: 'storage:\n    dbPath: /d\n    journal:\n⟦\t  ⟧enabled: true\n',
      fixed: 'storage:\n    dbPath: /d\n    journal:\n      enabled: true\n',
    },
    {
      text: 'mongodb:\n  net:\n    uri: "mongodb://a"\n⟦\t⟧auth:\n     username: u\n',
      fileName: 'mongosqld.conf',
      fixed: 'mongodb:\n  net:\n    uri: "mongodb://a"\n    auth:\n     username: u\n',
      message: 'tab',
    },
    // of the widths that can be read, the one that gives settings the server knows
    {
      text: 'net:\n  tls:\n    mode: requireTLS\n⟦\t⟧certificateKeyFile: /a.pem\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /a.pem\n',
    },
    { text: 'net:\n  port: 1\n⟦\t⟧bindIp: a\n', fixed: 'net:\n  port: 1\n  bindIp: a\n' },
  ],
});
