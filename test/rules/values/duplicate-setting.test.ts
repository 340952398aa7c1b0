import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { findings, testRule } from '../../support/rule-tester.ts';

testRule('duplicate-setting', {
  valid: [
    'net:\n  port: 1\nnet:\n  ipv6: true\n',
    'net: {tls: {mode: disabled}, ssl: {mode: disabled}}\n',
    {
      text: 'net.ssl:\n  weakCertificateValidation: true\n  allowConnectionsWithoutCertificates: false\n',
      version: '4.0.28',
    },
    'setParameter = ocspEnabled=true\nsetParameter = ocspEnabled=true\n',
    'setParameter = ocspEnabled=true\nsetParameter = ocspCacheSize=1\n',
    'logpath = /a\nlogappend = true\n',
    'auth = true\nkeyFile = /a\n',
    'net:\n{% if a %}\n  port: 1\n{% else %}\n  port: 2\n{% endif %}\n',
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    CAFile: a\nnet.ssl.⟦CAFile⟧: a\n'.replace(
        'net.ssl.⟦CAFile⟧',
        '⟦net.ssl.CAFile⟧',
      ),
      fixed: 'net:\n  tls:\n    CAFile: a\n',
      message: 'net.tls.CAFile and net.ssl.CAFile set one and the same option',
    },
    {
      text: 'net:\n  ssl:\n    CAFile: a\n  tls:\n    ⟦CAFile⟧: a\n    mode: disabled\n',
      fixed: 'net:\n  tls:\n    CAFile: a\n    mode: disabled\n',
    },
    { text: 'net:\n  port: 1\nnet:\n  ⟦port⟧: 2\n', message: 'net.port is set twice' },
    { text: 'net.port: 1\nnet: {⟦port⟧: 2}\n' },
    {
      text: 'net.ssl:\n  weakCertificateValidation: true\n  ⟦allowConnectionsWithoutCertificates⟧: false\n',
      message: 'net.tls.allowConnectionsWithoutCertificates',
    },
    { text: 'net.ssl.mode: disabled\nnet:\n  ssl:\n    ⟦mode⟧: allowSSL\n', version: '4.0' },
    { text: 'setParameter:\n  ocspEnabled: true\n  ⟦ocspEnabled⟧: false\n' },
    {
      text: 'setParameter:\n  ocspEnabled: true\n⟦setParameter⟧:\n  ocspCacheSize: 1\n',
      message: 'a second time',
    },
    { text: 'port = 1\n⟦port⟧ = 1\n', fixed: 'port = 1\n' },
    { text: 'sslCAFile = a\n⟦tlsCAFile⟧ = b\n' },
    {
      text: 'setParameter = ocspEnabled=true\nsetParameter = ⟦ocspEnabled⟧=false\n',
      message: 'different values',
    },
    { text: 'logpath = /a\n⟦logpath⟧ = /b\n', fixed: 'logpath = /a\n' },
    { text: 'auth = true\n⟦auth⟧ = false\n' },
  ],
});

describe('the alternatives of duplicate-setting', () => {
  it('remove either of two different values', () => {
    const text = 'net:\n  port: 1\n  ipv6: true\nnet.port: 2\n';
    const [found] = findings('duplicate-setting', text);
    expect(found?.alternatives?.map(({ safe }) => safe)).toEqual([false, false]);
    expect(found?.alternatives?.map(({ edits }) => applyEdits(text, edits))).toEqual([
      'net:\n  ipv6: true\nnet.port: 2\n',
      'net:\n  port: 1\n  ipv6: true\n',
    ]);
  });
});
