import { isCa, isSelfIssued } from '../../core/pem/model/certificate.ts';
import { isSelfSigned } from '../../core/pem/chain/chain.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A certificate has the same name as the CA that issued it',
    citation: 'RFC 5280, section 3.2: equal names mean self-issued; OpenSSL, "self-signed certificate"',
  },
  function* (pem, { crypto }) {
    for (const { block, certificate } of pem.certificates) {
      if (isCa(certificate) || !isSelfIssued(certificate) || isSelfSigned(certificate, crypto)) continue;
      yield {
        span: block.begin,
        message: `"${readableName(certificate.subject)}" is also the name of the CA that issued this certificate; TLS libraries take it for self-signed and refuse it. Give the CA a name of its own.`,
      };
    }
  },
);
