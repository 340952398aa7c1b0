import { dateText } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A revocation list is not valid yet',
    citation: 'RFC 5280, section 5.1.2.4; OpenSSL, X509_V_ERR_CRL_NOT_YET_VALID',
  },
  function* (pem, { now }) {
    for (const { block, crl } of pem.crls) {
      if (crl.thisUpdate <= now) continue;
      yield {
        span: block.begin,
        message: `The revocation list of "${readableName(crl.issuer)}" is not valid before ${dateText(crl.thisUpdate)}; until then a server that uses it refuses every certificate of this CA.`,
      };
    }
  },
);
