import { damageSeverity } from '../core/pem/unreadable.ts';
import { defineRule, type Fix } from '../core/rule.ts';

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
    for (const { span, message } of pem.strays) {
      yield { span, message, severity: isRead ? 'warning' : severity };
    }
    for (const { label, problems, swallowed } of pem.blocks) {
      for (const span of swallowed) {
        yield {
          span,
          severity: 'warning',
          message: `Nothing of this block is read: the one before it has no line "-----END ${label}-----", so OpenSSL takes all lines down to the next one for a part of it.`,
        };
      }
      for (const { code, span, message, missingBreak } of problems) {
        if (code !== 'armour') continue;
        yield {
          span,
          severity,
          message,
          ...(missingBreak === undefined ? {} : { fix: breakAt(missingBreak) }),
        };
      }
    }
  },
);

function breakAt(offset: number): Fix {
  return {
    title: 'Insert the missing line break',
    safe: true,
    edits: [{ span: [offset, offset], text: '\n' }],
  };
}
