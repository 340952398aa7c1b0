import { fileRoles } from '../../core/deployment/role-files.ts';
import { clusterAuth } from '../../core/security/cluster-auth.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Platform } from '../../core/server/server-kind.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A file that the server reads is named with an empty path',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp and src/mongo/db/server_options_server_helpers.cpp: boost::filesystem::absolute of the path',
  },
  function* (config, { platform }) {
    for (const setting of emptyPaths(config, platform)) {
      yield {
        span: setting.valueSpan[0] === setting.valueSpan[1] ? setting.keySpan : setting.valueSpan,
        message: setting.iniOnly
          ? `${setting.path} is empty, and the server does not start with that; leave the line out to log to the terminal.`
          : `${setting.path} is empty: the server takes the folder it is started in for the file, cannot read it and does not start.`,
      };
    }
  },
);

function emptyPaths(config: Config, platform: Platform): Setting[] {
  const { mode } = clusterAuth(config);
  // macOS does not read the list: crl-file-ignored-on-macos
  const read = fileRoles.filter((role) => role !== 'CRLFile' || platform !== 'macos');
  const names = [
    ...(tlsIsOn(config) === true ? read.map((role) => `net.tls.${role}`) : []),
    // with x509 the keyfile is not opened
    ...(mode === undefined || mode === 'x509' ? [] : ['security.keyFile']),
    'systemLog.path',
  ];
  return config.settings.filter(
    ({ canonical, text, iniOnly }) =>
      text === '' && names.includes(canonical) && (canonical !== 'systemLog.path' || iniOnly !== undefined),
  );
}
