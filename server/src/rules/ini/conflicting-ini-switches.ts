import { readFlag } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';

/** Pairs that have no rule of their own. */
const pairs: readonly (readonly [string, string])[] = [
  ['configsvr', 'shardsvr'],
  ['configsvr', 'maintenanceMode'],
  ['shardsvr', 'maintenanceMode'],
  ['objcheck', 'noobjcheck'],
  ['journal', 'nojournal'],
  ['logpath', 'syslog'],
  ['moveParanoia', 'noMoveParanoia'],
];

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Two names of an INI file or a command line exclude each other',
    citation:
      'src/mongo/db/mongod_options_sharding.idl and server_options_general.idl and server_options_base.idl, conflicts; src/mongo/db/mongod_options.cpp, "both --journal and --nojournal"',
    formats: ['ini', 'flags'],
  },
  function* (config) {
    // that a name is there counts, and not whether it is on
    const dashes = config.format === 'flags' ? '--' : '';
    const named = (name: string) =>
      config.settings.find(
        ({ path, keySpan }) => path === dashes + name && !config.isConditional(keySpan[0]),
      );
    for (const [one, other] of pairs) {
      const settings = [named(one), named(other)].filter((setting) => setting !== undefined);
      const [first, second] = settings.sort((a, b) => a.span[0] - b.span[0]);
      if (!first || !second) continue;
      const isOff = settings.some(({ text }) => readFlag(text, config.format) === false);
      yield {
        span: second.keySpan,
        message: `${second.path} cannot stand beside ${first.path}${isOff ? ', even as false' : ''}; the server does not start with both.`,
        related: [{ span: first.keySpan, message: `${first.path} is here` }],
      };
    }
  },
);
