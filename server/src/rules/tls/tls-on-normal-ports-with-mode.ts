import { removeSetting } from '../../core/fixing/edits.ts';
import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The INI name tlsOnNormalPorts stands beside a TLS mode',
    citation: 'src/mongo/util/net/ssl_options_server.idl, conflicts of tlsOnNormalPorts',
    formats: ['ini', 'flags'],
  },
  function* (config) {
    const ports = config.settings.find(
      ({ canonical, iniOnly }) => canonical === 'net.tls.mode' && iniOnly !== undefined,
    );
    const mode = config.settings.find(
      ({ canonical, iniOnly }) => (canonical === 'net.tls.mode' || canonical === 'net.ssl.mode') && !iniOnly,
    );
    if (!ports || !mode || !standTogether(config, ports, mode)) return;
    const edit = removeSetting(config, ports);
    yield {
      span: ports.keySpan,
      message: `${ports.path} means the mode requireTLS and cannot stand beside ${mode.path}; the server does not start.`,
      related: [{ span: mode.keySpan, message: 'the mode is given here' }],
      ...(edit ? { fix: { title: `Remove ${ports.path}`, safe: false, edits: [edit] } } : {}),
    };
  },
);
