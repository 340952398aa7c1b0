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

const own = ['tlsCertificateKeyFile'];

/** The options whose files decide an obstacle on the side of the client. */
const clientFiles: Readonly<Partial<Record<DiagnosisCode, readonly string[]>>> = {
  'unknown-ca': ['tlsCAFile'],
  'self-signed-certificate': ['tlsCAFile'],
  'crl-expired': ['tlsCRLFile'],
  'crl-wrong-issuer': ['tlsCRLFile'],
  'crl-unreadable': ['tlsCRLFile'],
  'client-certificate-unknown-ca': own,
  'client-certificate-expired': own,
  'client-certificate-revoked': own,
  'client-certificate-wrong-purpose': own,
  'no-private-key': own,
  'no-certificate': own,
  'key-certificate-mismatch': own,
};

/** The files of the client that decide what stands in the way of a connection. */
export function obstacleFiles(report: ConnectReport): TestConnectionResult['files'] {
  const { options = {} } = report;
  return codesOf(report).flatMap((code) =>
    (clientFiles[code] ?? []).flatMap((option) => {
      const path = options[option];
      return path === undefined ? [] : [{ code, option, path }];
    }),
  );
}

/** Where the configuration of the server decides what stands in the way of a connection, an obstacle once. */
export function obstaclePlaces(
  report: ConnectReport,
  { document: { uri }, parts }: FileAnalysis,
): TestConnectionResult['places'] {
  return codesOf(report).flatMap((code) => {
    for (const { model, document } of parts) {
      if (model.kind !== 'config') continue;
      const [found] = (settings[code] ?? []).flatMap((path) => model.get(path) ?? []);
      if (found) return [{ code, setting: found.path, uri, range: toRange(document, found.valueSpan) }];
    }
    return [];
  });
}

/** What stands in the way, each once. */
function codesOf({ diagnosis, alsoWrong = [] }: ConnectReport): DiagnosisCode[] {
  return [...new Set([...(diagnosis ? [diagnosis] : []), ...alsoWrong].map(({ code }) => code))];
}
