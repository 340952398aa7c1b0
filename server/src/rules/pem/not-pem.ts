import { isFilledIn } from '../../core/pem/armour/foreign-format.ts';
import { wasMeantAsPem } from '../../core/pem/armour/looks-like-pem.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { lineAt, type Span } from '../../core/text/span.ts';

export default defineRule(
  'pem',
  {
    severity: 'warning',
    summary: 'The file is of another format, which MongoDB does not read as PEM',
    citation: 'RFC 7468; OpenSSL, crypto/pem/pem_lib.c',
  },
  function* (pem) {
    const [start, end] = lineAt(pem.text, 0);
    const firstLine: Span = [start, Math.min(end, 200)];
    if (pem.foreign) {
      const { name, advice, isOther } = pem.foreign;
      const what = name === 'empty' ? 'The file is empty' : `The file is ${name}, not PEM`;
      yield { span: firstLine, message: `${what}. ${advice}`, severity: isOther ? 'info' : 'warning' };
      return;
    }
    if (pem.blocks.length === 0 && pem.strays.length === 0 && !isFilledIn(pem.text)) {
      yield {
        span: firstLine,
        // any text may be called *.key; what was meant as PEM has left traces
        severity: wasMeantAsPem(pem.text) ? 'warning' : 'info',
        message: 'The file holds no PEM block: no line "-----BEGIN …-----" starts one.',
      };
    }
    for (const { begin, content } of pem.blocks) {
      if (content.type !== 'foreign') continue;
      const { name, advice, isOther } = content.format;
      yield {
        span: begin,
        message: `The block is ${name}. ${advice}`,
        severity: isOther ? 'info' : 'warning',
      };
    }
  },
);
