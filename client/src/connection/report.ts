import type { ConnectReport, Diagnosis, Step, StepName } from '../../../server/src/probe/report.ts';
import { code, escape } from '../markdown.ts';

const stepNames: Readonly<Record<StepName, string>> = {
  dns: 'Look up the host name',
  tcp: 'Open a TCP connection',
  tls: 'TLS handshake',
  hello: 'MongoDB hello',
  auth: 'Authentication',
  ping: 'Ping',
};

/** Writes a connection report as Markdown. `target` is the connection string without secrets. */
export function connectionReport(report: ConnectReport, target: string): string {
  const { diagnosis, tls, steps, hosts = [], notes } = report;
  const heading = report.ok ? 'Connected' : escape(diagnosis?.title ?? 'Connection failed');
  const parts = [`# ${heading}`, code(target)];
  if (diagnosis) parts.push(escape(diagnosis.explanation), section('What to do', list(diagnosis.fixes)));
  parts.push(
    section(`Steps${titleOf(report)}`, table(['Step', 'Result', 'Time', 'Details'], steps.map(stepRow))),
  );
  if (hosts.length > 1) {
    const rows = hosts.map(({ host, ok, code: cause }) => [
      escape(host),
      ok ? 'ok' : `**${escape(cause ?? 'failed')}**`,
    ]);
    parts.push(section('Hosts', table(['Host', 'Result'], rows)));
  }
  if (tls)
    parts.push(
      section(
        'TLS',
        filledColumns(
          ['Protocol', 'Cipher', 'TLS library'],
          [tls.protocol, tls.cipher, tls.library].map(escape),
        ),
      ),
    );
  const chain = tls?.peerChain.map(({ subject, issuer, notAfter }) => [
    code(subject),
    code(issuer),
    escape(day(notAfter)),
  ]);
  if (chain)
    parts.push(section("The server's certificates", table(['Subject', 'Issuer', 'Valid until'], chain)));
  parts.push(section('Worth knowing', list(notes)));
  if (diagnosis) parts.push(section('For a bug report or a search', technical(report, diagnosis)));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function titleOf({ target, hosts = [] }: ConnectReport): string {
  return target !== undefined && hosts.length > 1 ? ` at ${escape(target)}` : '';
}

function technical({ library }: ConnectReport, { code: cause, raw }: Diagnosis): string {
  const error = [raw.code, raw.message].filter((part) => part !== '').join(': ');
  return [`- Diagnosis: ${code(cause)}`, `- Error: ${code(error)}`, `- TLS library: ${code(library)}`].join(
    '\n',
  );
}

/** A heading with what stands below it; nothing where there is nothing. */
function section(title: string, content: string): string {
  return content === '' ? '' : `## ${title}\n\n${content}`;
}

function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${escape(sentence)}`).join('\n');
}

function stepRow({ name, ok, ms, detail }: Step): string[] {
  const details = Object.entries(detail).map(
    ([key, value]) => `${escape(words(key))}: ${escape(answer(value))}`,
  );
  return [
    stepNames[name],
    ok ? 'ok' : '**failed**',
    `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)}&nbsp;ms`,
    details.join(', '),
  ];
}

/** `clientCertificateSent` as `client certificate sent`. */
function words(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function answer(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return rows.length === 0 ? '' : [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A table of one row, without the columns of which nothing is known. */
function filledColumns(head: readonly string[], row: readonly string[]): string {
  const filled = row.flatMap((cell, index) => (cell === '' ? [] : index));
  const pick = (cells: readonly string[]) => filled.map((index) => cells[index] ?? '');
  return filled.length === 0 ? '' : table(pick(head), [pick(row)]);
}

function day(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toISOString().slice(0, 10);
}
