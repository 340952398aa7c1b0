import { clusterAuth } from '../../core/security/cluster-auth.ts';
import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A key file is named that is never read',
    citation:
      'src/mongo/db/auth/authorization_manager_global.cpp, the key file is read in the modes that use it',
    tags: ['unnecessary'],
    needs: ['security.keyFile'],
  },
  function* (config) {
    const setting = config.get('security.keyFile');
    const auth = clusterAuth(config);
    if (!setting || auth.mode !== 'x509' || !auth.setting || !standTogether(config, setting, auth.setting))
      return;
    yield {
      span: setting.span,
      message: 'The key file is never opened: with clusterAuthMode x509 members use certificates only.',
      related: [{ span: auth.setting.span, message: 'the mode is given here' }],
    };
  },
);
