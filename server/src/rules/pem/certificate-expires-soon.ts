import { count, dateText, daysUntil, endsSoon, validityAt } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A certificate expires within the days set for a warning',
    citation:
      'src/mongo/util/net/private/ssl_expiration.cpp: the server warns of its own certificate 30 days before',
  },
  function* (pem, { now, expiryWarningDays }) {
    for (const { block, certificate } of pem.certificates) {
      if (validityAt(certificate, now) !== 'valid' || !endsSoon(certificate, now, expiryWarningDays))
        continue;
      const days = daysUntil(certificate.notAfter, now);
      yield {
        span: block.begin,
        message: `"${readableName(certificate.subject)}" expires in ${count(days, 'day')}, on ${dateText(certificate.notAfter)}.`,
      };
    }
  },
);
