import { addSetting, replaceValue } from '../../core/fixing/edits.ts';
import { isAbsent } from '../../core/config/presence.ts';
import type { ConfigFormat } from '../../core/config/setting.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Logs are to be reopened without being appended to',
    citation: 'src/mongo/db/server_options_server_helpers.cpp, storeServerOptions',
    benchmarks: ['CIS 8 v2.0.0: 5.4'],
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const rotate = config.get('systemLog.logRotate');
    if (rotate?.text !== 'reopen' || config.isConditional(rotate.keySpan[0])) return;
    const append = config.get('systemLog.logAppend');
    const isOff = append
      ? config.flag('systemLog.logAppend') === false
      : isAbsent(config, 'systemLog.logAppend');
    if (!isOff) return;
    const edit = append
      ? replaceValue(config, append, 'true')
      : config.template
        ? undefined
        : addSetting(config, 'systemLog.logAppend', 'true', rotate);
    yield {
      span: rotate.valueSpan,
      message: `${rotate.path} reopen needs ${nameIn(config.format)}; the server does not start otherwise${append ? '' : unlessFlag(config, facts, 'systemLog.logAppend')}.`,
      ...(edit ? { fix: { title: 'Append to the log', safe: true, edits: [edit] } } : {}),
    };
  },
);

function nameIn(format: ConfigFormat): string {
  if (format === 'flags') return '--logappend';
  return `${format === 'ini' ? 'logappend' : 'systemLog.logAppend'} true`;
}
