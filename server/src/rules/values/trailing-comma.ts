import { afterQuotes, isList, isPlainValue } from '../../core/config/stray-characters.ts';
import { writtenLines, type WrittenLine } from '../../core/config/written-line.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    cause: 'writing',
    summary: 'A comma or semicolon at the end of a line, which is part of the value',
    citation: 'YAML 1.2 section 7.3.3; boost program_options, config_file.cpp',
    formats: ['yaml', 'ini'],
  },
  function* (config) {
    for (const line of writtenLines(config)) {
      const span = markOf(line);
      if (!span) continue;
      const what = config.text.slice(...span).includes(';') ? 'semicolon' : 'comma';
      yield {
        span,
        message: `A line does not end in a ${what}; for the server it is part of the value.`,
        fix: { title: `Remove the ${what}`, safe: false, edits: [{ span, text: '' }] },
      };
    }
  },
);

/** The comma or semicolon that ends a line, where it cannot be meant. */
function markOf(line: WrittenLine): Span | undefined {
  const after = afterQuotes(line);
  if (after) {
    const mark = /^\s*[,;]/.exec(after.text)?.[0];
    if (mark === undefined || !/^\s*(?:#.*)?$/.test(after.text.slice(mark.length))) return undefined;
    return [after.span[0], after.span[0] + mark.length];
  }
  const { value, valueSpan, setting } = line;
  if (setting?.value.kind !== 'scalar' || !isPlainValue(setting)) return undefined;
  const last = value.charAt(value.length - 1);
  if (last !== ';' && (last !== ',' || isList(setting))) return undefined;
  return value.length < 2 ? undefined : [valueSpan[1] - 1, valueSpan[1]];
}
