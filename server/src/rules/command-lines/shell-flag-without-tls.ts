import { defineRule } from '../../core/linting/rule.ts';
import { tlsFlag } from '../../core/command-lines/tls-flags.ts';

export default defineRule(
  'commandline',
  {
    severity: 'error',
    summary: 'The legacy mongo shell is given flags of TLS without --tls',
    citation: 'src/mongo/util/net/ssl_options_client.idl, requires: tls',
  },
  function* ({ commands }) {
    for (const { program, flags, complete } of commands) {
      if (program !== 'mongo' || !complete) continue;
      const given = flags.flatMap((flag) => {
        const known = tlsFlag(program, flag.name);
        return known ? [{ ...flag, option: known.option }] : [];
      });
      const [first] = given;
      if (!first || given.some(({ option }) => option === 'tls')) continue;
      const name = first.name.startsWith('ssl') ? '--ssl' : '--tls';
      yield {
        span: first.span,
        message: `mongo refuses --${first.name} without ${name}, even where the connection string asks for TLS.`,
      };
    }
  },
);
