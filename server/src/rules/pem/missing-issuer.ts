import { isCa } from '../../core/pem/model/certificate.ts';
import { leafPaths } from '../../core/pem/chain/leaf-paths.ts';
import { isSelfSigned } from '../../core/pem/chain/chain.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { defineRule } from '../../core/linting/rule.ts';

/** So many of the other CAs are pointed at. */
const maxRelated = 5;

export default defineRule(
  'pem',
  {
    severity: 'info',
    summary: 'A chain breaks off although further certificates are in the file',
    citation: 'RFC 5280, section 6.1',
  },
  function* (pem, facts) {
    // a leaf alone is complete where its issuer is in everybody's CA file; a CA beside it shows that a chain was meant
    const authorities = pem.certificates.filter(({ certificate }) => isCa(certificate));
    for (const { entries, missing } of leafPaths(pem, facts.crypto)) {
      const last = entries.at(-1);
      if (!missing || !last || isSelfSigned(last.certificate, facts.crypto)) continue;
      const path = new Set(entries.map(({ block }) => block));
      const others = authorities
        .slice(0, path.size + maxRelated)
        .filter(({ block }) => !path.has(block))
        .slice(0, maxRelated);
      if (others.length === 0) continue;
      yield {
        span: last.block.begin,
        message: `The issuer of this certificate, "${readableName(missing)}", is not in the file, and the other CA certificates here did not issue it.`,
        related: others.map(({ block, certificate }) => ({
          span: block.begin,
          message: `"${readableName(certificate.subject)}"`,
        })),
      };
    }
  },
);
