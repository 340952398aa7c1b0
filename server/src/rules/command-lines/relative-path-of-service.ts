import { optionByFlag } from '../../core/catalogue/catalogue.ts';
import type { CommandLine, Flag } from '../../core/command-lines/command-line.ts';
import { defineRule } from '../../core/linting/rule.ts';

/** The paths that the server looks at when it installs its service; that of clusterCAFile is not among them. */
const checked: readonly string[] = [
  'auditLog.path',
  'net.tls.CAFile',
  'net.tls.CRLFile',
  'net.tls.certificateKeyFile',
  'net.tls.clusterFile',
  'processManagement.pidFilePath',
  'security.keyFile',
  'storage.dbPath',
];

export default defineRule(
  'commandline',
  {
    severity: 'error',
    summary: 'A Windows service is installed with a path that is not absolute',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp and src/mongo/db/server_options_server_helpers.cpp, "requires an absolute file path with Windows services"',
  },
  function* ({ commands }) {
    for (const command of commands) {
      const install = installing(command);
      if (!install) continue;
      for (const flag of command.flags) {
        const { name, value, valueSpan } = flag;
        if (!isChecked(flag) || !value || !valueSpan || isAbsolute(value)) continue;
        yield {
          span: valueSpan,
          message: `--${name} must be an absolute path with its drive to install a Windows service; ${command.program} --${install.name} stops with this one.`,
          related: [{ span: install.span, message: 'the service is installed by this' }],
        };
      }
    }
  },
);

/** The flag that makes a server install itself as a service, which it knows on Windows only. */
function installing({ program, flags, conditional }: CommandLine): Flag | undefined {
  if ((program !== 'mongod' && program !== 'mongos') || conditional) return undefined;
  return flags.find(({ name }) => name === 'install' || name === 'reinstall');
}

function isChecked({ name }: Flag): boolean {
  // these two have no option of their own
  return name === 'config' || name === 'logpath' || checked.includes(optionByFlag(name)?.option.path ?? '');
}

/** As Windows has it: a drive and a folder, or a share. What quotes around quotes leave over is not judged. */
function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|[\\/]{2}[^\\/])|["'`]/.test(path);
}
