import { addSetting } from '../../core/fixing/edits.ts';
import { settingsThatNeedTls } from '../../core/security/needs-tls.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { spelled, unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'Settings of TLS are given while TLS is off',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "need to enable TLS via the sslMode/tlsMode flag"',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const { mode, setting } = tlsMode(config);
    if (mode !== 'disabled') return;
    const [first, ...others] = settingsThatNeedTls(config, facts.serverVersion);
    if (!first) return;
    const isOld = (first.name?.path ?? first.path).startsWith('net.ssl.');
    const name = isOld ? 'net.ssl.mode' : 'net.tls.mode';
    const word = isOld ? 'requireSSL' : 'requireTLS';
    const edit = setting || first.isParameter ? undefined : addSetting(config, name, word, first);
    const state = setting
      ? `${setting.path} is disabled`
      : `there is no ${spelled(config, name)}, so TLS is off`;
    const all = [first, ...others].map(({ path }) => path.replace(/^net\.(tls|ssl)\./, ''));
    yield {
      span: first.keySpan,
      message: `${state}: the server does not start with ${all.join(', ')}${setting ? '' : unlessFlag(config, facts, 'net.tls.mode')}.`,
      related: others.map(({ keySpan, path }) => ({ span: keySpan, message: `${path} needs TLS too` })),
      ...(edit ? { fix: { title: `Turn TLS on: ${name} ${word}`, safe: false, edits: [edit] } } : {}),
    };
  },
);
