import { namedKeyFile } from '../../core/deployment/named-key-file.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'The keyfile that is named here is not on this machine, or cannot be read here',
    citation: 'src/mongo/db/auth/security_file.cpp, readSecurityFile: stat',
    needs: ['security.keyFile'],
  },
  function* (config, facts) {
    const named = namedKeyFile(config, facts);
    if (!named || named.path === '') return;
    const { fact, setting } = named;
    if (fact.state === 'unreadable' && fact.isTooLarge) {
      yield {
        span: setting.valueSpan,
        message: `The keyfile ${fact.reason}: it holds at most two keys of 1024 characters, so this is hardly one.`,
        severity: 'warning',
      };
    } else if (fact.state === 'unreadable') {
      yield {
        span: setting.valueSpan,
        message: `The keyfile was not checked: ${fact.reason}. On the server, the user that runs it must be able to read it.`,
      };
    }
    if (fact.state !== 'missing') return;
    yield {
      span: setting.valueSpan,
      message: `${named.path} is not on this machine. It may be right on the server, which does not start without it.`,
    };
  },
);
