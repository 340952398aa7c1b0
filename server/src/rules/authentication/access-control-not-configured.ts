import { listensEverywhere } from '../../core/security/client-validation.ts';
import { isAbsent, settingsOf } from '../../core/config/presence.ts';
import { omissionSpan } from '../../core/config/span-for-missing.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    absence: true,
    summary: 'Nothing is said of access control, so that it is off',
    citation: 'src/mongo/db/startup_warnings_common.cpp, "Access control is not enabled for the database"',
    benchmarks: [
      'CIS 8 v2.0.0: 2.1',
      'STIG 8.x V1R1: MD8X-00-000300',
      'STIG 7.x V1R1: MD7X-00-000300',
      'STIG 4.x V1R2: V-252149',
      'STIG 4.x V1R2: V-252157',
    ],
  },
  function* (config, facts) {
    const names = ['security.authorization', 'security.keyFile', 'security.clusterAuthMode'];
    if (!names.every((name) => isAbsent(config, name))) return;
    // alone it does not start
    if (config.get('security.transitionToAuth')) return;
    // two worse cases have rules of their own: open-without-authorization and replica-set-without-authentication
    const isMember = settingsOf(config, ['replication.replSetName', 'replication.replSet']).length > 0;
    if (listensEverywhere(config, facts.serverVersion) || (config.program === 'mongod' && isMember)) return;
    const span = omissionSpan(config, 'security');
    if (!span) return;
    const what =
      config.program === 'mongos'
        ? 'keyFile or clusterAuthMode'
        : `${config.format === 'ini' ? 'auth' : 'authorization'}, keyFile or clusterAuthMode`;
    yield {
      span,
      message: `Without ${what} nobody has to log in, and whoever reaches the server may do anything; the server warns of it at each start${unlessFlag(config, facts, ...(config.program === 'mongos' ? [] : ['--auth']), 'security.keyFile')}.`,
    };
  },
);
