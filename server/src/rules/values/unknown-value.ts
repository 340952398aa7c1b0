import type { IniOnly } from '../../core/catalogue/catalogue.ts';
import { replaceValue } from '../../core/fixing/edits.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { knownSettings, type OptionSetting } from '../../core/config/known-settings.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { sameLetters } from '../../core/text/same-letters.ts';
import { removalSeverity } from '../../core/names/removal.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached, inRange, type ServerVersion } from '../../core/server/server-version.ts';
import { similarName } from '../../core/text/similar-name.ts';
import { slice } from '../../core/text/span.ts';
import type { Report } from '../../core/findings/finding.ts';
import { quoted } from '../../core/text/quoted.ts';

/** Checked by the public server at start; those of TLS and cluster authentication have rules of their own. */
const checked = new Set([
  'net.serviceExecutor',
  'operationProfiling.mode',
  'sharding.clusterRole',
  'storage.engine',
  'storage.wiredTiger.collectionConfig.blockCompressor',
  'storage.wiredTiger.engineConfig.journalCompressor',
  'systemLog.destination',
  'systemLog.logRotate',
  'systemLog.syslogFacility',
  'systemLog.timeStampFormat',
]);

/** Engines of tests, which the server knows without offering them. */
const unnamed: Readonly<Record<string, readonly string[]>> = {
  'storage.engine': ['devnull', 'ephemeralForTest', 'queryable_wt', 'biggie'],
};

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'A word that is not among those a setting takes',
    citation:
      'src/mongo/db/server_options_server_helpers.cpp, src/mongo/db/mongod_options.cpp, src/mongo/db/storage/storage_engine_init.cpp',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const setting of knownSettings(config, facts)) {
      const { option, text, valueSpan, canonical, path } = setting;
      if (text === undefined || !checked.has(canonical)) continue;
      if (setting.iniOnly) {
        yield* unknownNumber(setting, setting.iniOnly, config);
        continue;
      }
      const values = valuesAt(setting, facts.serverVersion);
      if (values.includes(text) || unnamed[canonical]?.includes(text) === true) continue;
      const vendor = canonical === 'storage.engine' ? vendorOf(text, facts) : undefined;
      if (vendor !== undefined) {
        yield {
          span: valueSpan,
          severity: 'info',
          message: `${text} is a storage engine of ${vendor}; MongoDB's own server does not know it and would not start.`,
        };
        continue;
      }
      const removed = option.removedValues?.[text];
      const release = removed !== undefined && /^\d/.test(removed) ? removed : undefined;
      const severity = release === undefined ? 'error' : removalSeverity(release, facts);
      const result = severity === 'warning' ? ': from that version on' : ';';
      const meant = sameLetters(text, values) ?? similarName(text, values);
      yield {
        span: valueSpan,
        severity,
        ...(release === undefined ? { isUnknownWord: true } : {}),
        message:
          release !== undefined
            ? `${text} was removed as a value of ${path} in MongoDB ${release}${result} the server does not start.`
            : `${quoted(text, config.text, valueSpan)} is not a value of ${path}; the server knows ${values.join(', ')}, in exactly this spelling, and does not start.`,
        ...(meant === undefined
          ? {}
          : { fix: { title: `Write ${meant}`, safe: false, edits: [replaceValue(config, setting, meant)] } }),
      };
    }
  },
);

/** A name of INI and flags may have values of its own: `profile` takes numbers where its setting takes words. */
function* unknownNumber({ path, valueSpan }: Setting, { values }: IniOnly, config: Config): Iterable<Report> {
  const written = slice(config.text, valueSpan);
  if (values === undefined || values.includes(written)) return;
  yield {
    span: valueSpan,
    message: `${quoted(written, config.text, valueSpan)} is not a value of ${path}; the server knows ${values.join(', ')}, and does not start.`,
  };
}

/** The words of a release: the present ones, and those that were removed later. */
function valuesAt({ option }: OptionSetting, version: ServerVersion): string[] {
  const removed = Object.entries(option.removedValues ?? {}).filter(
    ([, release]) => /^\d/.test(release) && !hasReached(version, release),
  );
  const values = [...(option.values ?? []), ...removed.map(([value]) => value)];
  return values.filter((value) => inRange(version, option.addedValues?.[value]));
}

/** The distribution that has a storage engine of its own. */
function vendorOf(engine: string, facts: Facts): string | undefined {
  if (engine === 'eloq') return 'EloqDoc';
  // where nobody named a version, it may be an old one
  const isOld = !hasReached(facts.serverVersion, '4.2') || removalSeverity('4.2', facts) === 'warning';
  return isOld && (engine === 'rocksdb' || engine === 'PerconaFT') ? 'Percona Server for MongoDB' : undefined;
}
