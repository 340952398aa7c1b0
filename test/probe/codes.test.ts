import { describe, expect, it } from 'vitest';
import { alertOf, codeOf } from '../../server/src/probe/codes.ts';
import { explain } from '../../server/src/probe/explain.ts';
import { rawErrorOf, type Stage } from '../../server/src/probe/failure.ts';
import type { DiagnosisCode } from '../../server/src/probe/report.ts';
import { texts } from '../../server/src/probe/texts.ts';

/** Codes of every family, OpenSSL's and BoringSSL's, that the recorded failures lack. */
const rows: readonly (readonly [string, DiagnosisCode, Stage?])[] = [
  ['EAI_AGAIN', 'dns-failed'],
  ['ESERVFAIL', 'dns-failed'],
  ['EHOSTUNREACH', 'connect-timeout'],
  ['ENETUNREACH', 'connect-timeout'],
  ['MongoNetworkTimeoutError', 'connect-timeout'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown-ca'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknown-ca'],
  ['CERT_SIGNATURE_FAILURE', 'unknown-ca'],
  ['INVALID_CA', 'unknown-ca'],
  ['CRL_NOT_YET_VALID', 'crl-expired'],
  ['CRL_SIGNATURE_FAILURE', 'crl-wrong-issuer'],
  ['ERR_CRYPTO_OPERATION_FAILED', 'crl-unreadable'],
  ['UNSPECIFIED', 'unsupported-by-tls-library'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'client-certificate-unknown-ca'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'client-certificate-unknown-ca'],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'client-certificate-unknown-ca'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client-certificate-required'],
  // BoringSSL leaves ALERT out
  ['ERR_SSL_TLSV1_CERTIFICATE_REQUIRED', 'client-certificate-required'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'no-shared-protocol'],
  ['ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY', 'no-shared-cipher'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'unknown'],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'unknown'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'no-shared-protocol'],
  ['ERR_SSL_NO_SHARED_CIPHER', 'no-shared-cipher'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'server-speaks-plain-text'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'server-speaks-plain-text'],
  ['ERR_SSL_DH_KEY_TOO_SMALL', 'unsupported-by-tls-library'],
  ['ERR_SSL_EE_KEY_TOO_SMALL', 'unsupported-by-tls-library', 'files'],
  ['ERR_SSL_CA_MD_TOO_WEAK', 'unsupported-by-tls-library', 'files'],
  ['ERR_SSL_UNSUPPORTED_ELLIPTIC_CURVE', 'unsupported-by-tls-library'],
  ['ERR_SSL_NO_COMMON_SIGNATURE_ALGORITHMS', 'unsupported-by-tls-library'],
  ['ERR_OSSL_UNSUPPORTED', 'unsupported-by-tls-library', 'files'],
  ['ERR_OSSL_EVP_UNSUPPORTED', 'unsupported-by-tls-library', 'files'],
  ['ERR_OSSL_PEM_NO_START_LINE', 'not-pem', 'files'],
  ['ERR_PEM_NO_START_LINE', 'not-pem', 'files'],
  ['ERR_OSSL_ASN1_NOT_ENOUGH_DATA', 'not-pem', 'files'],
  ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'key-certificate-mismatch', 'files'],
  ['ERR_X509_KEY_TYPE_MISMATCH', 'key-certificate-mismatch', 'files'],
  ['ERR_OSSL_BAD_DECRYPT', 'wrong-passphrase', 'files'],
  ['ERR_OSSL_EVP_BAD_DECRYPT', 'wrong-passphrase', 'files'],
  ['ERR_CIPHER_BAD_DECRYPT', 'wrong-passphrase', 'files'],
  ['ERR_MISSING_PASSPHRASE', 'passphrase-required', 'files'],
  ['EACCES', 'file-not-found', 'files'],
  ['MongoParseError', 'bad-connection-string', 'options'],
  ['MongoAPIError', 'conflicting-options', 'options'],
  ['18', 'authentication-failed', 'auth'],
  ['8000', 'authentication-failed', 'auth'],
  ['13', 'unknown', 'ping'],
  ['ERR_SOMETHING_NEW', 'unknown'],
  ['constructor', 'unknown'],
];

describe('codes', () => {
  it.each(rows.map(([code, meaning, stage = 'tls']) => ({ code, meaning, stage })))(
    '$code is $meaning',
    ({ code, meaning, stage }) => {
      expect(codeOf({ stage, raw: { code, message: '', names: [] } })).toBe(meaning);
    },
  );

  it('goes by the deepest cause, whatever is around it', () => {
    const deepest = Object.assign(new Error('expired'), { code: 'CERT_HAS_EXPIRED' });
    const middle = Object.assign(new Error('network'), { name: 'MongoNetworkError', cause: deepest });
    const outer = Object.assign(new Error('selection'), { name: 'MongoServerSelectionError', cause: middle });
    expect(rawErrorOf(outer)).toMatchObject({ code: 'CERT_HAS_EXPIRED', message: 'expired' });
    expect(rawErrorOf(new AggregateError([outer])).code).toBe('CERT_HAS_EXPIRED');
  });

  it('an outer class says nothing of an inner error without a code', () => {
    const inner = new Error('refused by a check of the application');
    const outer = Object.assign(new Error('x', { cause: inner }), { name: 'MongoServerSelectionError' });
    expect(codeOf({ stage: 'tls', raw: rawErrorOf(outer) })).toBe('unknown');
  });

  it('ends with a cause that points back, and with what is no error', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    expect(rawErrorOf(loop).message).toBe('loop');
    expect(rawErrorOf('text')).toEqual({ code: 'UNKNOWN', message: 'text', names: [] });
  });

  it('knows alerts from other errors of the TLS library', () => {
    expect(alertOf('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')).toBe('HANDSHAKE_FAILURE');
    expect(alertOf('ERR_SSL_WRONG_VERSION_NUMBER')).toBeUndefined();
  });
});

describe('explanations', () => {
  it.each(Object.entries(texts))('%s has a title, an explanation and advice', (code, text) => {
    expect(text.title).not.toMatch(/[.!]$/);
    expect(text.explanation).toMatch(/\.$/);
    if (code !== 'cancelled') expect(text.fixes.length).toBeGreaterThan(0);
  });

  it.each(['options', 'files', 'dns', 'tcp', 'tls', 'hello', 'auth', 'ping'] as const)(
    'an unknown cause at the stage %s still says where it failed',
    (stage) => {
      const failure = {
        stage,
        code: 'unknown',
        raw: { code: 'ERR_NEW', message: 'new', names: [] },
      } as const;
      const { explanation, raw } = explain(failure);
      expect(explanation).toMatch(/(failed|refused|could not|did not)/);
      expect(raw).toEqual({ code: 'ERR_NEW', message: 'new' });
    },
  );

  it('an unknown alert is named', () => {
    const raw = { code: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME', message: '', names: [] };
    expect(explain({ stage: 'tls', raw }).explanation).toContain('the TLS alert unrecognized name');
  });
});
