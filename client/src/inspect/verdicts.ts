import type { InspectReport, RoleVerdict } from '../../../server/src/core/inspect-report.ts';
import { badge, blockLink, code, escapeHtml, tableSection } from './markup.ts';

const words: Readonly<Record<RoleVerdict['verdict'], readonly ['good' | 'warning' | 'error', string]>> = {
  fits: ['good', 'fits'],
  hints: ['warning', 'works, with drawbacks'],
  fails: ['error', 'starts, but connections fail'],
  refused: ['error', 'the server does not start'],
};

/** What mongod and clients make of the file, and the way to the anchor of each certificate. */
export function verdicts(report: InspectReport): string {
  const roles = report.roles.map(
    ({ role, verdict, reasons }) => [`as ${role}`, badge(...words[verdict]) + list(reasons)] as const,
  );
  const clients = report.clients.map(
    ({ client, accepts, reasons }) =>
      [client, (accepts ? badge('good', 'accepts') : badge('error', 'refuses')) + list(reasons)] as const,
  );
  return [
    tableSection('chains', 'Chain of trust', chains(report)),
    tableSection('roles', 'What mongod makes of this file', roles),
    tableSection('clients', 'What clients make of it as the certificate of a server', clients),
  ].join('');
}

function chains({ chains: all }: InspectReport): (readonly [string, string])[] {
  return all.map(({ blocks, missingIssuer }, index) => {
    const links = blocks.map((block) => `<li>${blockLink(block)}</li>`);
    const end =
      missingIssuer === undefined
        ? ''
        : `<li>${badge('warning', 'not in this file')} ${code(missingIssuer)}</li>`;
    return [
      all.length === 1 ? 'From the leaf upwards' : `Chain ${String(index + 1)}`,
      `<ol>${links.join('')}${end}</ol>`,
    ];
  });
}

function list(reasons: readonly string[]): string {
  return reasons.length === 0
    ? ''
    : `<ul>${reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join('')}</ul>`;
}
