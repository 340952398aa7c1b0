import { baseName } from '../../core/text/words.ts';
import type { Certificate } from '../../core/pem/model/certificate.ts';
import { sameBytes } from '../../core/pem/der/der.ts';
import { memberAttributes } from '../../core/pem/model/judgements.ts';
import { isForClientsOnly } from '../../core/pem/faults/purpose.ts';
import { countsAsMember } from '../../core/pem/model/member-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { X509Server } from '../../core/facts/deployment-part.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A certificate for clients counts as that of a member of the cluster',
    citation:
      'src/mongo/util/net/ssl_manager.cpp, isClusterMember; src/mongo/db/auth: "Cannot create an x.509 user with a subjectname that would be recognized as an internal cluster member"',
    benchmarks: ['STIG 8.x V1R1: MD8X-00-004000'],
  },
  function* (pem, { deployment }) {
    const [own] = pem.certificates;
    if (!own || !isForClientsOnly(own.certificate)) return;
    const { certificate, block } = own;
    const servers = [...(deployment ?? [])];
    // that of one member is to count as such for all others
    if (servers.some(([, { x509Server }]) => x509Server && isMembers(certificate, x509Server))) return;
    for (const [path, { x509Server }] of servers) {
      if (!x509Server) continue;
      if (!countsAsMember(x509Server.own.subject, certificate.subject, x509Server.version)) continue;
      const attributes = memberAttributes(certificate.subject).join(', ');
      yield {
        span: block.begin,
        message: `The server of ${baseName(path)} takes this certificate for that of a member, because of ${attributes}: whoever has its key may do everything, and it cannot be made a user. A certificate for an application needs another O, OU or DC.`,
      };
      return;
    }
  },
);

/** Whether a configuration names it as the certificate of a member. */
function isMembers(certificate: Certificate, { files }: X509Server): boolean {
  return files.some(({ der }) => sameBytes(der, certificate.der));
}
