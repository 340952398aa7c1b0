import { memberAttributes } from '../core/pem/judgements.ts';
import { identityIn } from '../core/pem/role-faults.ts';
import { defineRule } from '../core/rule.ts';
import { fileReport, roleFile, usesMemberAttributes } from '../core/role-files.ts';
import { parameter } from '../core/models/parameters.ts';
import { hasReached } from '../core/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary:
      '`clusterFile` has another O, OU or DC than `certificateKeyFile`, by which members know each other',
    citation: 'src/mongo/util/net/ssl_manager.cpp, isClusterMember',
  },
  function* (config, facts) {
    if (!usesMemberAttributes(config) || parameter(config, 'tlsX509ClusterAuthDNOverride')) return;
    const server = roleFile(config, facts, 'certificateKeyFile');
    const member = roleFile(config, facts, 'clusterFile');
    const own = server && identityIn(server.pem).own;
    const shown = member && identityIn(member.pem).own;
    if (!member || !own || !shown) return;
    const wanted = memberAttributes(own.certificate.subject);
    const given = memberAttributes(shown.certificate.subject);
    if (wanted.length === 0 || given.length === 0) return;
    // newer servers allow further attributes in the name of the other member
    const agrees = hasReached(facts.serverVersion, '7.0')
      ? wanted.every((attribute) => given.includes(attribute))
      : wanted.join() === given.join();
    if (agrees) return;
    yield fileReport(
      member,
      `clusterFile has ${given.join(', ')} but certificateKeyFile has ${wanted.join(', ')}: members compare the two, so this server will not be taken for a member.`,
      { block: shown.block },
    );
  },
);
