import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The INI name noauth stands beside a setting that needs authentication',
    citation:
      'src/mongo/db/server_options_nongeneral.idl, conflicts of noauth; src/mongo/util/options_parser/constraints.cpp, MutuallyExclusiveKeyConstraint',
    formats: ['ini', 'flags'],
  },
  function* (config) {
    // that a name is there counts, and not whether it is on
    const named = (name: string) => config.settings.find(({ path }) => path.replace(/^--/, '') === name);
    const noauth = named('noauth');
    const other = named('auth') ?? named('transitionToAuth') ?? named('keyFile');
    if (!noauth || !other || !standTogether(config, noauth, other)) return;
    yield {
      span: noauth.keySpan,
      message: `${noauth.path} cannot stand beside ${other.path}; the server does not start with both.`,
      related: [{ span: other.keySpan, message: 'this asks for authentication' }],
    };
  },
);
