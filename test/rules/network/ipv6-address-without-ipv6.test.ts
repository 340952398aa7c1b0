import { testRule } from '../../support/rule-tester.ts';

testRule('ipv6-address-without-ipv6', {
  valid: [
    'net:\n  bindIp: localhost,10.0.0.7\n',
    'net:\n  bindIp: "::"\n  ipv6: true\n',
    'net:\n  bindIp: "*"\n',
    'net:\n  bindIp: /tmp/mongodb.sock\n',
    'net:\n  bindIp: "db1:27017"\n',
    'net:\n  bindIp: "::"\n  ipv6: {{ six }}\n',
    'net:\n  bindIp: {{ ip }}\n',
    'bind_ip = ::1\nipv6 = true\n',
    { text: 'mongod --bind_ip ::1 --ipv6\n', kind: 'commandline' },
    { text: 'mongod -f /etc/mongod.conf --bind_ip ::1\n', kind: 'commandline' },
  ],
  invalid: [
    {
      text: 'net:\n  bindIp: "⟦::⟧"\n',
      severity: 'warning',
      message: 'unless its command line has --ipv6',
      fixed: 'net:\n  bindIp: "::"\n  ipv6: true\n',
    },
    {
      text: 'net:\n  bindIp: 127.0.0.1, ⟦::1⟧\n  ipv6: false\n',
      message: 'passes ::1 over',
      fixed: 'net:\n  bindIp: 127.0.0.1, ::1\n  ipv6: true\n',
    },
    {
      text: '# mongodb-tls: commandline=none\nnet:\n  bindIp: ⟦fe80::1%eth0⟧,⟦2001:db8::7⟧\n',
      message: 'does not listen there.',
      fixed: '# mongodb-tls: commandline=none\nnet:\n  bindIp: fe80::1%eth0,2001:db8::7\n  ipv6: true\n',
    },
    { text: 'bind_ip = ⟦::1⟧\n', message: 'Without ipv6', fixed: 'bind_ip = ::1\nipv6 = true\n' },
    { text: 'mongod --bind_ip ⟦::1⟧\n', kind: 'commandline', message: 'Without --ipv6' },
  ],
});
