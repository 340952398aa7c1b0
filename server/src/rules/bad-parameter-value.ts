import { parameterNamed, type Parameter } from '../core/catalogue.ts';
import { parameterBoolean, parameterName } from '../core/models/parameters.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A server parameter is given a value it cannot take',
    citation: 'src/mongo/idl/server_parameter.h and src/mongo/util/net/ssl_parameters.idl, validators',
    since: '4.2',
  },
  function* (config) {
    for (const setting of config.settings) {
      const name = parameterName(setting);
      const parameter = name === undefined ? undefined : parameterNamed(name);
      if (name === undefined || !parameter?.atStartup || setting.text === undefined) continue;
      const fault = faultOf(parameter, setting.text);
      if (fault !== undefined)
        yield { span: setting.valueSpan, message: `${name} ${fault}; the server does not start.` };
    }
  },
);

function faultOf({ type, min }: Parameter, text: string): string | undefined {
  if (type === 'bool') {
    return parameterBoolean(text) === undefined ? 'takes true or false, in exactly this spelling' : undefined;
  }
  if (type !== 'int' && type !== 'long') return undefined;
  if (!/^[+-]?(0x[\da-f]+|\d+)$/i.test(text)) return 'takes a whole number';
  // a leading 0 makes the number octal, which nobody means
  if (/^[+-]?0\d/.test(text)) return undefined;
  return min !== undefined && Number(text) < min ? `takes numbers from ${String(min)} on` : undefined;
}
