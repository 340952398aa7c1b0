import { testRule } from '../../support/rule-tester.ts';

testRule('network-as-bind-address', {
  valid: [
    'net:\n  bindIp: localhost,10.0.0.7,::1\n',
    'net:\n  bindIp: /tmp/mongodb-27017.sock\n',
    'net:\n  bindIp: run/8\n',
    'net:\n  bindIp: {{ ip }}/8\n',
    'security:\n  clusterIpSourceAllowlist: [10.0.0.0/8]\n',
  ],
  invalid: [
    { text: 'net:\n  bindIp: ⟦10.0.0.0/8⟧\n', severity: 'warning', message: 'does not start' },
    { text: "net:\n  bindIp: 'localhost, ⟦fd00::/8⟧'\n", message: 'Unix domain socket' },
    { text: 'bind_ip = 127.0.0.1,⟦192.168.0.0/16⟧\n', message: 'bind_ip names addresses' },
    { text: 'net:\n  bindIp: ⟦10.0.0.0/8⟧\n', platform: 'windows', message: 'finds none' },
    { text: 'mongod --bind_ip ⟦10.0.0.0/8⟧\n', kind: 'commandline', message: '--bind_ip names' },
  ],
});
