import { expect } from 'vitest';
import type { ClientName } from '../../../server/src/core/client-options/client-names.ts';
import { probe } from '../../../server/src/probe/probe.ts';
import type { ConnectReport, DiagnosisCode } from '../../../server/src/probe/report.ts';
import type { Lab } from './lab.ts';

export interface Attempt {
  /** Of the connection string, behind the port. */
  readonly query?: string;
  readonly host?: string;
  /** Files by their names in the lab. */
  readonly ca?: string | null;
  readonly key?: string;
  readonly crl?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly tls?: boolean;
  readonly user?: string;
  readonly timeoutMs?: number;
  readonly driver?: ClientName;
  readonly details?: boolean;
}

/** Tests a connection with TLS and the right CA file, unless told otherwise. */
export async function attemptIn(lab: Lab, port: number, given: Attempt = {}): Promise<ConnectReport> {
  const { host = 'localhost', ca = 'ca.pem', key, crl, tls = true, user, query = '', more = {} } = given;
  const file = (name: string): string => `${lab.certificates}/${name}`;
  const options = {
    ...(tls ? { tls: 'true' } : {}),
    ...(tls && ca !== null ? { tlsCAFile: file(ca) } : {}),
    ...(key === undefined ? {} : { tlsCertificateKeyFile: file(key) }),
    ...(crl === undefined ? {} : { tlsCRLFile: file(crl) }),
    ...more,
  };
  const uri = `mongodb://${user === undefined ? '' : `${user}@`}${host}:${port}/${query}`;
  const { driver, details, timeoutMs = 10_000 } = given;
  const request = {
    uri,
    options,
    timeoutMs,
    ...(driver ? { driver } : {}),
    ...(details === undefined ? {} : { details }),
  };
  return probe(request, new AbortController().signal);
}

/** `dns tcp tls!`: the steps in order, the one that failed with a mark. */
export function stepsOf({ steps }: ConnectReport): string {
  return steps.map(({ name, ok }) => `${name}${ok ? '' : '!'}`).join(' ');
}

/** The code alone says little when a test fails: show the whole report. */
export function expectCode(report: ConnectReport, code: DiagnosisCode): void {
  expect(report.diagnosis?.code, JSON.stringify(report, undefined, 1)).toBe(code);
  expect(report.ok).toBe(false);
  expect(report.library).toMatch(/^(OpenSSL|BoringSSL) /);
}

export function expectConnected(report: ConnectReport): void {
  expect(report.ok, JSON.stringify(report, undefined, 1)).toBe(true);
  expect(report.diagnosis).toBeUndefined();
}
