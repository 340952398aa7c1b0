import { testRule } from '../../support/rule-tester.ts';

testRule('bind-ip-and-bind-ip-all', {
  valid: [
    'net:\n  bindIp: localhost\n',
    'net:\n  bindIpAll: true\n',
    'net:\n  bindIpAll: false\n  bindIp: localhost\n',
    'net:\n{% if a %}\n  bindIp: a\n{% else %}\n  bindIpAll: true\n{% endif %}\n',
    { text: 'bind_ip = a\nbind_ip_all = true\n', fileName: 'mongod.conf' },
  ],
  invalid: [
    {
      text: 'net:\n  bindIpAll: true\n  ⟦bindIp⟧: localhost\n',
      message: 'does not start',
      severity: 'error',
      fixed: 'net:\n  bindIpAll: true\n',
    },
    {
      text: 'net:\n  ⟦bindIp⟧: localhost\n  bindIpAll: true\n',
      message: 'ignores net.bindIp',
      severity: 'warning',
      fixed: 'net:\n  bindIpAll: true\n',
    },
    {
      text: 'net:\n  bindIpAll: true\n  ⟦bindIp⟧: localhost\n',
      version: '4.0',
      severity: 'warning',
      fixed: 'net:\n  bindIpAll: true\n',
    },
  ],
});
