import { testRule } from '../support/rule-tester.ts';

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
    },
    { text: 'net:\n  tls: {mode: disabled}\n  ⟦tls⟧: {logVersions: TLS1_2}\n', message: 'net.tls' },
    { text: 'net: {}\n⟦net⟧: {port: 1}\n⟦net⟧: {ipv6: true}\n' },
  ],
});
