import { addSetting } from '../../core/fixing/edits.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The log destination and the log path do not fit',
    citation: 'src/mongo/db/server_options_server_helpers.cpp, storeServerOptions',
    formats: ['yaml'],
    needs: ['systemLog.destination', 'systemLog.path'],
  },
  function* (config, facts) {
    const destination = config.get('systemLog.destination');
    const path = config.get('systemLog.path');
    if (destination?.text === 'file' && isAbsent(config, 'systemLog.path')) {
      yield {
        span: destination.valueSpan,
        message: `systemLog.destination file needs systemLog.path; the server does not start without it${unlessFlag(config, facts, '--logpath')}.`,
      };
    }
    if (!path || path.text === '') return;
    if (destination?.text === 'syslog' && !config.isConditional(path.keySpan[0])) {
      yield {
        span: path.keySpan,
        message:
          'systemLog.path cannot stand beside systemLog.destination syslog; the server does not start.',
        related: [{ span: destination.keySpan, message: 'the destination is here' }],
      };
    }
    if (isAbsent(config, 'systemLog.destination')) {
      const edit = config.template ? undefined : addSetting(config, 'systemLog.destination', 'file', path);
      yield {
        span: path.keySpan,
        message: 'systemLog.path needs systemLog.destination file; the server does not start without it.',
        ...(edit ? { fix: { title: 'Add destination: file', safe: true, edits: [edit] } } : {}),
      };
    }
  },
);
