import type { ConnectReport, Step } from '../probe/report.ts';
import { oneLine } from '../core/text/visible.ts';

const width = 78;

/** Breaks lines at blanks; a longer word stays whole. */
function wrap(text: string, first: string, next: string): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = next + word;
    } else {
      line += empty ? word : ` ${word}`;
    }
    empty = false;
  }
  return [...lines, line];
}

function stepLine({ name, ok, ms, detail }: Step): string {
  const details = Object.entries(detail).map(([key, value]) => `${key}: ${String(value)}`);
  return `  ${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(5)} ${ms.toFixed(1).padStart(8)} ms  ${details.join(', ')}`.trimEnd();
}

function chainLines({ tls }: ConnectReport): string[] {
  if (!tls || tls.peerChain.length === 0) return [];
  return [
    '',
    "The server's certificates:",
    ...tls.peerChain.flatMap(({ subject, issuer, notAfter, names }, index) => [
      `  ${index}: ${subject}`,
      `     issued by ${issuer}, valid until ${notAfter.slice(0, 10)}`,
      ...(names === undefined ? [] : [`     for ${names}`]),
    ]),
  ];
}

function diagnosisLines({ diagnosis }: ConnectReport): string[] {
  if (!diagnosis) return [];
  const { code, title, explanation, fixes, raw } = diagnosis;
  return [
    '',
    `${title} [${code}]`,
    '',
    ...wrap(explanation, '', ''),
    ...(fixes.length > 0 ? ['', 'What to do:', ...fixes.flatMap((fix) => wrap(fix, '  - ', '    '))] : []),
    '',
    raw.code === code ? `(${raw.code})` : `(${raw.code}: ${raw.message})`,
  ];
}

/** The report for a terminal, ending with a line break. */
export function connectText(report: ConnectReport): string {
  const { ok, target, steps, hosts, notes, library } = report;
  const place = target ?? 'the server';
  return [
    ok ? `Connected to ${place}` : `Not connected${target === undefined ? '' : ` to ${place}`}`,
    `TLS library: ${library}`,
    ...(steps.length > 0 ? ['', ...steps.map(stepLine)] : []),
    ...(hosts
      ? [
          '',
          'Hosts:',
          ...hosts.map(
            ({ host, ok: fine, code }) =>
              `  ${fine ? 'ok  ' : 'FAIL'}  ${host}${code === undefined ? '' : `  ${code}`}`,
          ),
        ]
      : []),
    ...chainLines(report),
    ...diagnosisLines(report),
    ...(notes.length > 0 ? ['', 'Notes:', ...notes.flatMap((note) => wrap(note, '  - ', '    '))] : []),
    '',
  ]
    .map(oneLine)
    .join('\n');
}
