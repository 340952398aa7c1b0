import { unhandledExtensions } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A certificate has a critical extension that OpenSSL does not know',
    citation:
      'RFC 5280, section 4.2; OpenSSL, crypto/x509/x509_vfy.c, X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION',
  },
  function* (pem) {
    for (const { block, certificate } of pem.certificates) {
      const found = unhandledExtensions(certificate);
      if (found.length === 0) continue;
      yield {
        span: block.begin,
        message: `"${readableName(certificate.subject)}" has an extension that is critical and that OpenSSL does not know (${found.join(', ')}), so servers and clients refuse it.`,
      };
    }
  },
);
