import { parameterNamed } from '../../core/catalogue/catalogue.ts';
import { flagOf } from '../../core/config/display-name.ts';
import { parameterName } from '../../core/config/parameters.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { defineRule } from '../../core/linting/rule.ts';

/** The setting that says the same at startup. */
const settings: Readonly<Record<string, string>> = {
  tlsMode: 'net.tls.mode',
  sslMode: 'net.ssl.mode',
  clusterAuthMode: 'security.clusterAuthMode',
};

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A parameter that can only be changed on a running server is set at startup',
    citation:
      'src/mongo/db/server_options_server_helpers.cpp, "Cannot use --setParameter to set ... at startup"',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, { serverVersion }) {
    for (const setting of config.settings) {
      const name = parameterName(setting);
      const parameter = name === undefined ? undefined : parameterNamed(name);
      if (name === undefined || !parameter?.atRuntime || parameter.atStartup) continue;
      const own = settings[name];
      const path = own === 'net.ssl.mode' && hasReached(serverVersion, '4.2') ? 'net.tls.mode' : own;
      const instead = path !== undefined && config.format === 'flags' ? flagOf(path, serverVersion) : path;
      yield {
        span: setting.keySpan,
        message: `The parameter ${name} can only be changed while the server runs; it does not start with it here${instead ? `. Use ${instead}` : ''}.`,
      };
    }
  },
);
