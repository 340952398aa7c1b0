import { testRule } from '../../support/rule-tester.ts';

testRule('no-break-space', {
  valid: [
    'net:\n  port: 1\n',
    '\uFEFFnet:\n  port: 1\n',
    '# a\u00a0comment\n\u00a0# and another\nnet:\n  port: 1\n',
    "systemLog:\n  path: '/a\u00a0b'\n",
    'systemLog:\n  path: /a\u00a0b\n',
  ],
  invalid: [
    {
      text: 'net:\n⟦\u00a0\u00a0⟧port: 1\n\u00a0\u00a0bindIp: a\n\u00a0\u00a0ipv6: true\n',
      fixed: 'net:\n  port: 1\n  bindIp: a\n  ipv6: true\n',
      message: 'and 2 more are indented with a no-break space (U+00A0)',
    },
    {
      text: 'net:\n ⟦⟧\u3000port: 1\n'.replace('⟦⟧\u3000', '').replace('\n port', '\n⟦ \u3000⟧port'),
      fixed: 'net:\n  port: 1\n',
    },
    {
      text: 'net:\n  tls:\n    mode: requireTLS⟦\u00a0⟧\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n',
      severity: 'warning',
    },
    { text: 'net:\n  port: ⟦\u00a0⟧1\n', fixed: 'net:\n  port: 1\n' },
  ],
});
