import { replaceValue } from '../../core/fixing/edits.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { sameLetters } from '../../core/text/same-letters.ts';
import { quoted } from '../../core/text/quoted.ts';

const sslModes = ['disabled', 'allowSSL', 'preferSSL', 'requireSSL'] as const;

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'The SSL mode is not one a server before 4.2 knows',
    citation: 'src/mongo/util/net/ssl_options.cpp of 4.0, storeSSLServerOptions',
    until: '4.2',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config) {
    const setting = config.get('net.ssl.mode');
    if (setting?.text === undefined || sslModes.some((mode) => mode === setting.text)) return;
    const meant = sameLetters(setting.text.replace(/tls$/i, 'SSL'), sslModes);
    const known = sslModes.join(', ');
    yield {
      span: setting.valueSpan,
      message: `${quoted(setting.text, config.text, setting.valueSpan)} is not an SSL mode; a server before 4.2 knows ${known}, in exactly this spelling.`,
      ...(meant
        ? { fix: { title: `Write ${meant}`, safe: true, edits: [replaceValue(config, setting, meant)] } }
        : {}),
    };
  },
);
