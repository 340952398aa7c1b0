import { defineRule } from '../../core/linting/rule.ts';
import { lineAt } from '../../core/text/span.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'A certificate is in the file twice',
    citation: 'RFC 8446, section 4.4.2: each certificate is sent as it stands in the file',
  },
  function* (pem) {
    const seen = new Map<string, number>();
    for (const { block } of pem.certificates) {
      const id = pem.text.slice(...block.body).replace(/\s+/g, '');
      const first = seen.get(id);
      if (first === undefined) {
        seen.set(id, block.index);
        continue;
      }
      const original = pem.blocks[first];
      yield {
        span: block.begin,
        message: `This certificate is the same as that of block ${first + 1}; servers send it twice in every handshake.`,
        ...(original ? { related: [{ span: original.begin, message: 'The first one' }] } : {}),
        fix: {
          title: 'Remove the repeated certificate',
          safe: true,
          edits: [{ span: [block.span[0], lineAt(pem.text, block.span[1])[1]], text: '' }],
        },
      };
    }
  },
);
