import { isPlainValue } from '../../core/config/stray-characters.ts';
import { writtenLines, type WrittenLine } from '../../core/config/written-line.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    cause: 'writing',
    summary: 'A quote at the end of a value that does not begin with one',
    citation: 'YAML 1.2 section 7.3.3; boost program_options, config_file.cpp',
    formats: ['yaml', 'ini'],
  },
  function* (config) {
    for (const line of writtenLines(config)) {
      const span = strayQuote(line);
      if (!span) continue;
      yield {
        span,
        message: `The value ends in ${config.text.slice(...span)} and does not begin with it, so for the server the quote is part of the value.`,
        fix: { title: 'Remove the quote', safe: false, edits: [{ span, text: '' }] },
      };
    }
  },
);

function strayQuote({ value, valueSpan, setting }: WrittenLine): Span | undefined {
  const quote = value.charAt(value.length - 1);
  if ((quote !== '"' && quote !== "'") || value.indexOf(quote) !== value.length - 1) return undefined;
  if (value.length < 2 || /^["'“”„‟‘’‚‛«»‹›″]/.test(value) || !setting || !isPlainValue(setting))
    return undefined;
  return [valueSpan[1] - 1, valueSpan[1]];
}
