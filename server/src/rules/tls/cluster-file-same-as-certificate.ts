import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'The certificate for other members is the one the server uses anyway',
    citation: 'MongoDB Manual, net.tls.clusterFile',
    tags: ['unnecessary'],
    needs: ['net.tls.clusterFile'],
  },
  function* (config) {
    const cluster = config.get('net.tls.clusterFile');
    const own = config.get('net.tls.certificateKeyFile');
    if (!cluster?.text || cluster.text !== own?.text || !standTogether(config, cluster, own)) return;
    yield {
      span: cluster.span,
      message: `${cluster.path} names the same file as ${own.path}, which is used for other members without it, too.`,
      related: [{ span: own.span, message: 'the same file' }],
    };
  },
);
