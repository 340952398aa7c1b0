import { clusterAuth } from '../../core/security/cluster-auth.ts';
import { accessReport, namedKeyFile, namedKeyFileFaults } from '../../core/deployment/named-key-file.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The keyfile that is named here is not what it looks like',
    citation: 'src/mongo/db/auth/security_file.cpp and src/mongo/db/startup_warnings_common.cpp',
    since: '4.2',
    needs: ['security.keyFile'],
  },
  function* (config, facts) {
    const named = namedKeyFile(config, facts);
    if (named?.fact.state !== 'present') return;
    const { fatal, doubts } = namedKeyFileFaults(named, facts);
    if (fatal || accessReport(named, config, facts)) return;
    for (const { kind, span, message } of doubts) {
      // the server is silent on two keys where it sends certificates
      if (kind === 'two-keys' && clusterAuth(config).mode === 'sendX509') continue;
      yield {
        span: named.setting.valueSpan,
        message: `In this keyfile: ${message}`,
        related: [{ span, message, location: named.fact.location }],
      };
    }
  },
);
