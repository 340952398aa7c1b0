import { clusterAuth } from '../../core/security/cluster-auth.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'A change to access control is under way without a way for members to authenticate',
    citation:
      'src/mongo/db/server_options_server_helpers.cpp, "--transitionToAuth must be used with keyFile or x509"',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const setting = config.get('security.transitionToAuth');
    if (!setting || config.flag('security.transitionToAuth') !== true) return;
    const { mode } = clusterAuth(config);
    if (mode === undefined || mode === 'keyFile' || mode === 'x509') return;
    const state = mode === 'none' ? 'neither is set' : `the mode is ${mode}`;
    yield {
      span: setting.span,
      message: `transitionToAuth works with a keyFile or with clusterAuthMode x509 only, and ${state}: the server does not start${mode === 'none' ? unlessFlag(config, facts, 'security.keyFile', 'security.clusterAuthMode') : ''}.`,
    };
  },
);
