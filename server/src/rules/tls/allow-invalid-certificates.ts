import { allowsX509, clusterAuth } from '../../core/security/cluster-auth.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'Certificates of others are accepted without validation',
    citation:
      'src/mongo/db/startup_warnings_common.cpp, "While invalid X509 certificates may be used to connect"',
    benchmarks: [
      'STIG 7.x V1R1: MD7X-00-008800',
      'STIG 7.x V1R1: MD7X-00-008900',
      'STIG 4.x V1R2: V-252139',
      'STIG 4.x V1R2: V-252179',
      'STIG 4.x V1R2: V-252180',
    ],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.allowInvalidCertificates'],
  },
  function* (config) {
    const setting = config.get('net.tls.allowInvalidCertificates');
    // while TLS is off it does nothing: tls-setting-without-effect
    if (!setting || config.flag('net.tls.allowInvalidCertificates') !== true || tlsIsOn(config) === false)
      return;
    const members = allowsX509(clusterAuth(config).mode)
      ? ' Members log in with certificates here, but nothing keeps others from posing as the server they connect to.'
      : '';
    yield {
      span: setting.span,
      message: `Any certificate is accepted, expired, revoked or from anybody, on connections in both directions; host names are not checked either.${members}`,
    };
  },
);
