import { clusterAuth } from '../../core/security/cluster-auth.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'Members are to authenticate with a key file, but none is named',
    citation: 'src/mongo/db/auth/authorization_manager_global.cpp, "Unable to acquire security key[s]"',
    benchmarks: ['CIS 8 v2.0.0: 2.3'],
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const { mode, setting } = clusterAuth(config);
    if (!setting || mode === undefined || mode === 'x509' || !isAbsent(config, 'security.keyFile')) return;
    const isRefused = hasReached(facts.serverVersion, '5.0');
    const unless = unlessFlag(config, facts, 'security.keyFile');
    yield {
      span: setting.valueSpan,
      message: isRefused
        ? `clusterAuthMode ${mode} needs security.keyFile; the server does not start without a key${unless}.`
        : `clusterAuthMode ${mode} needs security.keyFile: without it members cannot authenticate, and from 5.0 on the server does not start${unless}.`,
      ...(isRefused ? {} : { severity: 'warning' }),
    };
  },
);
