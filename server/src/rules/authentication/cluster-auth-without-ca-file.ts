import { allowsX509, clusterAuth } from '../../core/security/cluster-auth.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired, usesSystemCa } from '../../core/security/trust.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'Members are to authenticate with certificates, but there is no CA file to verify them',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "No TLS certificate validation can be performed"',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const { mode, setting } = clusterAuth(config);
    const isRefused = hasReached(facts.serverVersion, '5.0') ? allowsX509(mode) : mode === 'x509';
    if (!setting || !isRefused || tlsIsOn(config) !== true) return;
    if (!isAbsent(config, 'net.tls.CAFile') || !isAbsent(config, 'net.tls.certificateSelector')) return;
    // without any authorities the newer releases complain of that first: tls-without-chain-of-trust
    if (hasReached(facts.serverVersion, chainOfTrustRequired) && usesSystemCa(config) !== true) return;
    yield {
      span: setting.valueSpan,
      message: `clusterAuthMode ${String(mode)} lets members log in with certificates, which needs a CAFile to verify them; the server does not start${unlessFlag(config, facts, 'net.tls.CAFile')}.`,
    };
  },
);
