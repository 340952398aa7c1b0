import type { Facts } from '../../core/facts/facts.ts';
import type { CertificateIn, Pem } from '../../core/pem/model/pem.ts';
import { certificateOfKey, publicHalf } from '../../core/pem/chain/key-match.ts';
import { leafPaths } from '../../core/pem/chain/leaf-paths.ts';
import { readableName } from '../../core/pem/der/name.ts';
import { firstWhenOrdered, orderPath } from '../../core/pem/chain/path-order.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix } from '../../core/findings/finding.ts';

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
        const fix = orderingOf(pem, entries, facts);
        yield {
          span: block.begin,
          message: `"${readableName(certificate.subject)}" issued the certificate of block ${below.block.index + 1} and must stand behind it: servers take the first certificate for their own and send the others in this order.`,
          related: [{ span: below.block.begin, message: `"${readableName(below.certificate.subject)}"` }],
          ...(fix ? { fix } : {}),
        };
        break;
      }
    }
  },
);

function orderingOf(pem: Pem, path: readonly CertificateIn[], facts: Facts): Fix | undefined {
  const edits = orderPath(pem, path);
  if (edits.length === 0) return undefined;
  const [first] = pem.certificates;
  const [key] = pem.keys;
  const next = firstWhenOrdered(pem, path);
  const half = key && publicHalf(pem, key, facts);
  const isOwnOf = (entry: CertificateIn | undefined): boolean | undefined =>
    half && entry && certificateOfKey(half, [entry.certificate]) === 0;
  // a server starts with a CA certificate for its own, too
  if (next !== first && isOwnOf(first) === true) return undefined;
  const safe = next === first || (pem.keys.length <= 1 && isOwnOf(next) !== false);
  return { title: 'Put the certificates of the chain in order', safe, edits };
}
