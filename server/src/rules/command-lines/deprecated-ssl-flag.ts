import { defineRule } from '../../core/linting/rule.ts';
import { isDeprecatedFlag, migrateFlags, tlsFlag } from '../../core/command-lines/tls-flags.ts';

export default defineRule(
  'commandline',
  {
    severity: 'warning',
    summary: 'A command line uses an ssl flag that has a tls name since 4.2',
    citation: 'src/mongo/util/net/ssl_options_server.idl; mongosh packages/arg-parser',
    since: '4.2',
    tags: ['deprecated'],
  },
  function* ({ commands }) {
    for (const command of commands) {
      const fix = migrateFlags(command);
      for (const flag of command.flags) {
        if (!isDeprecatedFlag(command.program, flag)) continue;
        const preferred = tlsFlag(command.program, flag.name)?.preferred ?? '';
        yield {
          span: flag.span,
          message: `--${flag.name} is deprecated since 4.2; ${command.program} calls it --${preferred}.`,
          ...(fix ? { fix } : {}),
        };
      }
    }
  },
);
