import type { Facts } from '../../core/facts/facts.ts';
import type { CertificateIn, Pem } from '../../core/pem/model/pem.ts';
import { certificateOfKey, publicHalf } from '../../core/pem/chain/key-match.ts';
import { firstWhenOrdered, orderPath } from '../../core/pem/chain/path-order.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { pemFaultRule } from '../shared/pem-fault-rule.ts';

export default pemFaultRule(
  'certificate-chain-order',
  {
    summary: 'The certificates of a chain are not in the order leaf, issuer, issuer of the issuer',
    citation: 'RFC 8446, section 4.4.2; OpenSSL, SSL_CTX_use_certificate_chain_file',
  },
  ({ path = [] }, pem, facts) => orderingOf(pem, path, facts),
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
