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
      };
    }
  },
);
