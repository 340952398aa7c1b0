import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';

/** What each TLS server of the lab is given behind `bind 127.0.0.1:PORT`; `C/` stands for the folder of the certificates. */
const servers = {
  requireTls: 'ssl crt C/server.pem',
  withRoot: 'ssl crt C/server-with-root.pem',
  clientRequired: 'ssl crt C/server.pem ca-file C/ca.pem verify required',
  clientRequired12: 'ssl crt C/server.pem ca-file C/ca.pem verify required ssl-max-ver TLSv1.2',
  clientOptional: 'ssl crt C/server.pem ca-file C/ca.pem verify optional',
  clientCrl: 'ssl crt C/server.pem ca-file C/ca.pem crl-file C/crl.pem verify required',
  clientCrl12: 'ssl crt C/server.pem ca-file C/ca.pem crl-file C/crl.pem verify required ssl-max-ver TLSv1.2',
  tls10: 'ssl crt C/server.pem ssl-min-ver TLSv1.0 ssl-max-ver TLSv1.0 ciphers ALL:@SECLEVEL=0',
  tls11: 'ssl crt C/server.pem ssl-min-ver TLSv1.1 ssl-max-ver TLSv1.1 ciphers ALL:@SECLEVEL=0',
  tls12: 'ssl crt C/server.pem ssl-max-ver TLSv1.2',
  tls13: 'ssl crt C/server.pem ssl-min-ver TLSv1.3',
  ecdsaCiphers: 'ssl crt C/server.pem ssl-max-ver TLSv1.2 ciphers ECDHE-ECDSA-AES256-GCM-SHA384',
  oddCipher: 'ssl crt C/server.pem ssl-max-ver TLSv1.2 ciphers CAMELLIA128-SHA256:@SECLEVEL=0',
  revoked: 'ssl crt C/revoked.pem',
  wrongHost: 'ssl crt C/wrong-host.pem',
  ipAsDns: 'ssl crt C/ip-as-dns.pem',
  nameOnly: 'ssl crt C/name-only.pem',
  expired: 'ssl crt C/expired.pem',
  notYetValid: 'ssl crt C/not-yet-valid.pem',
  wrongPurpose: 'ssl crt C/wrong-purpose.pem',
  selfSigned: 'ssl crt C/self-signed.pem',
  byMiddle: 'ssl crt C/issued-by-middle.pem',
  p521: 'ssl crt C/p-521.pem',
  byExpiredRoot: 'ssl crt C/by-expired-root.pem',
  traefik: 'ssl crt C/traefik.pem',
} as const;

type TlsServerName = keyof typeof servers | 'plain' | 'both';
export type Ports = Readonly<Record<TlsServerName, number>>;

/** Closes a connection that starts with a TLS handshake, as mongod without TLS does. */
const plainOnly = [
  'tcp-request inspect-delay 5s',
  'tcp-request content reject if { req.ssl_hello_type 1 }',
  'tcp-request content accept if { req.len gt 16 }',
];
/** TLS and none at one port, as allowTLS and preferTLS have it. */
const both = [
  'tcp-request inspect-delay 5s',
  'tcp-request content accept if { req.ssl_hello_type 1 }',
  'tcp-request content accept if { req.len gt 16 }',
  'use-server tls if { req.ssl_hello_type 1 }',
  'use-server plain unless { req.ssl_hello_type 1 }',
];

function configuration(certificates: string, ports: Ports, backend: number): string {
  const to = `server mongo 127.0.0.1:${backend}`;
  const section = (name: string, port: number, settings: string, lines: readonly string[]): string =>
    [`listen ${name}`, `bind 127.0.0.1:${port} ${settings}`.trimEnd(), ...lines].join('\n  ');
  return [
    'global\n  maxconn 500\n  tune.ssl.default-dh-param 2048\n  ssl-default-bind-options ssl-min-ver TLSv1.2',
    'defaults\n  mode tcp\n  timeout connect 3s\n  timeout client 60s\n  timeout server 60s',
    ...Object.entries(servers).map(([name, settings]) =>
      section(name, ports[name as TlsServerName], settings.replaceAll('C/', `${certificates}/`), [to]),
    ),
    section('plain', ports.plain, '', [...plainOnly, to]),
    section('both', ports.both, '', [
      ...both,
      `server tls 127.0.0.1:${ports.requireTls}`,
      `server plain 127.0.0.1:${backend}`,
    ]),
    '',
  ].join('\n');
}

export interface Haproxy {
  readonly ports: Ports;
  readonly stop: () => void;
}

/** Starts haproxy in front of a server without TLS. It returns once all ports are open; a port that was taken meanwhile is replaced. */
export async function startHaproxy(folder: string, certificates: string, backend: number): Promise<Haproxy> {
  const names = [...Object.keys(servers), 'plain', 'both'];
  const pidFile = join(folder, 'haproxy.pid');
  for (let attempt = 1; ; attempt++) {
    const free = await freePorts(names.length);
    const ports = Object.fromEntries(names.map((name, index) => [name, free[index]])) as Ports;
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, configuration(certificates, ports, backend));
    try {
      // as a daemon it comes back when its ports are bound
      execFileSync('/usr/sbin/haproxy', ['-D', '-p', pidFile, '-f', file], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      if (attempt === 3) throw error;
      continue;
    }
    return {
      ports,
      stop: () => {
        for (const pid of readFileSync(pidFile, 'utf8').trim().split('\n')) process.kill(Number(pid));
      },
    };
  }
}
