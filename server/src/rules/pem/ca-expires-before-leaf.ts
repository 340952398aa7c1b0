import { leafPaths } from '../../core/pem/chain/leaf-paths.ts';
import { dateText, daysUntil, validityAt } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A CA certificate expires before a certificate that it issued',
    citation: 'RFC 5280, section 6.1.3: each certificate of a path must be valid',
  },
  function* (pem, { now, crypto }) {
    const reported = new Set<number>();
    for (const { entries } of leafPaths(pem, crypto)) {
      for (const [index, { block, certificate }] of entries.entries()) {
        const below = entries[index - 1];
        if (!below || reported.has(block.index)) continue;
        // made together by one script, they end within minutes of each other
        if (daysUntil(below.certificate.notAfter, certificate.notAfter) < 1) continue;
        // what has expired already is reported as that
        if (validityAt(certificate, now) === 'expired') continue;
        reported.add(block.index);
        yield {
          span: block.begin,
          message: `The CA certificate "${readableName(certificate.subject)}" expires on ${dateText(certificate.notAfter)}, before the certificate it issued (${dateText(below.certificate.notAfter)}), which ends with it.`,
          related: [{ span: below.block.begin, message: `"${readableName(below.certificate.subject)}"` }],
        };
      }
    }
  },
);
