import { defineRule, type Fix } from '../core/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'error',
    summary: 'OpenSSL does not find or cannot read a block',
    citation: 'OpenSSL, crypto/pem/pem_lib.c, PEM_read_bio_ex',
  },
  function* (pem) {
    for (const { span, message } of pem.strays) yield { span, message };
    for (const { problems } of pem.blocks) {
      for (const { code, span, message, missingBreak } of problems) {
        if (code !== 'armour') continue;
        yield { span, message, ...(missingBreak === undefined ? {} : { fix: breakAt(missingBreak) }) };
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
