import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'uri',
  {
    severity: 'warning',
    summary: 'A shell ends the command at an ampersand of a connection string',
    citation: 'POSIX.1-2024, Shell Command Language, 2.9.3 Lists: & ends a command that runs asynchronously',
  },
  function* ({ isShellWord, text, isExample }) {
    const at = isShellWord === true ? text.indexOf('&') : -1;
    if (at < 0) return;
    yield {
      span: [at, at + 1],
      message:
        'The shell ends the command here and runs it in the background: the program gets the connection string without the options that follow. Put the string in quotes.',
      ...(isExample ? { severity: 'info' as const } : {}),
      fix: {
        title: 'Put the connection string in double quotes',
        // the options that were lost count from then on
        safe: false,
        edits: [
          { span: [0, 0], text: '"' },
          { span: [text.length, text.length], text: '"' },
        ],
      },
    };
  },
);
