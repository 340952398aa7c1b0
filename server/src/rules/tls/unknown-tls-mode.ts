import { replaceValue } from '../../core/fixing/edits.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { sameLetters } from '../../core/text/same-letters.ts';
import { tlsMode, tlsModes } from '../../core/security/tls-mode.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'The TLS mode is not one the server knows',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, storeTLSServerOptions',
    since: '4.2',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config) {
    const { mode, setting } = tlsMode(config);
    if (mode !== undefined || setting?.text === undefined) return;
    const meant = sameLetters(setting.text.replace(/ssl$/i, 'TLS'), tlsModes);
    const known = tlsModes.join(', ');
    yield {
      span: setting.valueSpan,
      isUnknownWord: true,
      message: `${quoted(setting.text, config.text, setting.valueSpan)} is not a TLS mode; the server knows ${known}, in exactly this spelling.`,
      ...(meant
        ? { fix: { title: `Write ${meant}`, safe: true, edits: [replaceValue(config, setting, meant)] } }
        : {}),
    };
  },
);
