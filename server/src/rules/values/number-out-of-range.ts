import { parameterNamed, type Option } from '../../core/catalogue/catalogue.ts';
import { knownSettings } from '../../core/config/known-settings.ts';
import { parameterName } from '../../core/config/parameters.ts';
import type { Setting } from '../../core/config/setting.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { readNumber } from '../../core/config/numbers.ts';
import { removalSeverity } from '../../core/names/removal.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { certainlyLacks, hasReached } from '../../core/server/server-version.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A number outside the range the server takes',
    citation: 'validators of the IDL files: src/mongo/db/server_options_general.idl and others',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const setting of knownSettings(config, facts)) {
      const { option, text } = setting;
      if (text === undefined || (option.type !== 'int' && option.type !== 'double')) continue;
      const reading = readNumber(option.type, text, config.format);
      if ('value' in reading) {
        yield* outOfRange(
          setting,
          reading.value,
          boundsOf(setting.canonical, { ...option, ...formerMin(option, facts) }),
          facts,
        );
      }
    }
    for (const setting of config.settings) {
      const parameter = parameterNamed(parameterName(setting) ?? '');
      if (parameter?.min === undefined || !/^-?\d{1,15}$/.test(setting.text ?? '')) continue;
      yield* outOfRange(setting, Number(setting.text), boundsOf(setting.path, parameter), facts);
    }
  },
);

/** The least number of the releases that certainly do not take less. */
function formerMin({ formerMin: former }: Option, { serverVersion }: Facts): Pick<Bounds, 'min'> {
  const isOld = former && !hasReached(serverVersion, former.until) && certainlyLacks(serverVersion);
  return isOld ? { min: former.min } : {};
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  /** The release that brought the check; all have it without one. */
  readonly since?: string;
}

/** The bounds that the server checks when it starts; what only the manual says is left out. */
function boundsOf(path: string, { min, max }: Omit<Bounds, 'since'>): Bounds {
  // the source has none
  if (path.startsWith('storage.inMemory.')) return {};
  if (path.startsWith('systemLog.component.')) return {};
  // only the setParameter command checks it; above 1 is as 1
  if (path === 'operationProfiling.slowOpSampleRate') return {};
  // a higher verbosity is taken as the highest
  if (path === 'systemLog.verbosity') return { min: 0 };
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    // 3.6, 4.0 and 4.2 take any size, and in 4.4 the lower bound is not established
    ...(path === 'storage.wiredTiger.engineConfig.cacheSizeGB' ? { since: '5.0' } : {}),
  };
}

function* outOfRange(
  setting: Setting,
  value: number,
  { min, max, since }: Bounds,
  facts: Facts,
): Iterable<Report> {
  if (since !== undefined && !hasReached(facts.serverVersion, since)) return;
  const isLow = min !== undefined && !(value >= min);
  if (!isLow && (max === undefined || value <= max)) return;
  const range =
    min !== undefined && max !== undefined
      ? `takes ${String(min)} to ${String(max)}`
      : min === undefined
        ? `takes at most ${String(max)}`
        : `takes at least ${String(min)}`;
  const severity = since === undefined ? 'error' : removalSeverity(since, facts);
  const from =
    since !== undefined && severity === 'warning' ? ` since MongoDB ${since}; from that version on` : ';';
  yield {
    span: setting.valueSpan,
    severity,
    message: `${setting.path.replace('setParameter.', '')} ${range}${from} the server does not start with ${setting.text ?? ''}.`,
  };
}
