import { isAbsent } from '../../core/config/presence.ts';
import { removalSeverity } from '../../core/names/removal.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { spelled, unlessFlag } from '../../core/config/display-name.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'A shard or config server without a replica set name',
    citation: 'src/mongo/db/mongod_options.cpp, storeMongodOptions',
    since: '5.0',
    programs: ['mongod'],
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const role = config.get('sharding.clusterRole');
    if (role?.text !== 'shardsvr' && role?.text !== 'configsvr') return;
    if (config.isConditional(role.keySpan[0])) return;
    // a backup of a shard may be opened on its own
    if (role.text === 'shardsvr' && config.get('storage.queryableBackupMode')) return;
    if (!isAbsent(config, 'replication.replSetName') || !isAbsent(config, 'replication.replSet')) return;
    yield {
      span: role.iniOnly ? role.keySpan : role.valueSpan,
      severity: removalSeverity('5.0', facts),
      message: `A ${role.text} must be a member of a replica set; without ${spelled(config, 'replication.replSetName')} a server of 5.0 or later does not start${unlessFlag(config, facts, 'replication.replSetName')}.`,
    };
  },
);
