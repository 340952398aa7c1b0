import { count } from '../../core/pem/model/judgements.ts';
import { bytesBehind, damageSeverity } from '../../core/pem/faults/unreadable.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'error',
    summary: 'A block does not hold what its label says',
    citation: 'RFC 5280, section 4.1; RFC 5958; RFC 2986',
  },
  function* (pem, { platform }) {
    for (const block of pem.blocks) {
      const { begin, label, content, problems } = block;
      if (problems.length > 0 || !('decoded' in content)) continue;
      if (!content.decoded.ok) {
        yield {
          span: begin,
          severity: damageSeverity(platform),
          message: `This block cannot be read as ${label}: ${content.decoded.error}.`,
        };
      } else if ('problems' in content.decoded.value) {
        for (const problem of content.decoded.value.problems) {
          yield { span: begin, severity: 'warning', message: `In this certificate ${problem}.` };
        }
        if (content.type !== 'certificate' || label === 'TRUSTED CERTIFICATE') continue;
        const more = bytesBehind({ block, certificate: content.decoded.value });
        if (more > 0) {
          yield {
            span: begin,
            severity: 'warning',
            message: `Behind the certificate, the block holds ${count(more, 'further byte')}, as where lines were repeated; MongoDB refuses it as the first of certificateKeyFile.`,
          };
        }
      }
    }
  },
);
