import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'info',
    summary: 'A block has a label that means nothing to MongoDB',
    citation: 'OpenSSL, include/openssl/pem.h, PEM_STRING_*',
  },
  function* (pem) {
    for (const { begin, label, content } of pem.blocks) {
      if (content.type === 'unknown') {
        yield {
          span: begin,
          message: `"${label}" is no label that OpenSSL or MongoDB looks for, so the block is passed over.`,
        };
      } else if (content.type === 'other' && (label === 'PKCS7' || label === 'CMS')) {
        yield { span: begin, message: `The block is ${content.purpose}; MongoDB passes it over.` };
      }
    }
  },
);
