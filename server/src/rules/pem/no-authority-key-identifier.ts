import { isSelfIssued } from '../../core/pem/model/certificate.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'info',
    summary: 'A certificate does not name the key of its issuer',
    citation: 'RFC 5280, section 4.2.1.1; Python 3.13, ssl.VERIFY_X509_STRICT',
  },
  function* (pem) {
    for (const { block, certificate } of pem.certificates) {
      if (certificate.version !== 3 || isSelfIssued(certificate)) continue;
      if (certificate.authorityKeyIdentifier?.keyIdentifier !== undefined) continue;
      yield {
        span: block.begin,
        message: `"${readableName(certificate.subject)}" has no authority key identifier; Python 3.13 and later refuse such a certificate.`,
      };
    }
  },
);
