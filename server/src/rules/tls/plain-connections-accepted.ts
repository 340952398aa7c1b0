import { tlsMode } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'Connections without TLS are still accepted',
    citation: 'MongoDB Manual, net.tls.mode',
    benchmarks: [
      'CIS 8 v2.0.0: 4.3',
      'STIG 8.x V1R1: V-279358',
      'STIG 7.x V1R1: MD7X-00-008800',
      'STIG 7.x V1R1: MD7X-00-008900',
      'STIG 4.x V1R2: V-252139',
      'STIG 4.x V1R2: V-252164',
      'STIG 4.x V1R2: V-252179',
      'STIG 4.x V1R2: V-252180',
    ],
    needs: ['net.tls.mode', 'net.ssl.mode'],
  },
  function* (config) {
    const { mode, setting } = tlsMode(config);
    if (!setting || (mode !== 'allowTLS' && mode !== 'preferTLS')) return;
    const outgoing =
      mode === 'allowTLS'
        ? 'connects to other members without it'
        : 'uses it only to connect to other members';
    yield {
      span: setting.valueSpan,
      message: `With ${String(setting.text)} the server accepts connections without TLS and ${outgoing}; it is a step on the way to ${
        setting.canonical === 'net.ssl.mode' ? 'requireSSL' : 'requireTLS'
      }.`,
    };
  },
);
