import { accessControl } from '../../core/security/cluster-auth.ts';
import { settingsOf } from '../../core/config/presence.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    absence: true,
    summary: 'Members of a replica set do not authenticate to each other',
    citation: 'MongoDB Manual, internal/membership authentication',
    benchmarks: ['CIS 8 v2.0.0: 2.3'],
    programs: ['mongod'],
    needs: ['replication.replSetName', 'replication.replSet'],
  },
  function* (config, facts) {
    const [name] = settingsOf(config, ['replication.replSetName', 'replication.replSet']);
    if (!name?.text || accessControl(config) !== false || config.get('security.transitionToAuth')) return;
    // the server is silent where the file says that this is meant (server-behaviour.md W4)
    const isMeant = config.get('security.authorization') !== undefined;
    yield {
      span: name.span,
      ...(isMeant ? { severity: 'info' } : {}),
      message: `Members of this replica set do not authenticate to each other${unlessFlag(config, facts, 'security.keyFile')}: whoever reaches one of them can act as another.`,
    };
  },
);
