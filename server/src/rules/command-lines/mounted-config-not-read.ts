import { kindOfTarget } from '../../core/embedded/target.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'server',
  {
    severity: 'warning',
    summary: 'A configuration is mounted, but nothing tells the server to read it',
    citation:
      'docker-entrypoint.sh of the official image: mongod reads no file without --config (server-behaviour.md IM3)',
  },
  function* ({ maker, command, mounts, program }) {
    if (maker !== 'official' || !mounts || mounts.ofImage === true) return;
    if (command && (!command.complete || command.flags.some(({ name }) => name === 'config'))) return;
    for (const { target, span } of mounts.list) {
      if (kindOfTarget(target) !== 'config' || target.startsWith('/docker-entrypoint-initdb.d/')) continue;
      yield {
        span,
        message: `${target} is mounted, but ${program} reads no configuration file without --config ${target}, so that nothing in it has an effect.`,
      };
    }
  },
);
