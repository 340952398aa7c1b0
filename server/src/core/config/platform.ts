import type { Config } from './config.ts';
import type { Platform } from '../server/server-kind.ts';

const windows = new WeakMap<Config, boolean>();

/**
 * The platform a configuration is for: `given`, which is Linux where the user set none, unless the file itself shows that it is
 * for Windows (a path with a drive, or the settings of the Windows service).
 */
export function platformOf(config: Config, given: Platform): Platform {
  if (given !== 'linux') return given;
  let isWindows = windows.get(config);
  if (isWindows === undefined) {
    isWindows = config.settings.some(
      ({ text, path }) =>
        path.startsWith('processManagement.windowsService.') ||
        (text !== undefined && /^[A-Za-z]:[\\/]/.test(text)),
    );
    windows.set(config, isWindows);
  }
  return isWindows ? 'windows' : given;
}
