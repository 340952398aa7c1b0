import { addParameter, removeSetting } from '../core/edits.ts';
import { settingsOf } from '../core/models/presence.ts';
import { defineRule, type Fix } from '../core/rule.ts';
import { hasReached } from '../core/server-version.ts';
import { overlaps } from '../core/span.ts';

const replicaPairs = new Set(['pairwith', 'arbiter', 'opIdMem']);

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A setting is given that mongod knows but never accepts',
    citation: 'src/mongo/db/mongod_options.cpp, handlePreValidationMongodOptions and storeMongodOptions',
    programs: ['mongod'],
  },
  function* (config, facts) {
    for (const { iniOnly, keySpan } of config.settings) {
      const name = iniOnly?.name ?? '';
      const reason = replicaPairs.has(name)
        ? 'replica pairs are gone since long'
        : name === 'cacheSize'
          ? 'the cache is sized with wiredTigerCacheSizeGB'
          : (name === 'master' || name === 'slave') && hasReached(facts.serverVersion, '4.0')
            ? 'master/slave replication is gone since MongoDB 4.0'
            : undefined;
      if (reason === undefined) continue;
      yield {
        span: keySpan,
        message: `The server does not start with ${name}, whatever its value: ${reason}.`,
      };
    }
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
