import { testRule } from '../../support/rule-tester.ts';

testRule('missing-blank-after-colon', {
  valid: [
    'net:\n  bindIp: ::1,127.0.0.1\n',
    'storage:\n  dbPath: C:\\data\n',
    'a: http://x\n',
    'net: {"port":27017}\n',
    'sharding:\n  configDB: rs/a:27019,b:27019\n',
    'port=1\n',
  ],
  invalid: [
    {
      text: 'storage:\n  ⟦dbPath:/data⟧\n  engine: wiredTiger\n',
      fixed: 'storage:\n  dbPath: /data\n  engine: wiredTiger\n',
    },
    {
      text: 'security:\n  ⟦keyFile:/etc/key⟧\n',
      fixed: 'security:\n  keyFile: /etc/key\n',
    },
    {
      text: 'net:\n  ⟦mode:requireTLS⟧\n  port: 1\n',
      fixed: 'net:\n  mode: requireTLS\n  port: 1\n',
      message: '"mode:"',
    },
    { text: 'net:\n  port: 1\n  ⟦bindIp:localhost⟧\n', fixed: 'net:\n  port: 1\n  bindIp: localhost\n' },
    {
      text: 'net:\n  ⟦port:1⟧\n  ⟦bindIp:localhost⟧\n',
      fixed: 'net:\n  port: 1\n  bindIp: localhost\n',
    },
    { text: 'setParameter:\n  ⟦logLevel:1⟧\n', fixed: 'setParameter:\n  logLevel: 1\n' },
  ],
});
