import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    absence: true,
    summary: 'Fewer than three config servers are named',
    citation: 'src/mongo/s/mongos_options.cpp, storeMongosOptions: fewer than 3 config servers',
    programs: ['mongos'],
    needs: ['sharding.configDB'],
  },
  function* (config) {
    const setting = config.get('sharding.configDB');
    const hosts = /^[^/,]+\/([^/]+)$/.exec(setting?.text ?? '')?.[1]?.split(',');
    if (!setting || !hosts || hosts.length >= 3) return;
    yield {
      span: setting.valueSpan,
      message: `mongos warns at every start when it is given fewer than three config servers, and with ${hosts.length === 1 ? 'one' : 'two'} the cluster may not survive the loss of a host.`,
    };
  },
);
