import { describe, expect, it } from 'vitest';
import { findings, testRule } from '../../support/rule-tester.ts';

testRule('both-tls-modes', {
  valid: [
    'net:\n  tls:\n    mode: requireTLS\n  ssl:\n    CAFile: /ca.pem\n',
    { text: 'net:\n  ssl:\n    mode: requireSSL\n  tls:\n    mode: requireTLS\n', version: '4.0' },
    '{% if new %}\nnet.tls.mode: requireTLS\n{% else %}\nnet.ssl.mode: requireSSL\n{% endif %}\n',
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    mode: requireTLS\n  ssl:\n    ⟦mode⟧: requireSSL\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n',
    },
    {
      text: 'net:\n  ssl:\n    mode: allowSSL\n    CAFile: a\n  tls:\n    ⟦mode⟧: requireTLS\n',
      fixed: 'net:\n  ssl:\n    CAFile: a\n  tls:\n    mode: requireTLS\n',
    },
    {
      text: 'sslMode = requireSSL\n⟦tlsMode⟧ = requireTLS\n',
      fixed: 'tlsMode = requireTLS\n',
    },
  ],
});

describe('the fix of both-tls-modes', () => {
  it.each([
    ['net.tls.mode: requireTLS\nnet.ssl.mode: requireSSL\n', true],
    ['net.tls.mode: requireTLS\nnet.ssl.mode: allowSSL\n', false],
  ])('%j is safe: %s', (text, safe) => {
    expect(findings('both-tls-modes', text)[0]?.fix?.safe).toBe(safe);
  });
});
