import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'The community operator overwrites a setting with its own',
    citation:
      'mongodb-kubernetes-operator, controllers/mongodb_tls.go, tlsConfigModification (server-behaviour.md IM4)',
    tags: ['unnecessary'],
  },
  function* (config, { setByOperator = [] }) {
    for (const { canonical, path, span } of config.settings) {
      if (!setByOperator.includes(canonical)) continue;
      const value =
        canonical === 'net.tls.allowConnectionsWithoutCertificates'
          ? ' to true, so that clients need no certificate'
          : ' from spec.security.tls';
      yield {
        span,
        message: `The community operator sets ${path}${value}; what stands here has no effect.`,
      };
    }
  },
);
