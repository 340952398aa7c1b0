import { spelled, unlessFlag } from '../../core/config/display-name.ts';
import { hasNoCertificate } from '../../core/security/trust.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'TLS is on, and the server has no certificate',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp, "need tlsCertificateKeyFile or certificateSelector"',
    benchmarks: ['CIS 8 v2.0.0: 4.3', 'STIG 7.x V1R1: MD7X-00-008800'],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.mode', 'net.ssl.mode'],
  },
  function* (config, facts) {
    const { mode, setting } = tlsMode(config);
    if (!setting || mode === undefined || mode === 'disabled' || !hasNoCertificate(config)) return;
    const isOld = setting.canonical === 'net.ssl.mode';
    const name = spelled(config, isOld ? 'net.ssl.PEMKeyFile' : 'net.tls.certificateKeyFile');
    const store = platformOf(config, facts) === 'linux' ? '' : ' or a certificateSelector';
    yield {
      span: setting.valueSpan,
      message: `TLS is on, and there is no ${name}${store}: without a certificate the server does not start${unlessFlag(config, facts, isOld ? 'net.ssl.PEMKeyFile' : 'net.tls.certificateKeyFile')}.`,
    };
  },
);
