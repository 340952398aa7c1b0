import { removeSetting } from '../../core/fixing/edits.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The TLS mode is given under both of its names',
    citation: 'src/mongo/util/net/ssl_options_server.idl, conflicts of net.tls.mode',
    since: '4.2',
  },
  function* (config) {
    const tls = config.settings.find(({ canonical, iniOnly }) => canonical === 'net.tls.mode' && !iniOnly);
    const ssl = config.get('net.ssl.mode');
    if (!tls || !ssl || !standTogether(config, tls, ssl)) return;
    const [first, second] = tls.span[0] < ssl.span[0] ? [tls, ssl] : [ssl, tls];
    const fix = removeOld(config, tls, ssl);
    yield {
      span: second.keySpan,
      message:
        `${tls.path} and ${ssl.path} together stop the server; ` +
        'depending on the order of its initializers the older one may also win without a word.',
      related: [{ span: first.keySpan, message: 'the mode is given here too' }],
      ...(fix ? { fix } : {}),
    };
  },
);

function removeOld(config: Config, tls: Setting, ssl: Setting): Fix | undefined {
  const edit = removeSetting(config, ssl);
  if (!edit || tls.text === undefined || ssl.text === undefined) return undefined;
  const isSame = ssl.text.replace(/SSL$/, 'TLS') === tls.text;
  return { title: `Remove ${ssl.path}`, safe: isSame, edits: [edit] };
}
