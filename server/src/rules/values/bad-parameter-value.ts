import { parameterNamed, type Parameter } from '../../core/catalogue/catalogue.ts';
import { parameterBoolean, parameterName } from '../../core/config/parameters.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A server parameter is given a value of the wrong kind',
    citation: 'src/mongo/idl/idl_parser.h, coerceFromString',
    since: '4.2',
    formats: ['yaml', 'ini', 'flags'],
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

function faultOf({ type }: Parameter, text: string): string | undefined {
  if (type === 'bool') {
    return parameterBoolean(text) === undefined ? 'takes true or false, in exactly this spelling' : undefined;
  }
  const isNumber = type === 'int' || type === 'long';
  return isNumber && !/^[+-]?(0x[\da-f]+|\d+)$/i.test(text) ? 'takes a whole number' : undefined;
}
