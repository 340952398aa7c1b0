import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFiles } from '../../server/src/probe/check-files.ts';
import { parseConnection } from '../../server/src/probe/connection-string.ts';
import { explain } from '../../server/src/probe/explain.ts';
import type { Failure } from '../../server/src/probe/failure.ts';
import { rawErrorOf } from '../../server/src/probe/failure.ts';
import type { DiagnosisCode } from '../../server/src/probe/report.ts';
import { passphrase, writeCertificates } from '../support/tls-lab/certificates.ts';

/** Failures of the Node.js driver, recorded with real servers; not part of this repository. */
const recorded = resolve(import.meta.dirname, '../../../shared/reference/driver-errors.json');

interface Row {
  readonly case: string;
  readonly uri: string;
  readonly driverOptions: Readonly<Record<string, unknown>>;
  readonly ok?: number;
  readonly errorName?: string | null;
  readonly code?: string;
  readonly message?: string;
  readonly causeChain?: readonly {
    readonly name: string;
    readonly code: string | null;
    readonly message: string;
  }[];
}

const rows = existsSync(recorded) ? (JSON.parse(readFileSync(recorded, 'utf8')) as Row[]) : [];

/** What the lab calls the files of the recording. */
const files: Readonly<Record<string, string>> = {
  'ca.pem': 'ca.pem',
  'otherca.pem': 'ca-other.pem',
  'crl.pem': 'crl.pem',
  'crl-expired.pem': 'crl-expired.pem',
  'crl-otherca.pem': 'crl-other.pem',
  'client.pem': 'client.pem',
  'client2.pem': 'client-revoked.pem',
  'badclient.pem': 'client-of-other-ca.pem',
  'expclient.pem': 'client-expired.pem',
  'server.pem': 'server.pem',
  'client-enc.pem': 'client-encrypted.pem',
  'client-enc-trad.pem': 'client-encrypted-traditional.pem',
  'client-mismatch.pem': 'client-mismatch.pem',
  'client-certonly.pem': 'client-certificate-only.pem',
  'client-keyonly.pem': 'client-key-only.pem',
  'client.p12': 'client.p12',
  'client.crt': 'client-certificate-only.pem',
  'garbage.pem': 'garbage.pem',
  'empty.pem': 'empty.pem',
  'ca.der': 'ca.der',
  'nope.pem': 'nope.pem',
  '': '',
};

/** By the row's name. Where the wire alone does not tell, the test of the connection itself looks again; see refused-connection.test.ts. */
const expected: Readonly<Record<string, DiagnosisCode>> = {
  'unknown CA: server sends leaf only, no CA option': 'unknown-ca',
  'unknown CA: server sends its root, no CA option': 'unknown-ca',
  'unknown CA: wrong CA file': 'unknown-ca',
  'unknown CA: wrong CA file, server sends its root': 'unknown-ca',
  'self-signed server certificate': 'self-signed-certificate',
  'server certificate expired': 'server-certificate-expired',
  'server certificate not yet valid': 'server-certificate-not-yet-valid',
  'server certificate lacks serverAuth EKU': 'server-certificate-wrong-purpose',
  'hostname mismatch': 'hostname-mismatch',
  'hostname mismatch by IP': 'hostname-mismatch',
  'tlsAllowInvalidHostnames but unknown CA': 'unknown-ca',
  // a check of the application's own, without a code
  'checkServerIdentity custom (refuses)': 'unknown',
  'CRL: server revoked': 'server-certificate-revoked',
  'CRL: out of date': 'crl-expired',
  'CRL: of another CA': 'crl-wrong-issuer',
  'CRL: file missing': 'file-not-found',
  'CRL: file garbage': 'crl-unreadable',
  'client cert required, none given (TLS 1.3)': 'client-certificate-required',
  // ambiguous on the wire: told apart by whether the server asked for a certificate
  'client cert required, none given (TLS 1.2)': 'no-shared-cipher',
  'client cert from wrong CA (TLS 1.3)': 'client-certificate-unknown-ca',
  'client cert from wrong CA (TLS 1.2)': 'client-certificate-unknown-ca',
  'client cert expired (TLS 1.3)': 'client-certificate-expired',
  'client cert expired (TLS 1.2)': 'client-certificate-expired',
  'client cert revoked by server CRL (TLS 1.3)': 'client-certificate-revoked',
  'client cert revoked by server CRL (TLS 1.2)': 'client-certificate-revoked',
  'client cert lacks clientAuth EKU (TLS 1.3)': 'client-certificate-wrong-purpose',
  'optional client cert, wrong CA (TLS 1.3)': 'client-certificate-unknown-ca',
  'CA file missing': 'file-not-found',
  'CA file is a directory': 'file-not-found',
  'CA file garbage': 'not-pem',
  'CA file empty': 'not-pem',
  'CA file in DER': 'not-pem',
  'certificateKeyFile missing': 'file-not-found',
  'certificateKeyFile without a key': 'no-private-key',
  'certificateKeyFile without a certificate': 'no-certificate',
  'certificateKeyFile key does not match': 'key-certificate-mismatch',
  'certificateKeyFile garbage': 'not-pem',
  'certificateKeyFile is PKCS#12': 'not-pem',
  'wrong passphrase (PKCS#8)': 'wrong-passphrase',
  'wrong passphrase (traditional)': 'wrong-passphrase',
  'encrypted key, no passphrase': 'passphrase-required',
  // the wire says "closed" or nothing: told apart by a greeting without TLS
  'server is plain, client uses tls (server closes, as mongod)': 'unknown',
  'server is plain, client uses tls (server waits)': 'connect-timeout',
  'server is HTTP, client uses tls': 'server-speaks-plain-text',
  // the driver gives no code: told apart by a TLS handshake
  'server is TLS-only, client is plain': 'unknown',
  'server is TLS-only mTLS, client is plain': 'unknown',
  'server only TLS 1.0': 'no-shared-protocol',
  'server only TLS 1.1': 'no-shared-protocol',
  'server only TLS 1.2, client min 1.3 by secureContext': 'no-shared-protocol',
  'server only TLS 1.3, client max 1.2 by secureContext': 'no-shared-protocol',
  'no shared cipher (ECDSA-only suites, RSA certificate)': 'no-shared-cipher',
  'DNS failure': 'host-not-found',
  'DNS SRV failure': 'host-not-found',
  refused: 'connection-refused',
  'blackhole: SYN dropped': 'connect-timeout',
  'blackhole: SYN dropped, connectTimeoutMS 500': 'connect-timeout',
  'accepts, never answers': 'connect-timeout',
  'accepts, never answers, connectTimeoutMS 500': 'connect-timeout',
  'accepts, closes at once': 'unknown',
  'resets after ClientHello': 'unknown',
  'option: tlsInsecure with tlsAllowInvalidCertificates': 'conflicting-options',
  'option: tlsInsecure=false with tlsAllowInvalidHostnames=false': 'conflicting-options',
  'option: tls=true & ssl=false in URI': 'conflicting-options',
  'option: tls=maybe': 'bad-connection-string',
  'option: legacy sslCA': 'bad-connection-string',
  'option: tlsCertificateFile (legacy 4.x)': 'bad-connection-string',
  'option: minVersion': 'bad-connection-string',
  'option: tlsCAFile without tls (TLS-only server)': 'unknown',
};

