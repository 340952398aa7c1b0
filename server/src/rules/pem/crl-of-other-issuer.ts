import { issuerAmong } from '../../core/pem/chain/chain.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'info',
    summary: 'A revocation list was issued by none of the CAs beside it',
    citation: 'RFC 5280, section 6.3.3; OpenSSL, X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER',
  },
  function* (pem, { crypto }) {
    const certificates = pem.certificates.map(({ certificate }) => certificate);
    if (certificates.length === 0) return;
    for (const { block, crl } of pem.crls) {
      if (issuerAmong(crl, certificates, crypto)) continue;
      yield {
        span: block.begin,
        message: `The revocation list is of "${readableName(crl.issuer)}", which is none of the certificates in this file.`,
      };
    }
  },
);
