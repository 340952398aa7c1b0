import { isServer } from '../../core/command-lines/command-line.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { tlsFlag } from '../../core/command-lines/tls-flags.ts';
import { hasReached } from '../../core/server/server-version.ts';
import type { Span } from '../../core/text/span.ts';

export default defineRule(
  'commandline',
  {
    severity: 'error',
    summary: 'A command line gives one TLS option twice, or under its old and its new name',
    citation: 'src/mongo/util/options_parser/options_parser.cpp: "Multiple occurrences of option"',
  },
  function* ({ commands }, { serverVersion }) {
    for (const command of commands) {
      // mongosh lets the old spelling win silently, the tools the last of two; of a template's branches one holds
      if (!(isServer(command.program) || command.program === 'mongo') || command.conditional) continue;
      const seen = new Map<string, { name: string; span: Span }>();
      for (const flag of command.flags) {
        const known = tlsFlag(command.program, flag.name);
        if (!known) continue;
        // weak and allowConnectionsWithoutCertificates were two options once (server-behaviour.md P16)
        const option = hasReached(serverVersion, '4.2') ? known.option : flag.name;
        const first = seen.get(option);
        if (first) {
          const same =
            first.name === flag.name ? 'twice' : `beside --${first.name}, which is the same option`;
          yield {
            span: flag.span,
            message: `--${flag.name} is given ${same}; ${command.program} does not start.`,
            related: [{ span: first.span, message: 'Given here first' }],
          };
        } else seen.set(option, flag);
      }
    }
  },
);
