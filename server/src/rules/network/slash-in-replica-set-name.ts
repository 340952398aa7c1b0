import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A slash in replication.replSetName',
    citation: 'src/mongo/db/mongod_options.cpp, storeMongodOptions',
    since: '3.6',
    programs: ['mongod'],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['replication.replSetName', 'replication.replSet'],
  },
  function* (config) {
    // INI has a name of its own for it
    const setting = config.get('replication.replSetName') ?? config.get('replication.replSet');
    if (setting?.text?.includes('/') !== true) return;
    yield {
      span: setting.valueSpan,
      message: `${setting.path} is the bare name of the set; with a slash, which began a list of seeds in old releases, the server does not start.`,
    };
  },
);
