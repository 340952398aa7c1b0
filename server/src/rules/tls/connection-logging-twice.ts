import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'One parameter is set under both of its names',
    citation: 'src/mongo/util/net/ssl_parameters.cpp, validateDisableNonTLSConnectionLogging',
    formats: ['yaml', 'ini', 'flags'],
    since: '4.2',
  },
  function* (config) {
    const tls = config.get('setParameter.disableNonTLSConnectionLogging');
    const ssl = config.get('setParameter.disableNonSSLConnectionLogging');
    if (!tls || !ssl || !standTogether(config, tls, ssl)) return;
    const [first, second] = tls.span[0] < ssl.span[0] ? [tls, ssl] : [ssl, tls];
    yield {
      span: second.keySpan,
      message:
        'disableNonTLSConnectionLogging and disableNonSSLConnectionLogging are one parameter, and it can be set once only; the server does not start.',
      related: [{ span: first.keySpan, message: 'it is set here too' }],
    };
  },
);
