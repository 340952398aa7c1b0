import { dateText, validityAt } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A certificate has expired',
    citation:
      'RFC 5280, section 4.1.2.5; src/mongo/util/net/ssl_manager_openssl.cpp, "expired or not yet valid"',
  },
  function* (pem, { now }) {
    for (const { block, certificate } of pem.certificates) {
      if (validityAt(certificate, now) !== 'expired') continue;
      yield {
        span: block.begin,
        message: `"${readableName(certificate.subject)}" expired on ${dateText(certificate.notAfter)}; MongoDB refuses it.`,
      };
    }
  },
);
