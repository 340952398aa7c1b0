import type { ConnectReport, DiagnosisCode } from '../probe/report.ts';
import type { TestConnectionResult } from '../protocol.ts';
import type { FileAnalysis } from './analysis.ts';
import { toRange } from './convert.ts';

/** The settings of the server that decide an obstacle, the likely one first. */
const settings: Readonly<Partial<Record<DiagnosisCode, readonly string[]>>> = {
  'connection-refused': ['net.bindIp', 'net.port'],
  'connect-timeout': ['net.bindIp', 'net.port'],
  'server-speaks-plain-text': ['net.tls.mode'],
  'server-requires-tls': ['net.tls.mode'],
  'unknown-ca': ['net.tls.certificateKeyFile'],
  'self-signed-certificate': ['net.tls.certificateKeyFile'],
  'server-certificate-expired': ['net.tls.certificateKeyFile'],
  'server-certificate-not-yet-valid': ['net.tls.certificateKeyFile'],
  'hostname-mismatch': ['net.tls.certificateKeyFile'],
  'server-certificate-wrong-purpose': ['net.tls.certificateKeyFile'],
  'server-certificate-revoked': ['net.tls.certificateKeyFile'],
  'client-certificate-required': ['net.tls.allowConnectionsWithoutCertificates', 'net.tls.CAFile'],
  'client-certificate-unknown-ca': ['net.tls.CAFile'],
  'client-certificate-revoked': ['net.tls.CRLFile'],
  'client-certificate-wrong-purpose': ['net.tls.CAFile'],
  'no-shared-protocol': ['net.tls.disabledProtocols'],
  'authentication-failed': ['security.authorization'],
};

/** Where the configuration of the server decides what stands in the way of a connection, an obstacle once. */
export function obstaclePlaces(
  { diagnosis, alsoWrong = [] }: ConnectReport,
  { document: { uri }, parts }: FileAnalysis,
): TestConnectionResult['places'] {
  const codes = new Set([...(diagnosis ? [diagnosis] : []), ...alsoWrong].map(({ code }) => code));
  return [...codes].flatMap((code) => {
    for (const { model, document } of parts) {
      if (model.kind !== 'config') continue;
      const [found] = (settings[code] ?? []).flatMap((path) => model.get(path) ?? []);
      if (found) return [{ code, setting: found.path, uri, range: toRange(document, found.valueSpan) }];
    }
    return [];
  });
}
