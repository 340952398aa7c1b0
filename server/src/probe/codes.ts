import type { Failure, Stage } from './failure.ts';
import type { DiagnosisCode } from './report.ts';

/**
 * Codes of Node.js, OpenSSL, BoringSSL and the server, by what they mean to a user. Message texts are never looked at: they
 * differ between releases. Sources: libuv's and c-ares' error codes, openssl/include/openssl/{sslerr,x509err,proverr}.h,
 * boringssl/include/openssl/ssl.h, Node.js' X509ErrorCode, MongoDB's error_codes.yml.
 */
const meaning: Readonly<Record<string, DiagnosisCode>> = {
  ENOTFOUND: 'host-not-found',
  EAI_NONAME: 'host-not-found',
  EAI_NODATA: 'host-not-found',
  ENODATA: 'host-not-found',
  EBADNAME: 'host-not-found',
  EAI_AGAIN: 'dns-failed',
  EAI_FAIL: 'dns-failed',
  ESERVFAIL: 'dns-failed',
  EREFUSED: 'dns-failed',
  ETIMEOUT: 'dns-failed',
  EBADRESP: 'dns-failed',
  EFORMERR: 'dns-failed',
  ENOTIMP: 'dns-failed',
  EBADQUERY: 'dns-failed',
  ECANCELLED: 'dns-failed',

  ECONNREFUSED: 'connection-refused',
  ETIMEDOUT: 'connect-timeout',
  EHOSTUNREACH: 'connect-timeout',
  EHOSTDOWN: 'connect-timeout',
  ENETUNREACH: 'connect-timeout',
  ENETDOWN: 'connect-timeout',
  EADDRNOTAVAIL: 'connect-timeout',
  TimeoutError: 'connect-timeout',
  MongoNetworkTimeoutError: 'connect-timeout',
  // the driver gives no cause where nothing at all came back
  MongoServerSelectionError: 'connect-timeout',
  MongoOperationTimeoutError: 'connect-timeout',
  AbortError: 'cancelled',

  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-ca',
  CERT_UNTRUSTED: 'unknown-ca',
  CERT_REJECTED: 'unknown-ca',
  CERT_SIGNATURE_FAILURE: 'unknown-ca',
  CERT_CHAIN_TOO_LONG: 'unknown-ca',
  PATH_LENGTH_EXCEEDED: 'unknown-ca',
  INVALID_CA: 'unknown-ca',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed-certificate',
  CERT_HAS_EXPIRED: 'server-certificate-expired',
  CERT_NOT_YET_VALID: 'server-certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'hostname-mismatch',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'hostname-mismatch',
  HOSTNAME_MISMATCH: 'hostname-mismatch',
  INVALID_PURPOSE: 'server-certificate-wrong-purpose',
  CERT_REVOKED: 'server-certificate-revoked',
  CRL_HAS_EXPIRED: 'crl-expired',
  CRL_NOT_YET_VALID: 'crl-expired',
  UNABLE_TO_GET_CRL: 'crl-wrong-issuer',
  UNABLE_TO_GET_CRL_ISSUER: 'crl-wrong-issuer',
  CRL_SIGNATURE_FAILURE: 'crl-wrong-issuer',
  UNABLE_TO_DECRYPT_CRL_SIGNATURE: 'crl-wrong-issuer',
  // Node.js' word for a failed parse, which only a revocation list gives it
  ERR_CRYPTO_OPERATION_FAILED: 'crl-unreadable',
  // a check without a name of its own: key too small, digest too weak
  UNSPECIFIED: 'unsupported-by-tls-library',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'unsupported-by-tls-library',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'unsupported-by-tls-library',

  ENOENT: 'file-not-found',
  EISDIR: 'file-not-found',
  EACCES: 'file-not-found',
  EPERM: 'file-not-found',
  ENOTDIR: 'file-not-found',
  ERR_OSSL_PEM_NO_START_LINE: 'not-pem',
  ERR_PEM_NO_START_LINE: 'not-pem',
  ERR_OSSL_PEM_BAD_BASE64_DECODE: 'not-pem',
  ERR_OSSL_PEM_BAD_END_LINE: 'not-pem',
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'key-certificate-mismatch',
  ERR_OSSL_X509_KEY_TYPE_MISMATCH: 'key-certificate-mismatch',
  ERR_X509_KEY_VALUES_MISMATCH: 'key-certificate-mismatch',
  ERR_X509_KEY_TYPE_MISMATCH: 'key-certificate-mismatch',
  ERR_OSSL_BAD_DECRYPT: 'wrong-passphrase',
  ERR_OSSL_EVP_BAD_DECRYPT: 'wrong-passphrase',
  ERR_CIPHER_BAD_DECRYPT: 'wrong-passphrase',
  ERR_OSSL_PEM_BAD_DECRYPT: 'wrong-passphrase',
  ERR_MISSING_PASSPHRASE: 'passphrase-required',
  ERR_OSSL_PEM_BAD_PASSWORD_READ: 'passphrase-required',
  ERR_PEM_BAD_PASSWORD_READ: 'passphrase-required',

  ERR_SSL_WRONG_VERSION_NUMBER: 'server-speaks-plain-text',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'server-speaks-plain-text',
  ERR_SSL_RECORD_LENGTH_MISMATCH: 'server-speaks-plain-text',
  ERR_SSL_HTTP_REQUEST: 'server-speaks-plain-text',
  ERR_SSL_UNEXPECTED_RECORD: 'server-speaks-plain-text',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'no-shared-protocol',
  ERR_SSL_NO_PROTOCOLS_AVAILABLE: 'no-shared-protocol',
  ERR_SSL_NO_SUPPORTED_VERSIONS_ENABLED: 'no-shared-protocol',
  ERR_SSL_WRONG_SSL_VERSION: 'no-shared-protocol',
  ERR_SSL_VERSION_TOO_LOW: 'no-shared-protocol',
  ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED: 'old-tls-proxy',
  ERR_SSL_NO_SHARED_CIPHER: 'no-shared-cipher',
  ERR_SSL_NO_CIPHERS_AVAILABLE: 'no-shared-cipher',
  ERR_SSL_WRONG_CIPHER_RETURNED: 'no-shared-cipher',
  ERR_SSL_UNKNOWN_CIPHER_RETURNED: 'no-shared-cipher',

  MongoParseError: 'bad-connection-string',
  MongoInvalidArgumentError: 'bad-connection-string',
  MongoMissingCredentialsError: 'bad-connection-string',
  MongoAPIError: 'conflicting-options',
  // AuthenticationFailed, UserNotFound, Atlas' own
  '18': 'authentication-failed',
  '11': 'authentication-failed',
  '8000': 'authentication-failed',
  // MechanismUnavailable
  '334': 'authentication-failed',
};