/** The error as the driver threw it. */
function errorOf({ errorName, code, message, causeChain = [] }: Row): Error {
  const outer = { name: errorName ?? 'Error', code: code ?? null, message: message ?? '' };
  let cause: Error | undefined;
  for (const link of [outer, ...causeChain].reverse()) {
    const error = new Error(link.message, cause ? { cause } : {});
    error.name = link.name;
    cause = Object.assign(error, link.code === null ? {} : { code: link.code });
  }
  return cause ?? new Error('nothing was recorded');
}

let folder: string;

function options({ driverOptions }: Row): Record<string, string> {
  return Object.fromEntries(
    Object.entries(driverOptions)
      .filter(([name]) => name.startsWith('tls'))
      .map(([name, value]) => {
        const text = String(value);
        if (text === 's3cret') return [name, passphrase];
        return [name, text.startsWith('$C/') ? join(folder, files[text.slice(3)] ?? text) : text];
      }),
  );
}

/** As a test of the connection goes about it: options first, then files, then what the driver met. */
async function failureOfRow(row: Row): Promise<Failure> {
  const { result } = parseConnection(row.uri, options(row));
  if ('failure' in result) return result.failure;
  const checked = await checkFiles(result.connection.tls ? result.connection.tlsOptions : new Map(), folder);
  if ('failure' in checked) return checked.failure;
  const raw = rawErrorOf(errorOf(row));
  return { stage: row.case.startsWith('DNS') ? 'dns' : 'tls', raw };
}

const failures = rows.filter(({ ok }) => ok !== 1);
const reason = rows.length === 0 ? ' (not run: ../shared is not here)' : '';

describe.skipIf(reason !== '')(`recorded failures of the driver${reason}`, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-recorded-'));
    writeCertificates(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('every recorded failure is expected, and nothing else', () => {
    expect(failures.map((row) => row.case).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(failures.map((row) => [row.case, row] as const))('%s', async (name, row) => {
    const diagnosis = explain(await failureOfRow(row));
    expect(diagnosis.code, JSON.stringify(diagnosis)).toBe(expected[name]);
    expect(diagnosis.explanation).not.toBe('');
    // an id of the process, and paths of somebody's build
    expect(diagnosis.raw.message).not.toMatch(/^[0-9A-F]{8,}:|deps\/openssl/);
  });

  it('options and files of every connection that worked are accepted', async () => {
    for (const row of rows.filter(({ ok }) => ok === 1)) {
      const { result } = parseConnection(
        row.uri.replace(/\$C_ENCODED/, encodeURIComponent(folder)),
        options(row),
      );
      expect('connection' in result, row.case).toBe(true);
      if (!('connection' in result) || !result.connection.tls) continue;
      expect(await checkFiles(result.connection.tlsOptions, folder), row.case).toHaveProperty('inputs');
    }
  });
});
