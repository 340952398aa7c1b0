import { removeSetting } from '../../core/fixing/edits.ts';
import { removalSeverity } from '../../core/names/removal.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Read concern majority is switched off, which servers of today refuse',
    citation: 'src/mongo/db/mongod_options.cpp, storeMongodOptions: enableMajorityReadConcern',
    since: '5.0',
    programs: ['mongod'],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['replication.enableMajorityReadConcern'],
  },
  function* (config, facts) {
    const setting = config.get('replication.enableMajorityReadConcern');
    if (!setting || config.flag('replication.enableMajorityReadConcern') !== false) return;
    if (config.isConditional(setting.keySpan[0])) return;
    const edit = config.template ? undefined : removeSetting(config, setting);
    yield {
      span: setting.valueSpan,
      severity: removalSeverity('5.0', facts),
      message: `${setting.path} cannot be switched off since MongoDB 5.0: from that version on the server writes a fatal message and ends.`,
      ...(edit ? { fix: { title: `Remove ${setting.path}`, safe: false, edits: [edit] } } : {}),
    };
  },
);
