import { dateText, daysUntil, validityAt } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { identityIn } from '../../core/pem/faults/role-faults.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { chainToTrust } from '../../core/deployment/role-chain.ts';
import { fileReport, roleFile } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A CA in `CAFile` expires before the certificate of the server that it issued',
    citation: 'RFC 5280, section 6.1.3: each certificate of a path must be valid',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    const server = roleFile(config, facts, 'certificateKeyFile');
    const trust = roleFile(config, facts, 'CAFile');
    const own = server && identityIn(server.pem).own;
    if (!trust || !own) return;
    const [, ...issuers] = chainToTrust(server, trust, facts)?.path ?? [];
    for (const { block, certificate } of trust.pem.certificates) {
      // made together by one script, they end within minutes of each other
      const isEarlier = daysUntil(own.certificate.notAfter, certificate.notAfter) >= 1;
      if (!issuers.includes(certificate) || !isEarlier) continue;
      // one that has expired already is reported as that
      if (validityAt(certificate, facts.now) === 'expired') continue;
      yield fileReport(
        trust,
        `The CA "${readableName(certificate.subject)}" expires on ${dateText(certificate.notAfter)}, before the certificate of the server (${dateText(own.certificate.notAfter)}), which ends with it.`,
        { block },
      );
    }
  },
);
