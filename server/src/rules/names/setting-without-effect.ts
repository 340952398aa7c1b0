import { removeSetting } from '../../core/fixing/edits.ts';
import { knownSettings } from '../../core/config/known-settings.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

/** Settings that the server still reads and makes nothing of. */
const idle: Readonly<Record<string, { since: string; text?: string; why: string }>> = {
  'replication.enableMajorityReadConcern': {
    since: '5.0',
    text: 'true',
    why: 'read concern majority is always on',
  },
  'storage.wiredTiger.engineConfig.maxCacheOverflowFileSizeGB': {
    since: '4.4',
    why: 'the cache overflow file is gone',
  },
  'net.bindIpAll': { since: '4.2', text: 'false', why: 'only true means something' },
};

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A setting that the server reads without any effect',
    citation:
      'src/mongo/db/mongod_options.cpp; src/mongo/db/storage/wiredtiger/wiredtiger_global_options.idl; src/mongo/db/server_options_server_helpers.cpp',
    tags: ['unnecessary'],
  },
  function* (config, facts) {
    for (const setting of knownSettings(config, facts)) {
      const entry = idle[setting.canonical];
      if (!entry || !hasReached(facts.serverVersion, entry.since)) continue;
      if (entry.text !== undefined && String(config.flag(setting.canonical)) !== entry.text) continue;
      const edit = config.template ? undefined : removeSetting(config, setting);
      yield {
        span: setting.span,
        message: `${setting.path} has no effect since MongoDB ${entry.since}: ${entry.why}.`,
        ...(edit ? { fix: { title: `Remove ${setting.path}`, safe: true, edits: [edit] } } : {}),
      };
    }
  },
);
