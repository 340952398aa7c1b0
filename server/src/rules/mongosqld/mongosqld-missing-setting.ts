import { isAbsent } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'A setting of mongosqld that another one needs or forbids',
    citation: 'MongoDB Connector for BI manual, reference/mongosqld: schema.stored.mode, security.enabled',
    programs: ['mongosqld'],
    formats: ['yaml'],
  },
  function* (config) {
    const mode = config.get('schema.stored.mode');
    const source = config.get('schema.stored.source');
    const refresh = config.get('schema.refreshIntervalSecs');
    if (mode?.text === 'auto' && isAbsent(config, 'schema.stored.source')) {
      yield {
        span: mode.valueSpan,
        message:
          'schema.stored.mode auto needs schema.stored.source, the database of the schema; mongosqld does not start.',
      };
    }
    if (mode?.text === 'custom' && source?.text && refresh && Number(refresh.text) > 0) {
      yield {
        span: refresh.valueSpan,
        message:
          'A schema of your own (schema.stored.mode custom with a source) cannot be refreshed by itself; mongosqld does not start.',
        related: [{ span: mode.valueSpan, message: 'the mode is here' }],
      };
    }
    const enabled = config.get('security.enabled');
    if (!enabled || config.flag('security.enabled') !== true || config.isConditional(enabled.keySpan[0]))
      return;
    const mechanism = config.get('mongodb.net.auth.mechanism');
    // Kerberos and certificates know the user without a password
    const needsPassword = !mechanism || /^SCRAM|^PLAIN$/.test(mechanism.text ?? '');
    const missing = ['username', ...(needsPassword ? ['password'] : [])].filter((name) =>
      isAbsent(config, `mongodb.net.auth.${name}`),
    );
    if (missing.length === 0) return;
    yield {
      span: enabled.valueSpan,
      message: `security.enabled needs an administrator with whom mongosqld reads the schema: mongodb.net.auth.${missing.join(' and ')} is missing, and mongosqld does not start.`,
    };
  },
);
