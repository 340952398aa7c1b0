import type { Connection } from './connection-string.ts';
import type { DiagnosisCode } from './report.ts';
import type { OcspFacts } from './staple.ts';

/** What is known of a connection that PyMongo would open. */
export interface PymongoCase {
  readonly connection: Connection;
  /** What failed, if anything did. */
  readonly code?: DiagnosisCode;
  readonly ocsp?: OcspFacts;
}

/**
 * What somebody who connects with PyMongo needs to know besides, since it is of Python and not of the server. Read, not tried: the
 * pages of PyMongo on TLS and its ssl_support.py, Python's module ssl.
 */
export function pymongoNotes({ connection, code, ocsp }: PymongoCase): string[] {
  if (!connection.tls) return [];
  const hasCaFile = connection.tlsOptions.has('tlsCAFile');
  return [
    ...(code === 'unknown-ca' && !hasCaFile ? [roots] : []),
    ...(code === 'no-shared-protocol' || code === 'no-shared-cipher' || code === undefined ? [library] : []),
    ...(connection.tlsOptions.has('tlsCRLFile') ? [revocation] : []),
    ...(ocsp?.status === 'revoked' || ocsp?.status === 'unverified' ? [ocspWords] : []),
  ];
}

const roots =
  "Without tlsCAFile Python trusts the authorities that its OpenSSL finds: on Linux those of the package ca-certificates; the Python of python.org for macOS has none until 'Install Certificates.command' in its folder was run; where there are none, as with PyPy, name those of the package certifi: tlsCAFile=certifi.where().";

const library =
  'python3 -c "import ssl; print(ssl.OPENSSL_VERSION)" tells which TLS library Python has, and openssl version that of the system: before OpenSSL 1.0.1 there is no TLS 1.1 or 1.2. Python 3.10 and later want TLS 1.2 and ciphers with forward secrecy, which servers of MongoDB 4.0 and older may not have.';

const revocation =
  'PyMongo with the ocsp extra (pyOpenSSL) refuses tlsCRLFile: revocation lists and OCSP exclude each other there.';

const ocspWords =
  "Where its OCSP check refuses a certificate, PyMongo with the ocsp extra says 'invalid status response'.";
