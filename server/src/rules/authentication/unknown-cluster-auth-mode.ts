import { replaceValue } from '../../core/fixing/edits.ts';
import { clusterAuthModes } from '../../core/security/cluster-auth.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { sameLetters } from '../../core/text/same-letters.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'The cluster authentication mode is not one the server knows',
    citation: 'src/mongo/db/server_options_server_helpers.cpp, "unsupported value for clusterAuthMode"',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config) {
    const setting = config.get('security.clusterAuthMode');
    const text = setting?.text;
    if (!setting || text === undefined || clusterAuthModes.some((mode) => mode === text)) return;
    const meant = sameLetters(text, clusterAuthModes);
    yield {
      span: setting.valueSpan,
      isUnknownWord: true,
      message: `${quoted(text, config.text, setting.valueSpan)} is no cluster authentication mode; the server knows ${clusterAuthModes.join(', ')}, in exactly this spelling.`,
      ...(meant
        ? { fix: { title: `Write ${meant}`, safe: true, edits: [replaceValue(config, setting, meant)] } }
        : {}),
    };
  },
);
