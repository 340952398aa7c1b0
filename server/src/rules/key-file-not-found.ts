import { namedKeyFile } from '../core/named-key-file.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'The keyfile that is named here is not on this machine',
    citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile: stat',
  },
  function* (config, facts) {
    const named = namedKeyFile(config, facts);
    if (named?.fact.state !== 'missing' || named.path === '') return;
    yield {
      span: named.setting.valueSpan,
      message: `${named.path} is not on this machine. It may be right on the server, which does not start without it.`,
    };
  },
);
