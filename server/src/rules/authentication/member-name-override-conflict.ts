import { parameter } from '../../core/config/parameters.ts';
import { standTogether } from '../../core/config/presence.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The older way to name a second set of members stands beside the newer one',
    citation: 'src/mongo/util/net/ssl_manager.cpp, setClusterAuthX509Config',
    since: '7.0',
  },
  function* (config, facts) {
    // the other TLS libraries never look
    if (platformOf(config, facts) !== 'linux' || tlsIsOn(config) !== true) return;
    const override = parameter(config, 'tlsX509ClusterAuthDNOverride');
    if (override?.text === undefined || override.text === '') return;
    const other = [
      config.get('net.tls.clusterAuthX509.attributes'),
      config.get('net.tls.clusterAuthX509.extensionValue'),
      parameter(config, 'tlsClusterAuthX509Override'),
    ].find((setting) => setting?.text !== undefined && setting.text !== '');
    if (!other || !standTogether(config, override, other)) return;
    yield {
      span: override.keySpan,
      message: `tlsX509ClusterAuthDNOverride cannot stand beside ${other.path}; the server does not start with both.`,
      related: [{ span: other.keySpan, message: 'members are told apart here' }],
    };
  },
);
