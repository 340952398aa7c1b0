import { shellWord } from '../core/text/shell-word.ts';
import type { Connection } from './connection-string.ts';
import { show, type Target } from './host-list.ts';
import { showCertificates } from './judge.ts';
import type { DiagnosisCode } from './report.ts';

/** The line of mongosh for the same connection, without any secret. */
function mongosh(
  { tlsOptions, user, srv, hosts }: Connection,
  more: readonly string[],
  tls: boolean,
): string {
  const scheme = srv ? 'mongodb+srv' : 'mongodb';
  const list = hosts.map((host) => (srv ? host.host : show(host))).join(',');
  const given = ['tlsCAFile', 'tlsCertificateKeyFile', 'tlsCRLFile'] as const;
  const files = given.flatMap((name) => {
    const value = tlsOptions.get(name);
    return value === undefined || !tls ? [] : [`--${name}`, shellWord(value)];
  });
  const login = user === undefined || user === '' ? [] : ['--username', shellWord(user)];
  return [
    'mongosh',
    shellWord(`${scheme}://${list}/`),
    ...(tls ? ['--tls'] : []),
    ...files,
    ...more,
    ...login,
  ].join(' ');
}

type Maker = (connection: Connection, place: Target) => string;

/** What was asked of the name service: the record that lists the servers, or an address. */
const nameCommand: Maker = ({ srv, srvServiceName, hosts }, { host }) =>
  srv && hosts.some((seed) => seed.host === host)
    ? `nslookup -type=SRV _${srvServiceName}._tcp.${shellWord(host)}`
    : `nslookup ${shellWord(host)}`;
const portCommand: Maker = (_connection, { host, port }) => `nc -vz -w 5 ${shellWord(host)} ${port}`;
const certificatesCommand: Maker = (_connection, place) => showCertificates(place);

const makers: Readonly<Partial<Record<DiagnosisCode, Maker>>> = {
  'host-not-found': nameCommand,
  'dns-failed': nameCommand,
  'connection-refused': portCommand,
  'connect-timeout': portCommand,
  'server-requires-tls': (connection) =>
    mongosh(connection, connection.tlsOptions.has('tlsCAFile') ? [] : ['--tlsCAFile', 'ca.pem'], true),
  'server-speaks-plain-text': (connection) => mongosh(connection, [], false),
  'client-certificate-required': (connection) =>
    mongosh(connection, ['--tlsCertificateKeyFile', 'client.pem'], true),
  'authentication-failed': (connection) => mongosh(connection, [], connection.tls),
};

const ofTheHandshake: ReadonlySet<DiagnosisCode> = new Set<DiagnosisCode>([
  'connection-closed',
  'old-tls-proxy',
  'server-name-unknown',
  'no-shared-protocol',
  'no-shared-cipher',
  'server-certificate-expired',
  'server-certificate-not-yet-valid',
  'server-certificate-wrong-purpose',
  'server-certificate-revoked',
]);

/** Commands that show more of a failure, ready to run; none holds a secret. */
export function commandsFor(
  code: DiagnosisCode,
  connection: Connection,
  target: Target | undefined,
): string[] {
  const place = target ?? connection.hosts[0];
  const maker =
    makers[code] ?? (connection.tls && ofTheHandshake.has(code) ? certificatesCommand : undefined);
  return place && maker ? [maker(connection, place)] : [];
}
