import { accessControl } from '../../core/security/cluster-auth.ts';
import { parameter } from '../../core/config/parameters.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Access control is on, and every way to log in is switched off',
    citation:
      'src/mongo/db/auth/sasl_options_init.cpp and mongod_options.cpp, empty authenticationMechanisms',
    benchmarks: ['STIG 7.x V1R1: MD7X-00-000200', 'STIG 4.x V1R2: V-252159'],
    needs: ['setParameter.authenticationMechanisms', 'security.authenticationMechanisms'],
  },
  function* (config) {
    if (accessControl(config) !== true) return;
    const set = parameter(config, 'authenticationMechanisms');
    const listed = config.get('security.authenticationMechanisms');
    const isEmptyList = listed?.value.kind === 'list' && listed.value.items.length === 0;
    const setting = set?.text === '' ? set : isEmptyList ? listed : undefined;
    if (!setting) return;
    yield {
      span: setting.span,
      message:
        'authenticationMechanisms is empty while access control is on: nobody could log in, and the server does not start.',
    };
  },
);
