import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Members are to be known both by attributes and by an extension',
    citation: 'src/mongo/util/net/ssl_options_server.idl, conflicts of net.tls.clusterAuthX509.attributes',
    since: '7.0',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config) {
    const attributes = config.get('net.tls.clusterAuthX509.attributes');
    const extension = config.get('net.tls.clusterAuthX509.extensionValue');
    if (!attributes || !extension || !standTogether(config, attributes, extension)) return;
    const [first, second] =
      attributes.span[0] < extension.span[0] ? [attributes, extension] : [extension, attributes];
    yield {
      span: second.keySpan,
      message:
        'clusterAuthX509.attributes and clusterAuthX509.extensionValue exclude each other; the server does not start with both.',
      related: [{ span: first.keySpan, message: 'the other one is here' }],
    };
  },
);
