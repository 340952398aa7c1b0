import type { Config } from '../../core/config/config.ts';
import type { Fix } from '../../core/findings/finding.ts';
import type { Span } from '../../core/text/span.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'reading',
    summary: 'A line of an INI file without an equals sign',
    citation: 'boost program_options, config_file.cpp: invalid_config_file_syntax',
    formats: ['ini'],
  },
  function* (config) {
    // where the YAML reader already stops the server, it never comes to this
    if (config.problems.some(({ code }) => code !== 'INI_NO_EQUALS')) return;
    for (const { code, span } of config.problems) {
      if (code !== 'INI_NO_EQUALS') continue;
      yield {
        span,
        message:
          'Each line of the INI format must have the form name = value; the server does not start with this one.',
        ...fixOf(span, config),
      };
    }
  },
);

/** Puts an equals sign between a name and its value. */
function fixOf([start, end]: Span, { text }: Config): { fix?: Fix } {
  const [name] = /^\w+(?:[ \t]*:[ \t]*|[ \t]+)(?=\S)/.exec(text.slice(start, end)) ?? [];
  const [word = ''] = /^\w+/.exec(name ?? '') ?? [];
  if (name === undefined) return {};
  return {
    fix: {
      title: `Put an equals sign after ${word}`,
      safe: false,
      edits: [{ span: [start + word.length, start + name.length], text: ' = ' }],
    },
  };
}
