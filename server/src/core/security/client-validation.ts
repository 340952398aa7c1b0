import { hasReached, type ServerVersion } from '../server/server-version.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import { tlsMode } from './tls-mode.ts';

/** The setting that makes the server listen on every address; undefined where it does not, or that cannot be known. */
export function listensEverywhere(config: Config, version: ServerVersion) {
  if (config.flag('net.bindIpAll') === true) return config.get('net.bindIpAll');
  const setting = config.get('net.bindIp');
  const entries = setting?.text?.split(',').map((entry) => entry.trim()) ?? [];
  // before 4.2 the asterisk has no special meaning (server-behaviour.md N3)
  const everywhere = hasReached(version, '4.2') ? ['0.0.0.0', '::', '*'] : ['0.0.0.0', '::'];
  return entries.some((entry) => everywhere.includes(entry)) ? setting : undefined;
}

/**
 * The setting that decides whether clients may connect without a certificate. Before 4.2 the two names under net.ssl are options of
 * their own, and weakCertificateValidation wins (server-behaviour.md P16).
 */
export function weakValidation(config: Config, version: ServerVersion) {
  const first = config.get('net.tls.allowConnectionsWithoutCertificates');
  if (hasReached(version, '4.2')) return first;
  const isWeak = ({ name }: Setting) => name?.path === 'net.ssl.weakCertificateValidation';
  return (
    config.settings.find((setting) => setting.canonical === first?.canonical && isWeak(setting)) ?? first
  );
}

/** Whether each client must show a certificate that the server verifies (server-behaviour.md W10, W11). */
export function requiresClientCertificate(config: Config): boolean {
  return (
    tlsMode(config).mode === 'requireTLS' &&
    (config.get('net.tls.CAFile') ?? config.get('net.tls.clusterCAFile')) !== undefined &&
    !config.get('net.tls.allowConnectionsWithoutCertificates') &&
    !config.get('net.tls.allowInvalidCertificates')
  );
}
