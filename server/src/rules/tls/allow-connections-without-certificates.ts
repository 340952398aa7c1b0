import { weakValidation } from '../../core/security/client-validation.ts';
import type { Config } from '../../core/config/config.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { readFlag } from '../../core/config/setting.ts';
import { tlsMode, type TlsMode } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired } from '../../core/security/trust.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'Clients may connect without a certificate',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp, weakCertificateValidation (server-behaviour.md W10, W11)',
    benchmarks: [
      'STIG 7.x V1R1: MD7X-00-008800',
      'STIG 7.x V1R1: MD7X-00-008900',
      'STIG 4.x V1R2: V-252139',
      'STIG 4.x V1R2: V-252179',
      'STIG 4.x V1R2: V-252180',
    ],
    needs: ['net.tls.allowConnectionsWithoutCertificates'],
  },
  function* (config, facts) {
    const setting = weakValidation(config, facts.serverVersion);
    if (!setting || readFlag(setting.text, config.format) !== true) return;
    const { mode } = tlsMode(config);
    // while TLS is off the server does not start with it: tls-setting-without-tls
    if (mode === 'disabled') return;
    yield { span: setting.span, message: whoMayConnect(config, mode, facts) };
  },
);

function whoMayConnect(config: Config, mode: TlsMode | undefined, facts: Facts): string {
  const hasNoCa = isAbsent(config, 'net.tls.CAFile') && isAbsent(config, 'net.tls.clusterCAFile');
  if (hasNoCa && !hasReached(facts.serverVersion, chainOfTrustRequired)) {
    return `This changes nothing: without CAFile every client may connect, and no certificate of a client is looked at${unlessFlag(config, facts, 'net.tls.CAFile')}.`;
  }
  const shown =
    config.flag('net.tls.allowInvalidCertificates') === true
      ? 'and with any certificate, because allowInvalidCertificates is on'
      : 'while one that is shown must be valid and of a trusted authority';
  const plain = mode === 'allowTLS' || mode === 'preferTLS' ? ' Clients without TLS may connect, too.' : '';
  return `Clients may connect without a certificate, ${shown}.${plain} Who may do what is then up to authorization; X.509 login still needs a certificate.`;
}
