import { isAbsent } from '../../core/config/presence.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'A router port on a server that is neither shard nor config server',
    citation: 'src/mongo/db/mongod_options.cpp, storeMongodOptions: routerPort',
    since: '8.0',
    programs: ['mongod'],
  },
  function* (config, facts) {
    const setting = config.get('net.routerPort');
    if (!setting || config.isConditional(setting.keySpan[0]) || !isAbsent(config, 'sharding.clusterRole'))
      return;
    yield {
      span: setting.keySpan,
      message: `${setting.path} needs sharding.clusterRole shardsvr or configsvr; the server does not start${unlessFlag(config, facts, '--shardsvr', '--configsvr')}.`,
    };
  },
);
