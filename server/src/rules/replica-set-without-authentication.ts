import { accessControl } from '../core/models/cluster-auth.ts';
import { settingsOf } from '../core/models/presence.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'Members of a replica set do not authenticate to each other',
    citation: 'MongoDB Manual, internal/membership authentication',
    programs: ['mongod'],
  },
  function* (config) {
    const [name] = settingsOf(config, ['replication.replSetName', 'replication.replSet']);
    if (!name?.text || accessControl(config) !== false || config.get('security.transitionToAuth')) return;
    yield {
      span: name.span,
      message:
        'Members of this replica set do not authenticate to each other: whoever reaches one of them can act as another.',
    };
  },
);
