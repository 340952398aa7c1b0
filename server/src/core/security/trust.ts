import type { VersionBound } from '../server/server-version.ts';
import type { Config } from '../config/config.ts';
import { parameter, parameterFlag } from '../config/parameters.ts';
import { isAbsent } from '../config/presence.ts';

/** The releases that refuse TLS without certificate authorities (SERVER-72839, CVE-2024-1351); all later ones too. */
export const chainOfTrustRequired: VersionBound = ['4.4.29', '5.0.25', '6.0.14', '7.0.6', '8.0'];

/** Whether `setParameter.tlsUseSystemCA` is on; undefined where that cannot be known. */
export function usesSystemCa(config: Config): boolean | undefined {
  const setting = parameter(config, 'tlsUseSystemCA');
  if (!setting) return isAbsent(config, 'setParameter.tlsUseSystemCA') ? false : undefined;
  return parameterFlag(config, 'tlsUseSystemCA');
}

/** Whether the server's certificate is certainly taken from no file and no store. */
export function hasNoCertificate(config: Config): boolean {
  return isAbsent(config, 'net.tls.certificateKeyFile') && isAbsent(config, 'net.tls.certificateSelector');
}
