import { writtenLines, type WrittenLine } from '../../core/config/written-line.ts';
import type { Config } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Span } from '../../core/text/span.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    cause: 'writing',
    summary: 'Quotes of a word processor, which are part of the value',
    citation: 'YAML 1.2 section 7.3; src/third_party/yaml-cpp; boost program_options, config_file.cpp',
    formats: ['yaml', 'ini'],
  },
  function* (config) {
    for (const line of writtenLines(config)) {
      const report = ofName(line) ?? ofValue(line, config);
      if (report) yield report;
    }
  },
);

const typographic = /[“”„‟‘’‚‛«»‹›″＂＇]/;
const anyQuote = /["'“”„‟‘’‚‛«»‹›″＂＇]/;

function ofName({ key, keySpan }: WrittenLine): Report | undefined {
  if (!typographic.test(key.charAt(0)) && !typographic.test(key.charAt(key.length - 1))) return undefined;
  const name = inner(key);
  return {
    span: keySpan,
    severity: 'error',
    message: `The quotes around this name (${quotesOf(key)}) are those of a word processor, which are part of the name for the server. It does not know the name and does not start.`,
    fix: { title: 'Remove the quotes', safe: true, edits: [{ span: keySpan, text: name }] },
  };
}

function ofValue({ value, valueSpan, setting }: WrittenLine, { format }: Config): Report | undefined {
  const [first, last] = [value.charAt(0), value.charAt(value.length - 1)];
  if (value.length < 2 || !(typographic.test(first) || typographic.test(last))) return undefined;
  // “a” inside plain quotes is meant
  if (!typographic.test(first) && first === last) return undefined;
  // a closing mark alone may belong to a text
  if (!anyQuote.test(first) && setting?.option?.type === 'string' && !setting.option.isPath) return undefined;
  const text = inner(value);
  const isLost = setting?.option?.isPath === true && /[\\/]/.test(text);
  const fix = replaceQuotes(text, valueSpan, format);
  return {
    span: valueSpan,
    ...(isLost ? { severity: 'error' } : {}),
    message: typographic.test(first)
      ? `The quotes here (${quotesOf(value)}) are those of a word processor, which are part of the value for the server${isLost ? ': it looks for a file of that name and does not start' : ''}.`
      : `The quote at the end (${last}) is one of a word processor, which does not close the value for the server.`,
    ...(fix ? { fix } : {}),
  };
}

function replaceQuotes(text: string, span: Span, format: Config['format']): Fix | undefined {
  if (format === 'ini') return { title: 'Remove the quotes', safe: false, edits: [{ span, text }] };
  const quoted = /[\\"]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
  return { title: 'Write plain quotes', safe: false, edits: [{ span, text: quoted }] };
}

function inner(text: string): string {
  const start = anyQuote.test(text.charAt(0)) ? 1 : 0;
  const end = anyQuote.test(text.charAt(text.length - 1)) ? text.length - 1 : text.length;
  return text.slice(start, end);
}

function quotesOf(text: string): string {
  const marks = [text.charAt(0), text.charAt(text.length - 1)].filter((mark) => typographic.test(mark));
  return [...new Set(marks)].join(' and ');
}
