import type { Setting } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A password stands in the file as plain text',
    citation: 'MongoDB Manual, externally sourced configuration file values',
    programs: ['mongod', 'mongos', 'mongosqld'],
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const setting of config.settings) {
      if (!isSecret(setting) || setting.text === undefined || setting.text === '') continue;
      const instead =
        config.program !== 'mongosqld' && config.format === 'yaml' && hasReached(facts.serverVersion, '4.2')
          ? '; an expansion directive (__exec or __rest) can fetch it from a safer place'
          : '';
      yield {
        span: setting.valueSpan,
        message: `The value of ${setting.path} is a secret in plain text, for everybody who can read this file or its copies${instead}.`,
      };
    }
  },
);

/** Names the server does not know may hold a password all the same, and so may the connection string of mongosqld. */
function isSecret({ option, path, text = '' }: Setting): boolean {
  if (option) return option.secret === true;
  return /passw(or)?d$/i.test(path) || /^mongodb(?:\+srv)?:\/\/[^/@:\s]*:[^/@\s]+@/.test(text);
}
