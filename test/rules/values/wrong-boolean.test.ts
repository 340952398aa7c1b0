import { describe, expect, it } from 'vitest';
import { findings, testRule } from '../../support/rule-tester.ts';

testRule('wrong-boolean', {
  valid: [
    'net:\n  ipv6: true\n',
    'net:\n  ipv6: "false"\n',
    "net:\n  ipv6: 'true'\n",
    'net:\n  ipv6: {{ ipv6 }}\n',
    'net:\n  ipv6: {__exec: echo true}\n',
    // a list is another fault
    'net:\n  ipv6: [yes]\n',
    { text: 'ipv6 = yes\n', fileName: 'mongod.conf' },
    // the setting itself is unknown
    { text: 'storage:\n  journal:\n    enabled: yes\n', version: '8.0' },
  ],
  invalid: [
    { text: 'net:\n  ipv6: ⟦yes⟧\n', message: '"yes" is neither', fixed: 'net:\n  ipv6: true\n' },
    { text: 'net:\n  ipv6: ⟦"Off"⟧ # no\n', fixed: 'net:\n  ipv6: "false" # no\n' },
    { text: 'net:\n  ipv6: ⟦True⟧\n', fixed: 'net:\n  ipv6: true\n' },
    { text: 'net:\n  ipv6: ⟦1⟧\n', fixed: 'net:\n  ipv6: true\n' },
    { text: 'net:\n  ipv6: ⟦"true "⟧\n', fixed: 'net:\n  ipv6: "true"\n' },
    { text: 'net:\n  ipv6: ⟦maybe⟧\n' },
    { text: 'net:\n  ipv6:⟦⟧\n', message: 'has no value' },
    { text: 'net:\n  ipv6: ⟦~⟧\n' },
    {
      text: 'storage:\n  journal:\n    enabled: ⟦yes⟧\n',
      version: '5.0',
      fixed: 'storage:\n  journal:\n    enabled: true\n',
    },
  ],
});

describe('wrong-boolean', () => {
  it.each([
    ['net:\n  tls:\n    allowInvalidCertificates: yes\n', false],
    ['net:\n  tls:\n    allowInvalidCertificates: no\n', true],
    ['net:\n  ipv6: yes\n', true],
  ])('%j: safe %s', (text, safe) => {
    expect(findings('wrong-boolean', text)[0]?.fix?.safe).toBe(safe);
  });
});
