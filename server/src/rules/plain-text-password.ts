import type { Setting } from '../core/models/setting.ts';
import { defineRule } from '../core/rule.ts';
import { hasReached } from '../core/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A password stands in the file as plain text',
    citation: 'MongoDB Manual, externally sourced configuration file values',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const setting of config.settings) {
      if (!isSecret(setting) || setting.text === undefined || setting.text === '') continue;
      const instead =
        config.format === 'yaml' && hasReached(facts.serverVersion, '4.2')
          ? '; an expansion directive (__exec or __rest) can fetch it from a safer place'
          : '';
      yield {
        span: setting.valueSpan,
        message: `The value of ${setting.path} is a secret in plain text, for everybody who can read this file or its copies${instead}.`,
      };
    }
  },
);

/** Names the server does not know may hold a password all the same. */
function isSecret({ option, path }: Setting): boolean {
  return option ? option.secret === true : /passw(or)?d$/i.test(path);
}
