import { existsSync, readFileSync } from 'node:fs';
import { parseText } from '../../server/src/core/documents/document.ts';
import { lint } from '../support/lint.ts';
import { textFile } from '../support/example-files.ts';
import { facts } from '../support/facts.ts';
import {
  upstreamFile,
  upstreamNow,
  upstreamPassword,
  upstreamRoot,
  type UpstreamCertificate,
} from '../support/upstream-certificates.ts';

/** What a server makes of a file at its start: `warning` is one that it logs at start, of a missing alternative name. */
type Verdict = 'valid' | 'warning' | 'invalid';

interface Case {
  readonly id: string;
  readonly expect: Verdict;
  readonly meta: UpstreamCertificate;
}

/** One of MongoDB's certificates, made anew and judged as certificateKeyFile. */
export interface JudgedCertificate {
  readonly id: string;
  readonly expected: Verdict;
  readonly judged: Verdict;
  readonly agrees: boolean;
  /** Why another verdict is the right one. */
  readonly argument?: string;
  /** The errors and the start-up warning, by rule. */
  readonly rules: readonly string[];
}

const usedByClients =
  'the data judge its use by a client; as certificateKeyFile an expired certificate is refused, as in cert/expired.pem';

/** Verdicts of the data that do not hold for the role they name. */
const argued: Readonly<Record<string, { verdict: Verdict; argument: string }>> = {
  'cert/client.pem': {
    verdict: 'warning',
    argument:
      'the data look at its usage only; without an alternative name the server warns, as in cert/ca.pem',
  },
  'cert/tenant_migration_donor_expired.pem': { verdict: 'invalid', argument: usedByClients },
  'cert/tenant_migration_recipient_expired.pem': { verdict: 'invalid', argument: usedByClients },
};

const source = new URL('../../../shared/cases/cert.json', import.meta.url);

/** Judges the certificates of ../shared/cases/cert.json, each in its role; none where the file is absent. */
export function judgeCertificateCases(): JudgedCertificate[] {
  if (!existsSync(source)) return [];
  return (JSON.parse(readFileSync(source, 'utf8')) as Case[]).map(judge);
}

function judge({ id, expect, meta }: Case): JudgedCertificate {
  const isLocked = meta.privateKeys.includes('ENCRYPTED PRIVATE KEY');
  const password = isLocked ? `    certificateKeyFilePassword: ${upstreamPassword}\n` : '';
  const text = `net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /x.pem\n    CAFile: /ca.pem\n${password}`;
  const files = new Map([
    ['/x.pem', textFile(upstreamFile(meta))],
    ['/ca.pem', textFile(upstreamRoot.pem)],
  ]);
  const found = lint(parseText('config', text), facts({ files, now: upstreamNow }));
  const errors = found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  const warnings = found.map(({ rule }) => rule).filter((rule) => rule === 'server-certificate-without-san');
  const judged = errors.length > 0 ? 'invalid' : warnings.length > 0 ? 'warning' : 'valid';
  const { verdict, argument } = argued[id] ?? { verdict: expect };
  return {
    id,
    expected: expect,
    judged,
    agrees: judged === verdict,
    ...(argument === undefined ? {} : { argument }),
    rules: [...errors, ...warnings],
  };
}
