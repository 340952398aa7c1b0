import { platformOf } from '../../core/config/platform.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'The server is to run in the background without a log',
    citation: 'src/mongo/db/server_options_server_helpers.cpp, validateServerOptions',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const fork = config.get('processManagement.fork');
    if (!fork || config.flag('processManagement.fork') !== true) return;
    if (config.isConditional(fork.keySpan[0]) || platformOf(config, facts) === 'windows') return;
    // a destination without a path is a fault of its own
    if (!isAbsent(config, 'systemLog.path') || !isAbsent(config, 'systemLog.destination')) return;
    yield {
      span: fork.keySpan,
      message: `${fork.path} needs a log file or syslog, because there is no terminal to write to; the server does not start${unlessFlag(config, facts, '--logpath', '--syslog')}.`,
    };
  },
);
