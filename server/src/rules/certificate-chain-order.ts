import { leafPaths } from '../core/pem/leaf-paths.ts';
import { readableName } from '../core/pem/name.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'The certificates of a chain are not in the order leaf, issuer, issuer of the issuer',
    citation: 'RFC 8446, section 4.4.2; OpenSSL, SSL_CTX_use_certificate_chain_file',
  },
  function* (pem, facts) {
    for (const { entries } of leafPaths(pem, facts.crypto)) {
      for (const [index, { block, certificate }] of entries.entries()) {
        const below = entries[index - 1];
        if (!below || block.index > below.block.index) continue;
        yield {
          span: block.begin,
          message: `"${readableName(certificate.subject)}" issued the certificate of block ${below.block.index + 1} and must stand behind it: servers take the first certificate for their own and send the others in this order.`,
          related: [{ span: below.block.begin, message: `"${readableName(below.certificate.subject)}"` }],
        };
        break;
      }
    }
  },
);
