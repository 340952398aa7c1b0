import type { Config } from '../../core/config/config.ts';
import { parameter, parameterFlag } from '../../core/config/parameters.ts';
import { platformOf } from '../../core/config/platform.ts';
import { isGiven, standTogether } from '../../core/config/presence.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

/** What the listener for gRPC cannot do, and why a server with it does not start. */
const refused = {
  'net.tls.CRLFile': 'looks at no revocation lists',
  'net.tls.certificateKeyFilePassword': 'opens no encrypted key before 8.3.3',
  'net.tls.FIPSMode': 'knows no FIPS mode',
};

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A setting of TLS does not go with gRPC, which is switched on',
    citation: 'src/mongo/transport/grpc/grpc_transport_layer_impl.cpp, start; SERVER-125887',
    since: '8.0',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['setParameter.featureFlagGRPC'],
  },
  function* (config, facts) {
    const grpc = parameter(config, 'featureFlagGRPC');
    if (!grpc || parameterFlag(config, 'featureFlagGRPC') !== true || tlsIsOn(config) !== true) return;
    // builds for other systems have no gRPC
    if (platformOf(config, facts) !== 'linux') return;
    const related = [{ span: grpc.span, message: 'gRPC is switched on here' }];
    for (const [path, why] of Object.entries(refused)) {
      // SERVER-125887
      if (path.endsWith('Password') && hasReached(facts.serverVersion, '8.3.3')) continue;
      const setting = config.get(path);
      if (!setting || !isSet(config, path) || !standTogether(config, setting, grpc)) continue;
      yield {
        span: setting.keySpan,
        message: `The listener for gRPC ${why}; the server does not start with ${setting.path} while featureFlagGRPC is on.`,
        related,
      };
    }
    const protocols = config.get('net.tls.disabledProtocols');
    if (!protocols?.text) return;
    yield {
      span: protocols.span,
      severity: 'info',
      message: `${protocols.path} has no effect on connections by gRPC; it holds for all others.`,
      related,
    };
  },
);

function isSet(config: Config, path: string): boolean {
  return path === 'net.tls.FIPSMode' ? config.flag(path) === true : isGiven(config, path);
}
