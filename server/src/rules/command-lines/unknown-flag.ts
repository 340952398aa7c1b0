import { targetOf } from '../../core/catalogue/vocabulary.ts';
import { configOfCommand } from '../../core/command-lines/command-config.ts';
import { isServer, type CommandLine, type Flag } from '../../core/command-lines/command-line.ts';
import { meantServerFlag, type MeantServerFlag } from '../../core/command-lines/server-flags.ts';
import { platformOf } from '../../core/config/platform.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'commandline',
  {
    severity: 'error',
    cause: 'names',
    summary: 'A command line of a server has a flag that is one of its own but for the spelling',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, "Error parsing command line: unrecognised option"; guessing is switched off',
  },
  function* (document, facts) {
    for (const command of document.commands) {
      const { program, flags, conditional } = command;
      const config = configOfCommand(document, command);
      if (!isServer(program) || !config || conditional) continue;
      const target = { ...targetOf(program, facts), platform: platformOf(config, facts) };
      for (const flag of flags) {
        // those of TLS have a rule of their own: unknown-tls-flag
        if (/^(?:tls|ssl)\w*$/i.test(flag.name)) continue;
        const meant = meantServerFlag(flag.name, flag.value, target);
        if (!meant) continue;
        const fix = fixOf(flag, meant, command);
        yield {
          span: flag.span,
          isUnknownWord: true,
          message: `${program} has no flag --${flag.name} and does not start; did you mean --${meant.name}${meant.note === undefined ? '' : ` (${meant.note})`}?`,
          ...(fix ? { fix } : {}),
        };
      }
    }
  },
);

/** None where a switch would keep a word behind it, or the command would have the flag twice. */
function fixOf({ span, valueSpan }: Flag, meant: MeantServerFlag, { flags }: CommandLine): Fix | undefined {
  if (flags.some(({ name }) => name === meant.name)) return undefined;
  const text = `--${meant.name}`;
  if (meant.value === undefined) return { title: `Write ${text}`, safe: false, edits: [{ span, text }] };
  if (!valueSpan || meant.name === 'auth') return undefined;
  return {
    title: `Write ${text} ${meant.value}`,
    safe: false,
    edits: [
      { span, text },
      { span: valueSpan, text: meant.value },
    ],
  };
}
