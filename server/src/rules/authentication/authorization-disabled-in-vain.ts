import { accessControl } from '../../core/security/cluster-auth.ts';
import { settingsOf, standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'Authorization is disabled, but access control is on all the same',
    citation:
      'src/mongo/db/auth/authorization_manager_global.cpp, a defined clusterAuthMode switches access control on',
    programs: ['mongod'],
    needs: ['security.authorization'],
  },
  function* (config) {
    const setting = config.get('security.authorization');
    // noauth beside a key file stops the server: noauth-with-authentication
    if (setting?.text !== 'disabled' || setting.iniOnly || accessControl(config) !== true) return;
    const [reason] = settingsOf(config, ['security.keyFile', 'security.clusterAuthMode']);
    if (!reason || !standTogether(config, setting, reason)) return;
    yield {
      span: setting.span,
      message: `authorization: disabled does not switch access control off here: ${reason.path} switches it on, and users must log in.`,
      related: [{ span: reason.span, message: 'this switches access control on' }],
    };
  },
);
