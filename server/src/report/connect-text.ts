import type { ConnectReport, Diagnosis, PeerCertificate, Step } from '../probe/report.ts';
import { oneLine } from '../core/text/visible.ts';

const width = 78;

/** Breaks lines at spaces; a longer word stays whole. */
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

function items(texts: readonly string[]): string[] {
  return texts.flatMap((text) => wrap(text, '  - ', '    '));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** The verdict and its code. */
function firstLine({ ok, target, diagnosis }: ConnectReport): string {
  const place = target === undefined ? '' : ` to ${target}`;
  if (ok) return `Connected${place}`;
  if (!diagnosis) return `Not connected${place}`;
  return `Not connected${place}: ${diagnosis.title} [${diagnosis.code}]`;
}

/** What to do, the first advice right below the verdict, and a command that shows more. */
function toDo({ fixes, commands = [] }: Diagnosis, indent: string): string[] {
  const [first, ...others] = fixes;
  return [
    ...(first === undefined ? [] : wrap(first, `${indent}What to do: `, `${indent}  `)),
    ...others.flatMap((fix) => wrap(fix, `${indent}  - `, `${indent}    `)),
    // a command stays in one line, to be copied
    ...commands.map((command) => `${indent}Try: ${command}`),
  ];
}

function alsoWrongLines({ alsoWrong = [] }: ConnectReport): string[] {
  return section(
    'Also wrong, and next in the way:',
    alsoWrong.flatMap((diagnosis) => [
      ...wrap(`${diagnosis.title} [${diagnosis.code}]`, '  - ', '    '),
      ...wrap(diagnosis.explanation, '    ', '    '),
      ...toDo({ ...diagnosis, commands: [] }, '    '),
    ]),
  );
}

function stepLines({ name, ok, ms, detail }: Step): string[] {
  const details = Object.entries(detail).map(([key, value]) => `${key}: ${String(value)}`);
  const line = `  ${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(5)} ${ms.toFixed(1).padStart(8)} ms  `;
  return wrap(details.join(', '), line, ' '.repeat(line.length)).map((text) => text.trimEnd());
}

function chainLines(title: string, chain: readonly PeerCertificate[]): string[] {
  return section(
    title,
    chain.flatMap(({ subject, issuer, notAfter, names }, index) => [
      `  ${index}: ${subject}`,
      `     issued by ${issuer}, valid until ${notAfter.slice(0, 10)}`,
      ...(names === undefined ? [] : [`     for ${names}`]),
    ]),
  );
}

function tlsLines({ tls, mode, library, serverSettings = {} }: ConnectReport): string[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['TLS library', library],
    ['TLS of the server', mode],
    ['key exchange', tls?.group],
    ['versions accepted', tls?.protocols?.join(', ')],
    ['OCSP', ocspText(tls)],
    [
      'client certificates asked of',
      typeof tls?.requestedAuthorities === 'string'
        ? tls.requestedAuthorities
        : tls?.requestedAuthorities?.join('; '),
    ],
    ...Object.entries(serverSettings),
  ];
  return ['', ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))];
}

/** A staple that is missing is told of only where more was looked for. */
function ocspText(tls: ConnectReport['tls']): string | undefined {
  if (!tls?.ocsp) return undefined;
  const { status, from, responder, why } = tls.ocsp;
  if (status === 'missing' && tls.protocols === undefined) return undefined;
  const who = responder === undefined ? from : `${from} ${responder}`;
  return `${status} (${who})${why === undefined ? '' : `. ${why}`}`;
}

function clientLines({ clients = [] }: ConnectReport): string[] {
  const length = Math.max(0, ...clients.map(({ name }) => name.length));
  return section(
    'Other clients with these options:',
    clients.flatMap(({ name, connects, why }) => {
      const line = `  ${connects.padEnd(7)}  ${name.padEnd(why === '' ? 0 : length)}`;
      return why === '' ? [line] : wrap(why, `${line}  `, ' '.repeat(line.length + 2));
    }),
  );
}

function hostLines({ hosts = [] }: ConnectReport): string[] {
  return section(
    'Hosts:',
    hosts.flatMap(({ host, ok, code, why, member }) => [
      `  ${ok ? 'ok  ' : 'FAIL'}  ${host}${member ? ' (member)' : ''}${code === undefined ? '' : `  ${code}`}`,
      ...(why === undefined ? [] : wrap(why, '        ', '        ')),
    ]),
  );
}

function optionLines({ options = {} }: ConnectReport): string[] {
  return section(
    'Options as understood:',
    Object.entries(options).map(([name, value]) => `  ${name}=${value}`),
  );
}

/** The report for a terminal, ending with a line break: verdict and code, what to do, a command, and then the rest. */
export function connectText(report: ConnectReport): string {
  const { steps, notes, diagnosis, tls } = report;
  const raw = diagnosis?.raw;
  return [
    firstLine(report),
    ...(diagnosis ? toDo(diagnosis, '') : []),
    ...(diagnosis ? ['', ...wrap(diagnosis.explanation, '', '')] : []),
    ...(raw ? [raw.code === diagnosis.code ? `(${raw.code})` : `(${raw.code}: ${raw.message})`] : []),
    ...alsoWrongLines(report),
    ...section('Notes:', items(notes)),
    ...hostLines(report),
    ...section('Steps:', steps.flatMap(stepLines)),
    ...tlsLines(report),
    ...chainLines("The server's certificates, as it sent them:", tls?.sentChain ?? tls?.peerChain ?? []),
    ...chainLines('The chain as it was verified:', tls?.sentChain ? (tls.verifiedChain ?? []) : []),
    ...clientLines(report),
    ...optionLines(report),
    '',
  ]
    .map(oneLine)
    .join('\n');
}
