import { targetOf, type Target } from '../catalogue/vocabulary.ts';
import type { Config } from './config.ts';
import type { Platform } from '../server/server-kind.ts';

const windows = new WeakMap<Config, boolean>();

/** The platform that is assumed, and whether the user named it. */
interface Assumed {
  readonly platform: Platform;
  readonly platformIsGiven?: true;
}

/**
 * The platform a configuration is for: the one that the user named; where he named none Linux, unless the file itself shows that it
 * is for Windows (a path with a drive, or the settings of the Windows service).
 */
export function platformOf(config: Config, { platform, platformIsGiven }: Assumed): Platform {
  if (platformIsGiven || platform !== 'linux') return platform;
  let isWindows = windows.get(config);
  if (isWindows === undefined) {
    isWindows = config.settings.some(
      ({ text, path }) =>
        path.startsWith('processManagement.windowsService.') ||
        (text !== undefined && /^[A-Za-z]:[\\/]/.test(text)),
    );
    windows.set(config, isWindows);
  }
  return isWindows ? 'windows' : platform;
}

/** The server that a configuration is judged for, on the platform that it is for. */
export function targetFor(config: Config, facts: Omit<Target, 'program'> & Assumed): Target {
  return targetOf(config.program, { ...facts, platform: platformOf(config, facts) });
}
