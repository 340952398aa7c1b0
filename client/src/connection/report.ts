import type { ConnectReport, Step, StepName } from '../../../server/src/probe/report.ts';

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
  const { diagnosis, tls, steps, ok } = report;
  const lines = [
    `# ${ok ? 'Connected' : escape(diagnosis?.title ?? 'Connection failed')}`,
    '',
    code(target),
    '',
  ];
  if (diagnosis) {
    lines.push(escape(diagnosis.explanation), '');
    if (diagnosis.fixes.length > 0) {
      lines.push('## What to do', '', ...diagnosis.fixes.map((fix) => `- ${escape(fix)}`), '');
    }
  }
  if (report.notes.length > 0) {
    lines.push('## Notes', '', ...report.notes.map((note) => `- ${escape(note)}`), '');
  }
  lines.push('## Steps', '', ...table(['Step', 'Result', 'Time', 'Details'], steps.map(stepRow)), '');
  if (report.hosts) {
    const hosts = report.hosts.map((host) => [
      code(host.host),
      host.ok ? 'ok' : `**${escape(host.code ?? '')}**`,
    ]);
    lines.push('## Hosts', '', ...table(['Host', 'Result'], hosts), '');
  }
  if (tls) {
    lines.push(
      '## TLS',
      '',
      ...table(['Protocol', 'Cipher', 'TLS library'], [[tls.protocol, tls.cipher, tls.library].map(escape)]),
      '',
    );
    const chain = tls.peerChain.map(({ subject, issuer, notAfter }) => [
      code(subject),
      code(issuer),
      escape(day(notAfter)),
    ]);
    if (chain.length > 0) {
      lines.push(
        "## The server's certificates",
        '',
        ...table(['Subject', 'Issuer', 'Valid until'], chain),
        '',
      );
    }
  }
  if (diagnosis) {
    lines.push('## For a bug report or a search', '', `- Diagnosis: ${code(diagnosis.code)}`);
    lines.push(
      `- Error: ${code([diagnosis.raw.code, diagnosis.raw.message].filter((part) => part !== '').join(': '))}`,
      '',
    );
  }
  return lines.join('\n');
}

function stepRow({ name, ok, ms, detail }: Step): string[] {
  const details = Object.entries(detail).map(([key, value]) => `${escape(key)}: ${escape(String(value))}`);
  return [
    stepNames[name],
    ok ? 'ok' : '**failed**',
    `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`,
    details.join(', '),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function day(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toISOString().slice(0, 10);
}

/** Text from a server or a certificate is anybody's text: it must not become Markdown, HTML or a link. */
function escape(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]()<>#+!|~&:@.-]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Code in HTML, since a Markdown code span cannot hold every text. */
function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}
