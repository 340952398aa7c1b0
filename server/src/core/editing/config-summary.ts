import type { Config } from '../config/config.ts';
import type { Facts } from '../facts/facts.ts';
import { daysUntil } from '../pem/model/judgements.ts';
import { parsePemBytes } from '../pem/model/pem.ts';
import { tlsMode } from '../security/tls-mode.ts';

/** What a configuration comes to, in a few words: `requireTLS`, `certificate 41 d`. Empty where nothing is known. */
export function configSummary(config: Config, facts: Facts): string[] {
  if (config.program === 'mongosqld') return [];
  const { mode } = tlsMode(config);
  const days = certificateDays(config, facts);
  return [
    ...(mode === undefined ? [] : [mode === 'disabled' ? 'no TLS' : mode]),
    ...(days === undefined ? [] : [days < 0 ? 'certificate expired' : `certificate ${days.toString()} d`]),
  ];
}

/** Whole days until the certificate that the server shows expires. */
function certificateDays(config: Config, facts: Facts): number | undefined {
  const path = config.textOf('net.tls.certificateKeyFile');
  const file = path === undefined ? undefined : facts.files.get(path);
  if (file?.state !== 'present') return undefined;
  const [first] = parsePemBytes(file.bytes).certificates;
  return first && daysUntil(first.certificate.notAfter, facts.now);
}
