import { replaceValue } from '../../core/fixing/edits.ts';
import { gatewaySettingAt, type GatewaySetting } from '../../core/catalogue/mongosqld.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { similarName } from '../../core/text/similar-name.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    cause: 'values',
    summary: 'A word mongosqld is not documented to take',
    citation: 'MongoDB Connector for BI manual, reference/mongosqld, configuration file',
    programs: ['mongosqld'],
    formats: ['yaml'],
  },
  function* (config) {
    for (const setting of config.settings) {
      const known = gatewaySettingAt(setting.path);
      const { text, path, valueSpan } = setting;
      if (!known?.values || text === undefined || known.values.includes(text)) continue;
      const hint = hintFor(path, text);
      const fix = fixFor(setting, known, config);
      yield {
        span: valueSpan,
        message: `${quoted(text, config.text, valueSpan)} is not a documented value of ${path}; mongosqld knows ${known.values.join(', ')}.${hint}`,
        ...(fix ? { fix } : {}),
      };
    }
  },
);

function hintFor(path: string, text: string): string {
  if (path === 'net.ssl.mode' && text.startsWith('prefer')) {
    return ' A mode between allowing TLS and requiring it makes no sense here, because mongosqld does not connect to itself.';
  }
  return '';
}

function fixFor(setting: Setting, { values = [] }: GatewaySetting, config: Config): Fix | undefined {
  const word = setting.text ?? '';
  const meant = /^prefer(SSL|TLS)$/.test(word)
    ? 'allowSSL'
    : similarName(word.replace(/TLS$/, 'SSL'), values);
  if (meant === undefined) return undefined;
  return { title: `Write ${meant}`, safe: false, edits: [replaceValue(config, setting, meant)] };
}
