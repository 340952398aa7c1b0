import { targetFor } from '../../core/config/platform.ts';
import { catalogue, optionByIni, parameterNamed } from '../../core/catalogue/catalogue.ts';
import { unavailableParameter, unavailableSentence } from '../../core/names/unavailable-name.ts';
import { parameterName } from '../../core/config/parameters.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { sameLetters } from '../../core/text/same-letters.ts';
import { certainlyLacks, formatVersion, inRange } from '../../core/server/server-version.ts';
import { differsByOneEdit } from '../../core/text/similar-name.ts';

const names = catalogue.parameters.flatMap(({ name, aliases = [] }) => [name, ...aliases]);

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'names',
    summary: 'A server parameter of TLS or authentication is not one this server knows',
    citation:
      'src/mongo/db/server_options_server_helpers.cpp and src/mongo/idl/server_parameter.cpp, unknown parameters',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const setting of config.settings) {
      const name = parameterName(setting);
      if (name === undefined) continue;
      const parameter = parameterNamed(name);
      if (parameter) {
        const target = targetFor(config, facts);
        const why = unavailableParameter(parameter, name, target);
        if (!why) continue;
        const mayBeThere =
          parameter.manual !== undefined &&
          !inRange(facts.serverVersion, parameter.since) &&
          !certainlyLacks(facts.serverVersion);
        yield mayBeThere
          ? {
              span: setting.keySpan,
              severity: 'warning',
              message: `The manual names the parameter ${name} from MongoDB ${String(parameter.since)} on; a server that does not know it does not start. Whether ${formatVersion(facts.serverVersion)} does is not established.`,
            }
          : { span: setting.keySpan, message: unavailableSentence(name, why, target) };
        continue;
      }
      const path = settingNamed(name);
      if (path !== undefined) {
        yield {
          span: setting.keySpan,
          message: `${name} is an option and not a parameter, so the server does not start with it below setParameter; its setting is ${path}.`,
        };
        continue;
      }
      const meant = misspelled(name);
      if (meant === undefined) continue;
      yield {
        span: setting.keySpan,
        isUnknownWord: true,
        message: `There is no parameter ${name}, and the server does not start with it; ${meant} is one.`,
        fix: { title: `Write ${meant}`, safe: true, edits: [{ span: setting.keySpan, text: meant }] },
      };
    }
  },
);

/** Options that are no parameters too, as some that have nothing to do with TLS are. */
const plainOptions = ['maxConns', 'keyFile', 'port', 'bind_ip', 'dbpath', 'logpath', 'replSet', 'configdb'];

/** The setting of an option that somebody took for a parameter. */
function settingNamed(name: string): string | undefined {
  const path = optionByIni(name)?.option.path;
  if (path === undefined || name.includes('Cipher')) return undefined;
  return /^net\.(?:tls|ssl)\./.test(path) || plainOptions.includes(name) ? path : undefined;
}

/** Only for names that nobody writes by chance: the catalogue does not list the many parameters that are not about TLS. */
function misspelled(name: string): string | undefined {
  const same = sameLetters(name, names);
  if (same !== undefined) return same;
  const near = names.filter((known) => known.length >= 10 && differsByOneEdit(known, name));
  return near.length === 1 ? near[0] : undefined;
}
