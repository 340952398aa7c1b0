import type { InspectReport, RoleVerdict } from '../../../server/src/core/inspect/inspect-report.ts';
import {
  badge,
  details,
  escapeHtml,
  list,
  prose,
  shortened,
  table,
  type Level,
  type Row,
} from '../pages/markup.ts';

const levels: Readonly<Record<RoleVerdict['verdict'], Level>> = {
  fits: 'good',
  hints: 'warning',
  fails: 'error',
  refused: 'error',
};

/** What mongod makes of the file in each role. */
export function roles(report: InspectReport): string {
  return table(
    { by: 'roles' },
    report.roles.map(({ role, verdict, summary, reasons }) => [
      `as ${role}`,
      badge(levels[verdict], summary) + shortened(reasons, 4, (part) => list(part.map(prose))),
    ]),
  );
}

/** What clients make of the first certificate, and what each asks for. */
export function clients({ clients: all }: InspectReport): string {
  if (all.length === 0) return '';
  const verdicts = all.map(({ client, accepts, reasons }): Row => {
    return [client, answerBadge(accepts) + list(reasons.map(prose))];
  });
  const demands = all.map(({ client, demands: phrases }): Row => [
    client,
    escapeHtml(new Intl.ListFormat('en').format(phrases)),
  ]);
  const read = all.flatMap(({ client, basis }) => (basis === 'read' ? [client] : []));
  const title = 'What each client asks for';
  return (
    table({ by: 'clients' }, verdicts) +
    details(title, table(title, demands)) +
    `<p class="quiet">Trust in the issuer and the host name are judged where a connection is made.${
      read.length === 0
        ? ''
        : ` The answers of ${escapeHtml(new Intl.ListFormat('en').format(read))} were read from their sources, not tried.`
    }</p>`
  );
}

function answerBadge(accepts: boolean | null): string {
  if (accepts === null) return badge('warning', 'unknown');
  return accepts ? badge('good', 'accepts') : badge('error', 'refuses');
}
