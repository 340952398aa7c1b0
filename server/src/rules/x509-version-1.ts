import { readableName } from '../core/pem/name.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A certificate is of X.509 version 1',
    citation: 'RFC 5280, section 4.1.2.1; rustls-webpki, UnsupportedCertVersion',
  },
  function* (pem) {
    for (const { block, certificate } of pem.certificates) {
      if (certificate.version === 3) continue;
      yield {
        span: block.begin,
        message: `"${readableName(certificate.subject)}" is an X.509 certificate of version ${certificate.version}, without alternative names and usages; Rust clients refuse it. "openssl x509 -req" makes version 3 with -extfile.`,
      };
    }
  },
);
