import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { findings, testRule } from '../../support/rule-tester.ts';

const on = 'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /etc/m.pem\n';

testRule('tls-without-chain-of-trust', {
  valid: [
    `${on}    CAFile: /ca.pem\n`,
    `${on}setParameter:\n  tlsUseSystemCA: true\n`,
    `${on}setParameter:\n  tlsUseSystemCA: 1\n`,
    `${on}setParameter:\n  tlsUseSystemCA: \${CA}\n`,
    `${on}    clusterCAFile: /ca.pem\n`,
    { text: on, version: '7.0.5' },
    { text: on, version: '6.0.13' },
    { text: on, version: '4.4.28' },
    { text: on, version: '4.2' },
    'net:\n  tls:\n    mode: disabled\n',
    'net:\n  port: 27017\n',
    'net:\n  tls:\n    mode: requireTLS\n  <%= ca_line %>\n',
  ],
  invalid: [
    {
      text: on.replace('requireTLS', '⟦requireTLS⟧'),
      message: 'CVE-2024-1351',
      fixed: `${on}    CAFile: /etc/ca.pem\n`,
    },
    {
      text: on.replace('requireTLS', '⟦allowTLS⟧'),
      version: '5.0.25',
      fixed: `${on.replace('requireTLS', 'allowTLS')}    CAFile: /etc/ca.pem\n`,
    },
    {
      text: 'sslMode=⟦requireSSL⟧\nsslPEMKeyFile=C:\\db\\m.pem\n',
      version: '7.0',
      fixed: 'sslMode=requireSSL\nsslPEMKeyFile=C:\\db\\m.pem\nsslCAFile=C:\\db\\ca.pem\n',
    },
    {
      text: `${on.replace('requireTLS', '⟦requireTLS⟧')}setParameter:\n  tlsUseSystemCA: false\n`,
      fixed: `${on}    CAFile: /etc/ca.pem\nsetParameter:\n  tlsUseSystemCA: false\n`,
    },
    {
      text: 'net:\n  tls:\n    mode: ⟦requireTLS⟧\n    certificateSelector: subject=x\n',
      platform: 'windows',
      fixed:
        'net:\n  tls:\n    mode: requireTLS\n    CAFile: /etc/ssl/ca.pem\n    certificateSelector: subject=x\n',
    },
  ],
});

describe('the fixes of tls-without-chain-of-trust', () => {
  it('offer the store of the system as well, and neither is safe', () => {
    const [finding] = findings('tls-without-chain-of-trust', on);
    expect(finding?.fix?.safe).toBe(false);
    const [other] = finding?.alternatives ?? [];
    expect(other?.safe).toBe(false);
    expect(applyEdits(on, other?.edits ?? [])).toBe(`${on}setParameter:\n  tlsUseSystemCA: true\n`);
  });
});
