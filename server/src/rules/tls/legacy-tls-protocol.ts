import { addSetting, replaceValue } from '../../core/fixing/edits.ts';
import type { Config } from '../../core/config/config.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { disabledProtocols } from '../../core/security/protocols.ts';
import type { Setting } from '../../core/config/setting.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'TLS 1.0 or 1.1 may still be used',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, default of net.tls.disabledProtocols; RFC 8996',
    benchmarks: ['CIS 8 v2.0.0: 4.1', 'CIS 8 v2.0.0: 4.2'],
    needs: ['net.tls.mode', 'net.ssl.mode'],
  },
  function* (config, facts) {
    const { mode, setting: modeSetting } = tlsMode(config);
    if (!modeSetting || mode === undefined || mode === 'disabled') return;
    const list = config.get('net.tls.disabledProtocols');
    if (list ? list.text === undefined : !isAbsent(config, 'net.tls.disabledProtocols')) return;
    const disabled = disabledProtocols(list?.text, facts.serverVersion);
    if (!disabled || (disabled.has('TLS1_0') && disabled.has('TLS1_1'))) return;
    const has10 = !disabled.has('TLS1_0');
    const names = [...(has10 ? ['1.0'] : []), ...(disabled.has('TLS1_1') ? [] : ['1.1'])].join(' and ');
    const byDefault = disabledProtocols(undefined, facts.serverVersion) ?? new Set();
    const isTrap =
      list !== undefined && disabled.size > 0 && [...byDefault].some((name) => !disabled.has(name));
    const usual = byDefault.has('TLS1_1') ? '1.0 and 1.1' : '1.0';
    const why = isTrap
      ? ` because the list takes the place of the default, which switches TLS ${usual} off`
      : list
        ? ''
        : ' by default';
    const fix = list ? extendList(config, list) : addList(config, modeSetting);
    yield {
      span: (list ?? modeSetting).valueSpan,
      severity: has10 ? 'warning' : 'info',
      message: `TLS ${names} may be used${why}; such old protocols have known weaknesses and are retired (RFC 8996)${list ? '' : unlessFlag(config, facts, 'net.tls.disabledProtocols')}.`,
      ...(fix ? { fix } : {}),
    };
  },
);

const title = 'Switch TLS 1.0 and 1.1 off';

function extendList(config: Config, list: Setting): Fix {
  const words = list.text === 'none' ? [] : (list.text?.split(',').filter((word) => word !== '') ?? []);
  const missing = ['TLS1_0', 'TLS1_1'].filter(
    (name) => !words.includes(name) && !words.includes(`no${name}`),
  );
  return { title, safe: false, edits: [replaceValue(config, list, [...words, ...missing].join(','))] };
}

function addList(config: Config, mode: Setting): Fix | undefined {
  const edit = addSetting(config, 'net.tls.disabledProtocols', 'TLS1_0,TLS1_1', mode);
  return edit && { title, safe: false, edits: [edit] };
}
