import { dateText } from '../../core/pem/model/judgements.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A revocation list is out of date',
    citation: 'RFC 5280, section 5.1.2.5; OpenSSL, X509_V_ERR_CRL_HAS_EXPIRED',
  },
  function* (pem, { now }) {
    for (const { block, crl } of pem.crls) {
      if (crl.nextUpdate === undefined || crl.nextUpdate >= now) continue;
      yield {
        span: block.begin,
        message: `The revocation list of "${readableName(crl.issuer)}" ran out on ${dateText(crl.nextUpdate)}; a server that uses it refuses every certificate of this CA.`,
      };
    }
  },
);
