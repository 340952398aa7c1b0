import { hidesMemberAttributes } from '../../core/pem/model/member-name.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { memberAttributes } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import {
  fileReport,
  identityRoles,
  roleFile,
  roleShownToMembers,
  usesMemberAttributes,
} from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'Members are to log in by x.509, but the subject of the certificate has none of O, OU and DC',
    citation:
      'src/mongo/util/net/ssl_manager.cpp, isClusterMember; MongoDB manual, Use x.509 Certificate for Membership Authentication',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    if (!usesMemberAttributes(config)) return;
    for (const role of identityRoles) {
      const file = roleFile(config, facts, role);
      const own = file && identityIn(file.pem).own;
      if (!file || !own) continue;
      const { subject } = own.certificate;
      if (memberAttributes(subject).length === 0) {
        yield fileReport(
          file,
          `The subject of the certificate, "${readableName(subject)}", has no O, OU or DC, so no server takes it for that of a member, and members cannot log in to each other.`,
          { block: own.block },
        );
      } else if (role === roleShownToMembers(config) && hidesMemberAttributes(subject, facts.serverVersion)) {
        yield fileReport(
          file,
          `In the subject "${readableName(subject)}" O, OU or DC is joined to another attribute by "+", and other members do not find it there: they compare whole parts of the name.`,
          { block: own.block },
        );
      }
    }
  },
);
