import type { Config } from '../config/config.ts';
import { isAbsent } from '../config/presence.ts';
import type { Setting } from '../config/setting.ts';

/** The words of net.tls.mode. */
export const tlsModes = ['disabled', 'allowTLS', 'preferTLS', 'requireTLS'] as const;
export type TlsMode = (typeof tlsModes)[number];

/** The TLS mode a configuration ends up with. */
export interface ResolvedTlsMode {
  /** undefined: the value is wrong, or a template or expansion decides it. */
  readonly mode: TlsMode | undefined;
  /** The setting that decided it; absent where nothing is written, which means disabled where the whole file is known. */
  readonly setting?: Setting;
}

/**
 * Resolves net.tls.mode and net.ssl.mode (src/mongo/util/net/ssl_options_server.cpp): a value of net.ssl.mode that ends in
 * SSL is read as its TLS twin. Where both are given, which does not start, the tls name is taken.
 */
export function tlsMode(config: Config): ResolvedTlsMode {
  const setting = config.get('net.tls.mode') ?? config.get('net.ssl.mode');
  if (!setting) {
    const isOff = isAbsent(config, 'net.tls.mode') && isAbsent(config, 'net.ssl.mode');
    return { mode: isOff ? 'disabled' : undefined };
  }
  const word = setting.canonical === 'net.ssl.mode' ? setting.text?.replace(/SSL$/, 'TLS') : setting.text;
  return { mode: tlsModes.find((mode) => mode === word), setting };
}

/** Whether TLS is on; undefined where that cannot be known. */
export function tlsIsOn(config: Config): boolean | undefined {
  const { mode } = tlsMode(config);
  return mode === undefined ? undefined : mode !== 'disabled';
}
