import type { Config } from '../config/config.ts';
import { isAbsent } from '../config/presence.ts';
import type { Setting } from '../config/setting.ts';

/** The words of security.clusterAuthMode; all but the first let members use certificates. */
export const clusterAuthModes = ['keyFile', 'sendKeyFile', 'sendX509', 'x509'] as const;
export type ClusterAuthMode = (typeof clusterAuthModes)[number];

/** How members of a cluster prove who they are to each other. */
export interface ClusterAuth {
  /** `none`: nothing is set. undefined: the value is wrong, or a template or expansion decides it. */
  readonly mode: ClusterAuthMode | 'none' | undefined;
  /** security.clusterAuthMode where it is written; a key file alone means `keyFile`. */
  readonly setting?: Setting;
}

/** Resolves security.clusterAuthMode and security.keyFile (src/mongo/db/server_options_server_helpers.cpp). */
export function clusterAuth(config: Config): ClusterAuth {
  const setting = config.get('security.clusterAuthMode');
  if (setting) return { mode: clusterAuthModes.find((mode) => mode === setting.text), setting };
  if (config.get('security.keyFile')) return { mode: 'keyFile' };
  const isNone = isAbsent(config, 'security.clusterAuthMode') && isAbsent(config, 'security.keyFile');
  return { mode: isNone ? 'none' : undefined };
}

/** Whether a mode lets members use X.509 certificates. */
export function allowsX509(mode: ClusterAuth['mode']): boolean {
  return mode === 'sendKeyFile' || mode === 'sendX509' || mode === 'x509';
}

/**
 * Whether users must log in: security.authorization is `enabled`, or members authenticate to each other (a key file or
 * security.clusterAuthMode), unless security.transitionToAuth holds it back. undefined where that cannot be known.
 */
export function accessControl(config: Config): boolean | undefined {
  const transition = config.get('security.transitionToAuth');
  if (transition) {
    const flag = config.flag('security.transitionToAuth');
    if (flag !== false) return flag === undefined ? undefined : false;
  }
  if (config.get('security.keyFile') ?? config.get('security.clusterAuthMode')) return true;
  const authorization = config.get('security.authorization');
  if (authorization) return authorization.text === undefined ? undefined : authorization.text === 'enabled';
  const names = ['security.authorization', 'security.keyFile', 'security.clusterAuthMode'];
  return names.every((name) => isAbsent(config, name)) ? false : undefined;
}
