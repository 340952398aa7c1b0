import { isCa } from '../../core/pem/model/certificate.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A certificate is of X.509 version 1',
    citation: 'RFC 5280, section 4.1.2.1; rustls-webpki, UnsupportedCertVersion',
  },
  function* (pem) {
    for (const { block, certificate } of pem.certificates) {
      const { version, subject } = certificate;
      if (version === 3) continue;
      const what = `"${readableName(subject)}" is an X.509 certificate of version ${version}`;
      // a root is trusted for being in the CA file, whatever it says of itself
      if (isCa(certificate)) {
        const message = `${what}. As a root it is accepted, but any certificate of this kind that signed itself counts as a CA; version 3 says which ones may issue.`;
        yield { span: block.begin, severity: 'info', message };
        continue;
      }
      yield {
        span: block.begin,
        message: `${what}, which has no alternative names and usages; Rust clients refuse it. "openssl x509 -req" makes version 3 with -extfile.`,
      };
    }
  },
);
