import { settingsThatNeedTls } from '../../core/security/needs-tls.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    absence: true,
    summary: 'A section for TLS does not switch TLS on',
    citation: 'MongoDB Manual, net.tls.mode, default disabled',
  },
  function* (config, facts) {
    const { mode, setting } = tlsMode(config);
    if (setting || mode !== 'disabled') return;
    // with one of these the server does not start, which is reported as an error: tls-setting-without-tls
    if (settingsThatNeedTls(config, facts.serverVersion).length > 0) return;
    const first = config.settings.find(({ canonical }) => canonical.startsWith('net.tls.'));
    if (!first) return;
    const section = first.parents.at(-1);
    const name = (first.name?.path ?? first.path).startsWith('net.ssl.') ? 'net.ssl' : 'net.tls';
    const isSection = section !== undefined && /^(net\.)?(tls|ssl)$/.test(section.key);
    yield {
      span: isSection ? section.keySpan : first.keySpan,
      message: `There is no ${name}.mode, so TLS is off${unlessFlag(config, facts, 'net.tls.mode')}: all connections are plain text, whatever else is set here.`,
    };
  },
);
