import { weaknesses } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A key or signature is weaker than TLS libraries accept today',
    citation: 'OpenSSL, SSL_CTX_set_security_level; NIST SP 800-131A',
  },
  function* (pem) {
    for (const { block, certificate } of pem.certificates) {
      const found = weaknesses(certificate);
      if (found.length === 0) continue;
      yield {
        span: block.begin,
        message: `"${readableName(certificate.subject)}" has ${found.join(' and ')}; OpenSSL at the security level of current Linux distributions, Go and others refuse it.`,
      };
    }
  },
);
