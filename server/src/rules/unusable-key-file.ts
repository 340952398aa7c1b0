import { namedKeyFile, namedKeyFileFaults } from '../core/named-key-file.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The keyfile that is named here stops the server',
    citation: 'src/mongo/db/auth/security_file.cpp and security_key.cpp',
  },
  function* (config, facts) {
    const named = namedKeyFile(config, facts);
    if (named?.fact.state !== 'present') return;
    const { fatal } = namedKeyFileFaults(named, facts);
    if (fatal === undefined) return;
    const span = named.setting.valueSpan;
    if (typeof fatal === 'string') {
      yield { span, message: fatal };
      return;
    }
    yield {
      span,
      message: `The server does not start with this keyfile. ${fatal.message}`,
      related: [{ span: fatal.span, message: fatal.message, location: named.fact.location }],
    };
  },
);
