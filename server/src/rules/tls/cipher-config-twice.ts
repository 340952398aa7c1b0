import { defaultCiphers } from '../../core/security/needs-tls.ts';
import { parameter } from '../../core/config/parameters.ts';
import { standTogether } from '../../core/config/presence.ts';
import type { Setting } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Ciphers are set both by a setting and by a parameter',
    citation: 'src/mongo/util/net/ssl_parameters.cpp, validateOpensslCipherConfig',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config) {
    const setting = config.get('net.tls.tlsCipherConfig');
    const other = parameter(config, 'opensslCipherConfig');
    // that the setting is there counts, and not its value (server-behaviour.md T21)
    if (setting?.text === undefined || !other || !isOwn(other) || !standTogether(config, setting, other))
      return;
    yield {
      span: other.keySpan,
      message: `opensslCipherConfig cannot stand beside ${setting.path}; the server does not start with both.`,
      related: [{ span: setting.keySpan, message: 'the ciphers are set here too' }],
    };
  },
);

/** Whether ciphers other than the default are set. */
function isOwn({ text }: Setting): boolean {
  return text !== undefined && text !== '' && text !== defaultCiphers;
}
