import { endsSoon, validityAt } from '../../core/pem/model/judgements.ts';
import { endingText } from '../../core/pem/faults/fault-texts.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { fileReport, fileRoles, roleFile } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A certificate in a file that the server reads expires soon',
    citation:
      'src/mongo/util/net/private/ssl_expiration.cpp: the server warns of its own certificate 30 days before',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    for (const role of fileRoles) {
      const file = roleFile(config, facts, role);
      if (!file) continue;
      // the earliest of all: in a chain it ends the others
      const [first] = file.pem.certificates
        .filter(({ certificate }) => validityAt(certificate, facts.now) === 'valid')
        .sort((a, b) => a.certificate.notAfter - b.certificate.notAfter);
      if (!first) continue;
      const { block, certificate } = first;
      if (!endsSoon(certificate, facts.now, facts.expiryWarningDays)) continue;
      yield fileReport(file, `${endingText(certificate, facts.now)}.`, { block });
    }
  },
);
