import { parameter } from '../../core/config/parameters.ts';
import { platformOf } from '../../core/config/platform.ts';
import { clusterMembership } from '../../core/pem/faults/cluster-membership.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, roleFile, roleShownToMembers } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The certificate shown to other members has not the extension by which members are to be known',
    citation:
      'src/mongo/util/net/ssl_manager.cpp, isClusterMember; MongoDB manual, net.tls.clusterAuthX509.extensionValue',
    since: '7.0',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    const wanted = config.textOf('net.tls.clusterAuthX509.extensionValue');
    const role = roleShownToMembers(config);
    // the other TLS libraries never look, and a second rule for members may accept what this one does not
    if (!wanted || !role || platformOf(config, facts) !== 'linux') return;
    if (parameter(config, 'tlsClusterAuthX509Override')) return;
    const file = roleFile(config, facts, role);
    const own = file && identityIn(file.pem).own;
    if (!file || !own) return;
    const value = clusterMembership(own.certificate);
    if (value === wanted) return;
    const found =
      value === undefined
        ? 'has no extension for cluster membership (1.3.6.1.4.1.34601.2.1.2)'
        : `is of the cluster "${value}" by its extension 1.3.6.1.4.1.34601.2.1.2`;
    yield fileReport(
      file,
      `The certificate ${found}, and clusterAuthX509.extensionValue asks for "${wanted}": the server starts, but members that ask for the same do not take it for one of them.`,
      { block: own.block },
    );
  },
);
