import type { Config } from '../config/config.ts';
import type { Span } from '../text/span.ts';

/** Where the manual describes all settings of TLS. */
export const tlsManualUrl =
  'https://www.mongodb.com/docs/manual/reference/configuration-options/#net-tls-options';

/** The key of the section that the first TLS setting stands in; that setting's own key where it is dotted or INI. */
export function tlsSection(config: Config): Span | undefined {
  const first = config.settings.find(({ canonical }) => /^net\.(tls|ssl)\./.test(canonical));
  return first && (first.parents.findLast(({ key }) => /(^|\.)(tls|ssl)$/.test(key)) ?? first).keySpan;
}
