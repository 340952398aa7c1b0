import { defineRule } from '../../core/linting/rule.ts';
import type { CommandProgram } from '../../core/command-lines/command-line.ts';
import { sslNamesReport } from '../shared/ssl-names-report.ts';
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
      const hints = command.flags
        .filter((flag) => isDeprecatedFlag(command.program, flag))
        .map((flag) => ({ span: flag.span, message: messageOf(command.program, flag.name) }));
      if (hints.length > 0) yield { ...sslNamesReport(hints), ...(fix ? { fix } : {}) };
    }
  },
);

function messageOf(program: CommandProgram, name: string): string {
  const preferred = tlsFlag(program, name)?.preferred ?? '';
  return `--${name} is deprecated since 4.2; ${program} calls it --${preferred}.`;
}
