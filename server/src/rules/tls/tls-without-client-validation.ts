import { clusterAuth } from '../../core/security/cluster-auth.ts';
import type { Config } from '../../core/config/config.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired } from '../../core/security/trust.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    absence: true,
    summary: 'TLS is on without certificate authorities, so no client certificate is looked at',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp, "No client certificate validation can be performed"',
    until: chainOfTrustRequired,
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.mode', 'net.ssl.mode'],
  },
  function* (config, facts) {
    const { mode, setting } = tlsMode(config);
    if (!setting || mode === undefined || mode === 'disabled') return;
    const others = ['net.tls.CAFile', 'net.tls.certificateSelector', 'net.tls.CRLFile'];
    // with CRLFile or clusterAuthMode x509 the server does not start at all, which other rules report
    if (!others.every((name) => isAbsent(config, name)) || clusterAuth(config).mode === 'x509') return;
    yield {
      span: setting.valueSpan,
      message:
        `Without CAFile the server ${unverified(config)} (CVE-2024-1351); ` +
        `from 4.4.29, 5.0.25, 6.0.14 and 7.0.6 on it does not start${unlessFlag(config, facts, 'net.tls.CAFile')}.`,
    };
  },
);

/** clusterCAFile serves for those who connect to the server, not for those it connects to. */
function unverified(config: Config): string {
  return config.get('net.tls.clusterCAFile')
    ? 'verifies none of the members it connects to'
    : 'looks at no client certificate and verifies no member';
}
