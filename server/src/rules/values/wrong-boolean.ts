import { replaceValue } from '../../core/fixing/edits.ts';
import { knownSettings, type OptionSetting } from '../../core/config/known-settings.ts';
import type { Config } from '../../core/config/config.ts';
import { readFlag } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { quoted } from '../../core/text/quoted.ts';

const words: Readonly<Record<string, string>> = {
  yes: 'true',
  on: 'true',
  y: 'true',
  '1': 'true',
  true: 'true',
  enabled: 'true',
  no: 'false',
  off: 'false',
  n: 'false',
  '0': 'false',
  false: 'false',
  disabled: 'false',
};

/** With `true` these let more clients in. */
const opening = new Set([
  'net.bindIpAll',
  'net.tls.allowInvalidCertificates',
  'net.tls.allowInvalidHostnames',
  'net.tls.allowConnectionsWithoutCertificates',
  'security.transitionToAuth',
]);

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'A switch that is neither true nor false',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, YAMLNodeToValue',
    formats: ['yaml'],
  },
  function* (config, facts) {
    for (const setting of knownSettings(config, facts)) {
      const { option, text, value, valueSpan, path } = setting;
      if (option.type !== 'bool' || text === undefined || readFlag(text, 'yaml') !== undefined) continue;
      const fix = fixFor(setting, text, config);
      yield {
        span: valueSpan,
        message:
          value.kind === 'null'
            ? `${path} has no value; it takes true or false, and the server does not start without one.`
            : `${quoted(text, config.text, valueSpan)} is neither true nor false, the only words the server takes for ${path}.`,
        ...(fix ? { fix } : {}),
      };
    }
  },
);

function fixFor(setting: OptionSetting, text: string, config: Config): Fix | undefined {
  const word = words[text.trim().toLowerCase()];
  if (word === undefined) return undefined;
  return {
    title: `Write ${word}`,
    safe: word === 'false' || !opening.has(setting.canonical),
    edits: [replaceValue(config, setting, word)],
  };
}
