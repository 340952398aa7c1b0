import { damageSeverity } from '../../core/pem/faults/unreadable.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'pem',
  {
    severity: 'error',
    summary: 'A character of a block is not base64, or some are missing',
    citation: 'OpenSSL, crypto/evp/encode.c, EVP_DecodeUpdate; RFC 7468, section 3',
  },
  function* (pem, { platform }) {
    const severity = damageSeverity(platform);
    for (const { problems, content } of pem.blocks) {
      // what another program reads may follow rules of its own
      if (content.type === 'foreign' || content.type === 'unknown') continue;
      for (const { code, span, message } of problems)
        if (code === 'base64') yield { span, severity, message };
    }
  },
);
