import type { Access, Admission, Caller } from '../security/who-may-connect.ts';
import { table } from './markdown.ts';

const callers: Readonly<Record<Caller, string>> = {
  plain: 'without TLS',
  'no-certificate': 'TLS, no certificate',
  'valid-certificate': 'TLS, valid certificate',
  'invalid-certificate': 'TLS, expired or foreign certificate',
};

const admissions: Readonly<Record<Admission, string>> = {
  yes: 'yes',
  warned: 'yes, logged as a warning',
  no: '**no**',
  unknown: 'not known',
};

/** The truth table of who may connect, as Markdown. */
export function explainAccess({ refusal, rows, mustLogIn }: Access): string {
  if (refusal !== undefined) return `**Nobody may connect: the server does not start.** ${refusal}`;
  const login =
    mustLogIn === undefined
      ? ''
      : mustLogIn
        ? '\n\nConnecting is not logging in: access control is on.'
        : '\n\nAccess control is off: whoever may connect may do everything.';
  const lines = rows.map(({ caller, admission, why }) => [callers[caller], admissions[admission], why]);
  return `**Who may connect, as this file has it**\n\n${table(['Client', 'May connect', 'Why'], lines)}${login}`;
}

/** A word for a hint beside the settings that decide it. */
export function describeClientCertificate({ clientCertificate, refusal }: Access): string | undefined {
  if (refusal !== undefined || clientCertificate === 'none' || clientCertificate === 'unknown')
    return undefined;
  return `client certificate: ${clientCertificate}`;
}
