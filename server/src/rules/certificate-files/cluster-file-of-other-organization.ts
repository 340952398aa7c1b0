import { parseDistinguishedName } from '../../core/pem/model/distinguished-name.ts';
import { memberAttributes } from '../../core/pem/model/judgements.ts';
import { countsAsMember, hidesMemberAttributes } from '../../core/pem/model/member-name.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, roleFile, usesMemberAttributes } from '../../core/deployment/role-files.ts';
import { parameter } from '../../core/config/parameters.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary:
      '`clusterFile` has another O, OU or DC than `certificateKeyFile`, by which members know each other',
    citation: 'src/mongo/util/net/ssl_manager.cpp, isClusterMember',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    // a second rule for members may accept what the first does not
    if (!usesMemberAttributes(config) || parameter(config, 'tlsClusterAuthX509Override')) return;
    const override = parameter(config, 'tlsX509ClusterAuthDNOverride');
    if (override && override.text === undefined) return;
    const server = roleFile(config, facts, 'certificateKeyFile');
    const member = roleFile(config, facts, 'clusterFile');
    const own = server && identityIn(server.pem).own;
    const shown = member && identityIn(member.pem).own;
    if (!member || !own || !shown) return;
    const wanted = memberAttributes(own.certificate.subject);
    const given = memberAttributes(shown.certificate.subject);
    // a name that can be nobody's has a rule of its own
    if (wanted.length === 0 || given.length === 0) return;
    if (hidesMemberAttributes(shown.certificate.subject, facts.serverVersion)) return;
    const accepted = [
      own.certificate.subject,
      ...(override?.text ? [parseDistinguishedName(override.text)] : []),
    ];
    if (accepted.some((name) => countsAsMember(name, shown.certificate.subject, facts.serverVersion))) return;
    const also = override?.text ? ` and tlsX509ClusterAuthDNOverride has ${override.text}` : '';
    yield fileReport(
      member,
      `clusterFile has ${given.join(', ')} but certificateKeyFile has ${wanted.join(', ')}${also}: members compare them, so this server will not be taken for a member.`,
      { block: shown.block },
    );
  },
);
