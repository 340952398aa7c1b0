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
import { tlsModes } from '../../core/security/tls-mode.ts';
import { similarName } from '../../core/text/similar-name.ts';
import { slice } from '../../core/text/span.ts';
import type { Report } from '../../core/findings/finding.ts';
import { quoted } from '../../core/text/quoted.ts';

/** Checked by the public server at start, and the word of another case or release says what was meant. */
const plain = new Set(['net.ssl.mode', 'net.tls.mode', 'security.clusterAuthMode']);
/** Checked by the public server at start. */
const checked = new Set([
  ...plain,
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
      'src/mongo/util/net/ssl_options_server.cpp, storeTLSServerOptions; src/mongo/db/server_options_server_helpers.cpp, src/mongo/db/mongod_options.cpp, src/mongo/db/storage/storage_engine_init.cpp',
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
      const certain = sameLetters(text, values) ?? sameLetters(underOtherName(text), values);
      const meant = certain ?? similarName(text, values);
      const safe = certain !== undefined && plain.has(canonical);
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
          : { fix: { title: `Write ${meant}`, safe, edits: [replaceValue(config, setting, meant)] } }),
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

/** A mode of TLS by its name of the other releases. */
function underOtherName(word: string): string {
  return word.replace(/(?:ssl|tls)$/i, (end) => (/ssl/i.test(end) ? 'TLS' : 'SSL'));
}

/** The words of a release: the present ones, and those that were removed later. */
function valuesAt({ option, canonical }: OptionSetting, version: ServerVersion): readonly string[] {
  // server-behaviour.md T2: from 4.2 on this name is given the words of the other one, too
  if (canonical === 'net.ssl.mode' && hasReached(version, '4.2'))
    return [...tlsModes, ...(option.values ?? [])];
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
