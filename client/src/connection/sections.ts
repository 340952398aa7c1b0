import type { ConnectReport, PeerCertificate, Step, StepName } from '../../../server/src/probe/report.ts';
import { badge, code, counted, details, escapeHtml, prose, quiet, table, type Row } from '../pages/markup.ts';

const stepNames: Readonly<Record<StepName, string>> = {
  dns: 'Look up the host name',
  tcp: 'Open a TCP connection',
  tls: 'TLS handshake',
  hello: 'MongoDB hello',
  auth: 'Authentication',
  ping: 'Ping',
};

/** What was done, in order. */
export function steps({ steps: all, target, hosts: tried = [] }: ConnectReport): string {
  const at = target !== undefined && tried.length > 1 ? `<p>${escapeHtml(`At ${target}:`)}</p>` : '';
  return at + table({ by: 'steps' }, all.map(stepRow));
}

function stepRow({ name, ok, ms, detail }: Step): Row {
  const facts = Object.entries(detail).map(([key, value]) => `${words(key)}: ${answer(value)}`);
  const time = `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
  return [
    stepNames[name],
    `${badge(ok ? 'good' : 'error', ok ? 'ok' : 'failed')} ${quiet([time, ...facts].join(' · '))}`,
  ];
}

/** `clientCertificateSent` as `client certificate sent`. */
function words(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function answer(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** Every host that was tried, where there are several. */
export function hosts({ hosts: all = [] }: ConnectReport): string {
  if (all.length < 2) return '';
  return table(
    { by: 'hosts' },
    all.map(({ host, ok, code: cause = 'failed', why, member }): Row => {
      const from = member ? quiet(' named by the replica set') : '';
      return [host, ok ? badge('good', 'ok') + from : `${badge('error', cause)}${from} ${prose(why ?? '')}`];
    }),
  );
}

/** The way from the server's certificate upwards, as it was sent, then as it was verified. */
export function chain({ tls }: ConnectReport): string {
  const sent = tls?.sentChain ?? tls?.peerChain ?? [];
  if (sent.length === 0) return '';
  const verified = tls?.verifiedChain;
  const trusted = verified ? details('The chain as it was verified', links(verified)) : '';
  return links(sent) + trusted;
}

function links(all: readonly PeerCertificate[]): string {
  return `<ol class="chain">${all.map((certificate) => `<li>${link(certificate)}</li>`).join('')}</ol>`;
}

function link({ subject, issuer, notBefore, notAfter, names }: PeerCertificate): string {
  const dates = [notBefore && `from ${day(notBefore)}`, `until ${day(notAfter)}`].filter(Boolean).join(' ');
  const covered = names === undefined ? '' : `<br>${prose(names)}`;
  return `${code(subject)}${covered}<br>${quiet(`${dates} · issued by ${issuer}`)}`;
}

function day(iso: string): string {
  return /^\d{4}-\d\d-\d\d/.exec(iso)?.[0] ?? iso;
}

const outcomes = { yes: ['good', 'Yes'], no: ['error', 'No'], unknown: ['info', 'Not known'] } as const;

/** What other clients would do with the same connection string. */
export function clients({ clients: all = [] }: ConnectReport): string {
  const [first] = all;
  // a fault that is the same for all has been told above
  if (first && all.every(({ connects, why }) => connects === first.connects && why === first.why))
    return `<p>${badge(outcomes[first.connects][0], `The same for all: ${outcomes[first.connects][1].toLowerCase()}`)}</p>`;
  return table(
    { by: 'clients' },
    all.map(({ name, connects, why }): Row => {
      const [level, text] = outcomes[connects];
      return [name, `${badge(level, text)} ${prose(why)}`];
    }),
  );
}

/** Protocol, cipher and what else the handshake showed. */
export function tlsRows({ tls, library, serverSettings = {} }: ConnectReport): string {
  const rows: Row[] = [];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') rows.push([label, prose(value)]);
  };
  add('Protocol', tls?.protocol);
  add('Cipher', tls?.cipher);
  add('Key exchange', tls?.group);
  add('Protocols accepted', tls?.protocols?.join(', '));
  const asked = tls?.requestedAuthorities;
  add('Asks for certificates of', typeof asked === 'string' ? asked : asked?.join('; '));
  const { status, from, responder, why } = tls?.ocsp ?? {};
  add(`OCSP ${from ?? ''}`, [status, responder, why].filter((part) => part !== undefined).join(' · '));
  for (const [name, value] of Object.entries(serverSettings)) add(name, value);
  add('TLS library of the test', tls?.library ?? library);
  return rows.length === 0 ? '' : details('What the handshake showed', table('TLS', rows));
}

/** How the connection string was read; secrets are masked. */
export function optionRows({ options = {} }: ConnectReport): string {
  const rows = Object.entries(options).map(([name, value]): Row => [name, code(value)]);
  return rows.length === 0 ? '' : details(counted(rows.length, 'option'), table('Options', rows));
}
