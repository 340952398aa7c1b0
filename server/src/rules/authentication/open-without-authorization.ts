import { listensEverywhere, requiresClientCertificate } from '../../core/security/client-validation.ts';
import { accessControl } from '../../core/security/cluster-auth.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    absence: true,
    summary: 'The server listens on all addresses and asks nobody to log in',
    citation: 'src/mongo/db/startup_warnings_mongod.cpp, "Access control is not enabled for the database"',
    benchmarks: [
      'CIS 8 v2.0.0: 2.1',
      'STIG 8.x V1R1: MD8X-00-000300',
      'STIG 7.x V1R1: MD7X-00-000300',
      'STIG 4.x V1R2: V-252149',
    ],
    needs: ['net.bindIpAll', 'net.bindIp'],
  },
  function* (config, facts) {
    const setting = listensEverywhere(config, facts.serverVersion);
    if (!setting || accessControl(config) !== false) return;
    const who = requiresClientCertificate(config)
      ? 'whoever has any certificate of a trusted authority may do anything'
      : 'whoever reaches it over the network may read, change and delete everything';
    const what =
      config.program === 'mongos'
        ? 'a keyFile or clusterAuthMode'
        : 'authorization, a keyFile or clusterAuthMode';
    const held = config.flag('security.transitionToAuth') === true ? ' while transitionToAuth is on' : '';
    // where the file says so itself, that is the line to change
    const authorization = config.get('security.authorization');
    const isOpen = held === '' && !authorization;
    const unless = isOpen
      ? unlessFlag(config, facts, ...(config.program === 'mongos' ? [] : ['--auth']), 'security.keyFile')
      : '';
    yield {
      span: (authorization ?? setting).span,
      message: `The server listens on all addresses without ${held === '' ? what : 'access control'}${held}: ${who}${unless}.`,
      ...(authorization ? { related: [{ span: setting.span, message: 'it listens on all addresses' }] } : {}),
    };
  },
);
