import { addParameter, removeSetting } from '../../core/fixing/edits.ts';
import { settingsOf } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { removalSeverity } from '../../core/names/removal.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { overlaps } from '../../core/text/span.ts';
import type { Fix } from '../../core/findings/finding.ts';

const masterSlave = { since: '4.0', reason: 'master/slave replication is gone since MongoDB 4.0' };
const replicaPairs = { since: '3.6', reason: 'replica pairs have long been gone' };
const refusedIniNames: Readonly<Record<string, { since: string; reason: string }>> = {
  master: masterSlave,
  slave: masterSlave,
  pairwith: replicaPairs,
  arbiter: replicaPairs,
  opIdMem: replicaPairs,
  cacheSize: { since: '3.6', reason: 'the cache is sized with wiredTigerCacheSizeGB' },
};

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A setting is given that mongod knows but never accepts',
    citation: 'src/mongo/db/mongod_options.cpp, handlePreValidationMongodOptions and storeMongodOptions',
    programs: ['mongod'],
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const { iniOnly, keySpan, path } of config.settings) {
      const refused = iniOnly && refusedIniNames[iniOnly.name];
      if (!refused || !hasReached(facts.serverVersion, refused.since) || config.isConditional(keySpan[0]))
        continue;
      yield {
        span: keySpan,
        message: `The server does not start with ${path}, whatever its value: ${refused.reason}.`,
        severity: removalSeverity(refused.since, facts),
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