/** What the server's refusal says, by the name of the TLS alert (RFC 8446, section 6). */
const alerts: Readonly<Record<string, DiagnosisCode>> = {
  CERTIFICATE_REQUIRED: 'client-certificate-required',
  NO_CERTIFICATE: 'client-certificate-required',
  UNKNOWN_CA: 'client-certificate-unknown-ca',
  BAD_CERTIFICATE: 'client-certificate-unknown-ca',
  CERTIFICATE_UNKNOWN: 'client-certificate-unknown-ca',
  CERTIFICATE_EXPIRED: 'client-certificate-expired',
  CERTIFICATE_REVOKED: 'client-certificate-revoked',
  UNSUPPORTED_CERTIFICATE: 'client-certificate-wrong-purpose',
  PROTOCOL_VERSION: 'no-shared-protocol',
  HANDSHAKE_FAILURE: 'no-shared-cipher',
  INSUFFICIENT_SECURITY: 'no-shared-cipher',
};

/** The name of the alert that the server sent, such as `UNKNOWN_CA`; undefined for other codes. */
export function alertOf(code: string): string | undefined {
  return /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13)_(?:ALERT_)?([A-Z_]+)$/.exec(code)?.[1];
}

function lookUp(table: Readonly<Record<string, DiagnosisCode>>, key: string): DiagnosisCode | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Whole families of codes of the TLS library. */
function familyOf(code: string, stage: Stage): DiagnosisCode | undefined {
  if (
    /^ERR_(?:OSSL|SSL|EC|EVP)_.*(?:UNSUPPORTED|TOO_SMALL|TOO_WEAK|TOO_LARGE|LEGACY|UNKNOWN_GROUP|WRONG_CURVE|BAD_ECPOINT|WRONG_SIGNATURE_TYPE|NO_COMMON_SIGNATURE_ALGORITHMS)/.test(
      code,
    )
  )
    return 'unsupported-by-tls-library';
  // what is left of the codec's errors while files are loaded: a block that is there and cannot be decoded
  if (stage === 'files' && /^ERR_(?:OSSL_|PEM_|ASN1_)/.test(code)) return 'not-pem';
  return undefined;
}

/**
 * The cause behind a failure: what was found out, else by the raw code (of an error without one, by its class) and its family.
 */
export function codeOf({ stage, raw, code }: Pick<Failure, 'stage' | 'raw' | 'code'>): DiagnosisCode {
  if (code !== undefined) return code;
  // no name server listens, or none answers
  if (stage === 'dns' && /^(?:ECONNREFUSED|ETIMEDOUT|TimeoutError)$/.test(raw.code)) return 'dns-failed';
  const alert = alertOf(raw.code);
  const known = alert === undefined ? lookUp(meaning, raw.code) : (lookUp(alerts, alert) ?? 'unknown');
  return known ?? familyOf(raw.code, stage) ?? (stage === 'options' ? 'bad-connection-string' : 'unknown');
}
