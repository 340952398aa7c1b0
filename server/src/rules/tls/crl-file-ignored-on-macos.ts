import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The server on macOS does not read `CRLFile`',
    citation: 'src/mongo/util/net/ssl_manager_apple.cpp, which has no reference to it',
    needs: ['net.tls.CRLFile'],
  },
  function* (config, { platform }) {
    const setting = config.get('net.tls.CRLFile');
    if (platform !== 'macos' || !setting?.text || tlsIsOn(config) !== true) return;
    yield {
      span: setting.span,
      message: `${setting.path} has no effect on macOS: the server does not read it, and revoked certificates are accepted.`,
    };
  },
);
