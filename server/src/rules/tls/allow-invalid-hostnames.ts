import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'Host names in certificates of other members are not checked',
    citation:
      'src/mongo/db/startup_warnings_common.cpp, "This server will not perform X.509 hostname validation"',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.allowInvalidHostnames'],
  },
  function* (config) {
    const setting = config.get('net.tls.allowInvalidHostnames');
    // while TLS is off it does nothing: tls-setting-without-effect
    if (!setting || config.flag('net.tls.allowInvalidHostnames') !== true || tlsIsOn(config) === false)
      return;
    yield {
      span: setting.span,
      message:
        'Host names are not checked on connections to other members: any certificate of a trusted authority passes for any host.',
    };
  },
);
