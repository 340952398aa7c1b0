import { testRule } from '../../support/rule-tester.ts';

testRule('repeated-section', {
  valid: [
    'net:\n  port: 1\nstorage:\n  dbPath: /data\n',
    // a repeated setting is a fault of its own
    'net:\n  port: 1\n  port: 2\n',
    'setParameter:\n  a: 1\nsetParameter:\n  b: 1\n',
    // dotted and nested spellings may be mixed
    'net.tls.mode: disabled\nnet:\n  port: 1\n',
    'net:\n  tls: {mode: disabled}\nstorage:\n  tls: {}\n',
    '{% if a %}\nnet:\n  port: 1\n{% else %}\nnet:\n  port: 2\n{% endif %}\n',
  ],
  invalid: [
    {
      text: 'storage:\n  dbPath: /data\n⟦storage⟧:\n  directoryPerDB: true\n',
      message: 'The section storage stands here a second time',
      severity: 'warning',
      fixed: 'storage:\n  dbPath: /data\n  directoryPerDB: true\n',
    },
    {
      text: 'storage:\n  dbPath: /data # d\nnet:\n  port: 1\n⟦storage⟧: # more\n    # each\n    directoryPerDB: true\n',
      fixed: 'storage:\n  dbPath: /data # d\n  # more\n  # each\n  directoryPerDB: true\nnet:\n  port: 1\n',
    },
    // three and more at once
    {
      text: 'net:\n  port: 1\nstorage:\n  dbPath: /data\n⟦net⟧:\n  ipv6: true\n⟦net⟧:\n  bindIp: localhost\n',
      fixed: 'net:\n  port: 1\n  ipv6: true\n  bindIp: localhost\nstorage:\n  dbPath: /data\n',
    },
    {
      text: 'net:\n  port: 1\n⟦net⟧: {ipv6: true}\n⟦net⟧:\n  bindIp: localhost\n',
      fixed: 'net:\n  port: 1\n  ipv6: true\n  bindIp: localhost\n',
    },
    // braces
    {
      text: 'net:\n  tls: {mode: disabled}\n  ⟦tls⟧: {logVersions: TLS1_2}\n',
      message: 'net.tls',
      fixed: 'net:\n  tls: {mode: disabled, logVersions: TLS1_2}\n',
    },
    { text: 'net: {}\n⟦net⟧: {port: 1}\n⟦net⟧: {ipv6: true}\n', fixed: 'net: {port: 1, ipv6: true}\n' },
    {
      text: '{"net": {"port": 1}, "storage": {}, ⟦"net"⟧: {"ipv6": true}}\n',
      fixed: '{"net": {"port": 1, "ipv6": true}, "storage": {}}\n',
    },
    {
      text: 'net: {port: 1}\nstorage:\n  dbPath: /data\n⟦net⟧:\n  ipv6: true\n',
      fixed: 'storage:\n  dbPath: /data\nnet:\n  ipv6: true\n  port: 1\n',
    },
    {
      text: 'net: {port: 1} # here\n⟦net⟧:\n  ipv6: true\n',
      fixed: '# here\nnet:\n  ipv6: true\n  port: 1\n',
    },
    // what is inside comes after what is outside
    {
      text: 'net:\n  tls:\n    mode: disabled\n  ⟦tls⟧:\n    CAFile: /a\n⟦net⟧:\n  tls:\n    logVersions: TLS1_2\n',
      fixed: 'net:\n  tls:\n    mode: disabled\n    CAFile: /a\n    logVersions: TLS1_2\n',
    },
    // the order of these two counts (server-behaviour.md N2), and a repeated setting stays a fault
    {
      text: 'net:\n  port: 1\nnet.bindIpAll: true\n⟦net⟧:\n  bindIp: localhost\n',
    },
    { text: 'net:\n  port: 1\n⟦net⟧:\n  port: 2\n', fixed: 'net:\n  port: 1\n  port: 2\n' },
    // an alias must stay behind its anchor
    {
      text: 'net:\n  port: 1\nstorage:\n  dbPath: &x /data\n⟦net⟧:\n  tls:\n    CAFile: *x\n',
    },
  ],
});
