import { memberAttributeOids, parseDistinguishedName } from '../../core/pem/model/distinguished-name.ts';
import { parameter } from '../../core/config/parameters.ts';
import type { Setting } from '../../core/config/setting.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { spansInValue } from '../../core/config/value-span.ts';
import { platformOf } from '../../core/config/platform.ts';
import { slice } from '../../core/text/span.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A distinguished name is not one the server can read',
    citation: 'src/mongo/util/net/ssl_manager.cpp, parseDN and ClusterMemberDNOverride::setFromString',
    formats: ['yaml', 'ini', 'flags'],
    since: '4.2',
    needs: ['net.tls.clusterAuthX509.attributes', 'setParameter.tlsX509ClusterAuthDNOverride'],
  },
  function* (config, facts) {
    const names: Setting[] = [];
    // attributes are looked at only when certificates are read, and only by OpenSSL
    const attributes = config.get('net.tls.clusterAuthX509.attributes');
    if (attributes && platformOf(config, facts) === 'linux' && tlsIsOn(config) === true)
      names.push(attributes);
    const override = parameter(config, 'tlsX509ClusterAuthDNOverride');
    if (override) names.push(override);
    for (const setting of names) {
      if (setting.text === undefined || setting.text === '') continue;
      const { rdns, problem } = parseDistinguishedName(setting.text);
      if (problem) {
        yield {
          span: spansInValue(config.text, setting)(...problem.span),
          // what follows on other lines may be settings of their own, and secrets
          message: slice(config.text, setting.valueSpan).includes('\n')
            ? 'Not a name the server can read; the value goes on over several lines.'
            : `Not a name the server can read: ${problem.message}.`,
        };
      } else if (
        setting.isParameter &&
        !rdns.flat().some(({ oid }) => memberAttributeOids.includes(oid ?? ''))
      ) {
        yield {
          span: setting.valueSpan,
          message: 'The name has none of O, OU and DC, by which members are known; the server refuses it.',
        };
      }
    }
  },
);
