import type { Pem } from '../../core/pem/model/pem.ts';
import { blockFrom, mendArmour } from '../../core/fixing/mend-armour.ts';
import { holdsOwnRemains, namesOwnBlock } from '../../core/pem/armour/looks-like-pem.ts';
import { damageSeverity } from '../../core/pem/faults/unreadable.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { slice, type Span } from '../../core/text/span.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'pem',
  {
    severity: 'error',
    summary: 'OpenSSL does not find or cannot read a block',
    citation: 'OpenSSL, crypto/pem/pem_lib.c, PEM_read_bio_ex',
  },
  function* (pem, { platform }) {
    const severity = damageSeverity(platform);
    // OpenSSL passes over such lines, so that what else is there is read
    const isRead = pem.blocks.some(({ problems }) => problems.length === 0);
    const isOurs = holdsOwnRemains(pem.text);
    let mended: { readonly end: number; readonly fix: Fix | undefined } = { end: 0, fix: undefined };
    for (const { span, message } of pem.strays) {
      if (span[0] >= mended.end) {
        const block = blockFrom(pem.text, span);
        mended = { end: block?.[1] ?? 0, fix: block && mending(pem, block, !isRead) };
      }
      const unread = isOurs || namesOwnBlock(slice(pem.text, span)) ? severity : 'info';
      yield {
        span,
        message,
        severity: isRead ? 'warning' : unread,
        ...(mended.fix && { fix: mended.fix }),
      };
    }
    for (const block of pem.blocks) {
      const { label, problems, swallowed } = block;
      const faults = problems.filter(({ code }) => code === 'armour');
      if (faults.length + swallowed.length === 0) continue;
      const isLost = swallowed.length > 0;
      const fix = mending(pem, block.span, !isLost);
      for (const span of swallowed) {
        yield {
          span,
          severity: 'warning',
          message: `Nothing of this block is read: the one before it has no line "-----END ${label}-----", so OpenSSL takes all lines down to the next one for a part of it.`,
          ...(fix && { fix }),
        };
      }
      for (const { span, message, missingBreak } of faults) {
        const ownFix = missingBreak === undefined ? fix : breakAt(missingBreak);
        yield { span, severity, message, ...(ownFix && { fix: ownFix }) };
      }
    }
  },
);

/** Safe where the file was not read before. */
function mending({ text }: Pem, span: Span, safe: boolean): Fix | undefined {
  const edits = mendArmour(text, span);
  return edits && { title: 'Write the block as OpenSSL reads it', safe, edits };
}

function breakAt(offset: number): Fix {
  return {
    title: 'Insert the missing line break',
    safe: true,
    edits: [{ span: [offset, offset], text: '\n' }],
  };
}
