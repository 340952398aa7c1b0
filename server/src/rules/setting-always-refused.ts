import { addParameter, removeSetting } from '../core/edits.ts';
import { settingsOf } from '../core/models/presence.ts';
import { defineRule, type Fix } from '../core/rule.ts';
import { overlaps } from '../core/span.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A setting is given that mongod knows but never accepts',
    citation:
      'src/mongo/db/mongod_options.cpp, security.authSchemaVersion and security.enableLocalhostAuthBypass',
    programs: ['mongod'],
  },
  function* (config) {
    const names = ['security.authSchemaVersion', 'security.enableLocalhostAuthBypass'];
    for (const setting of settingsOf(config, names)) {
      const isBypass = setting.canonical === 'security.enableLocalhostAuthBypass';
      const removed = removeSetting(config, setting);
      const added =
        isBypass && setting.text
          ? addParameter(config, 'enableLocalhostAuthBypass', setting.text)
          : undefined;
      const fix: Fix | undefined =
        removed && added && !overlaps(removed.span, added.span)
          ? { title: 'Move to setParameter', safe: false, edits: [removed, added] }
          : undefined;
      yield {
        span: setting.span,
        message: isBypass
          ? 'The server does not start with security.enableLocalhostAuthBypass; it is a parameter and belongs under setParameter.'
          : `The server does not start with ${setting.path}; no value of it is accepted.`,
        ...(fix ? { fix } : {}),
      };
    }
  },
);
