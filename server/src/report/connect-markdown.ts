import type { ConnectReport, Diagnosis, PeerCertificate } from '../probe/report.ts';
import { code, plain as escaped, table } from '../core/editing/markdown.ts';
import { oneLine } from '../core/text/visible.ts';

/** Text of anybody in one line. */
function plain(text: string): string {
  return escaped(oneLine(text));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}

/** A table, or nothing without rows. */
function rowsUnder(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [table(head, rows)];
}

function list(texts: readonly string[]): string[] {
  return texts.map((text) => `- ${plain(text)}`);
}

function diagnosisLines({ explanation, fixes, commands = [] }: Diagnosis): string[] {
  return [
    ...list(fixes),
    ...commands.flatMap((command) => ['', '```sh', oneLine(command), '```']),
    '',
    plain(explanation),
  ];
}

function chainTable(chain: readonly PeerCertificate[]): string[] {
  return rowsUnder(
    ['Subject', 'Issuer', 'Valid until', 'Names'],
    chain.map(({ subject, issuer, notAfter, names = '' }) => [
      plain(subject),
      plain(issuer),
      notAfter.slice(0, 10),
      plain(names),
    ]),
  );
}

/** The report for an issue or a chat, ending with a line break. It holds no secret. */
export function connectMarkdown(report: ConnectReport): string {
  const {
    ok,
    target,
    diagnosis,
    alsoWrong = [],
    notes,
    hosts = [],
    steps,
    tls,
    clients = [],
    options = {},
  } = report;
  const place = target === undefined ? '' : ` to ${code(target)}`;
  return [
    ok || !diagnosis
      ? `# ${ok ? 'Connected' : 'Not connected'}${place}`
      : `# Not connected${place}: ${plain(diagnosis.title)} (${code(diagnosis.code)})`,
    ...(diagnosis
      ? ['', ...diagnosisLines(diagnosis), '', code(`${diagnosis.raw.code}: ${diagnosis.raw.message}`)]
      : []),
    ...alsoWrong.flatMap((other) => [
      ...section(`Also wrong: ${plain(other.title)} (${code(other.code)})`, diagnosisLines(other)),
    ]),
    ...section('Notes', list(notes)),
    ...section(
      'Hosts',
      rowsUnder(
        ['Host', 'Result', 'Why'],
        hosts.map(({ host, ok: fine, code: cause = '', why = '' }) => [
          code(host),
          fine ? 'ok' : cause,
          plain(why),
        ]),
      ),
    ),
    ...section(
      'Steps',
      rowsUnder(
        ['Step', 'Result', 'Time', 'Details'],
        steps.map(({ name, ok: fine, ms, detail }) => [
          name,
          fine ? 'ok' : 'failed',
          `${ms} ms`,
          plain(
            Object.entries(detail)
              .map(([key, value]) => `${key}: ${String(value)}`)
              .join(', '),
          ),
        ]),
      ),
    ),
    ...section(
      "The server's certificates, as it sent them",
      chainTable(tls?.sentChain ?? tls?.peerChain ?? []),
    ),
    ...section(
      'Clients',
      rowsUnder(
        ['Client', 'Connects', 'Why'],
        clients.map(({ name, connects, why }) => [plain(name), connects, plain(why)]),
      ),
    ),
    ...section(
      'Options as understood',
      list(Object.entries(options).map(([name, value]) => `${name}=${value}`)),
    ),
    '',
  ].join('\n');
}
