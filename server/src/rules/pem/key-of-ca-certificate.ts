import { isCa } from '../../core/pem/model/certificate.ts';
import { certificateOfKey, publicHalf } from '../../core/pem/chain/key-match.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'info',
    summary: 'The file holds the private key of a CA',
    citation: 'RFC 5280, section 4.2.1.9; rustls-webpki, CaUsedAsEndEntity',
  },
  function* (pem, facts) {
    const certificates = pem.certificates.map(({ certificate }) => certificate);
    for (const key of pem.keys) {
      const found = certificateOfKey(publicHalf(pem, key, facts), certificates);
      const owner = found === undefined ? undefined : certificates[found];
      if (!owner || !isCa(owner)) continue;
      yield {
        span: key.block.begin,
        message: `This is the private key of the CA "${readableName(owner.subject)}": whoever reads it can issue certificates. Keep it off the servers, and give a server a certificate of its own; some clients refuse a CA as server.`,
      };
    }
  },
);
