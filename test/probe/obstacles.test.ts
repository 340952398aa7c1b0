import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attemptIn, expectCode, expectConnected, type Attempt } from '../support/tls-lab/attempt.ts';
import { labProblem, startLab, type Lab } from '../support/tls-lab/lab.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';

let lab: Lab;
const open: Server[] = [];
const sockets = new Set<Socket>();
const attempt = (port: number, given: Attempt = {}) => attemptIn(lab, port, given);

async function listen(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function serve(handle: (socket: Socket) => void): Promise<number> {
  return listen(
    createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
      handle(socket);
    }),
  );
}

/** Takes plain and TLS at one port, one of them so many milliseconds late. */
async function slowBoth(delay: { tls: number; plain: number }): Promise<number> {
  return serve((socket) =>
    socket.once('data', (first) => {
      const isTls = first[0] === 0x16;
      socket.pause();
      setTimeout(
        () => {
          const upstream = connect(isTls ? lab.ports.requireTls : lab.backends.standalone, '127.0.0.1');
          upstream.on('error', () => socket.destroy());
          socket.on('close', () => upstream.destroy());
          upstream.write(first);
          socket.pipe(upstream).pipe(socket);
        },
        isTls ? delay.tls : delay.plain,
      );
    }),
  );
}

const codesOf = ({ diagnosis, alsoWrong = [] }: ConnectReport): (string | undefined)[] =>
  [diagnosis?.code, ...alsoWrong.map(({ code }) => code)].sort();

const suite = labProblem === undefined ? 'obstacles' : `obstacles (${labProblem})`;

describe.skipIf(labProblem !== undefined)(suite, () => {
  beforeAll(async () => {
    lab = await startLab();
  }, 60_000);
  afterAll(async () => {
    for (const server of open) server.close();
    for (const socket of sockets) socket.destroy();
    await lab.stop();
  });

  describe.concurrent('a server that takes both ways', () => {
    it.each([
      [{ tls: 900, plain: 0 }, true],
      [{ tls: 0, plain: 900 }, false],
      [{ tls: 3000, plain: 0 }, true],
      [{ tls: 0, plain: 3000 }, false],
    ])('%j connects, asked with TLS: %s', async (delay, tls) => {
      const report = await attempt(await slowBoth(delay), { tls, timeoutMs: 15_000 });
      expectConnected(report);
      expect(report.mode).toBe('allowTLS or preferTLS');
    });
  });

  describe('all at once', () => {
    const four = [
      'client-certificate-required',
      'hostname-mismatch',
      'server-certificate-expired',
      'unknown-ca',
    ];
    const fourFaults = async (version: 'TLSv1.2' | 'TLSv1.3', rejects: boolean): Promise<number> => {
      const pem = readFileSync(`${lab.certificates}/four-faults.pem`);
      const ca = readFileSync(`${lab.certificates}/ca.pem`);
      const server = createTlsServer(
        { cert: pem, key: pem, ca, requestCert: true, rejectUnauthorized: rejects, maxVersion: version },
        (socket) => {
          socket.on('error', () => socket.destroy());
          if (!socket.authorized) socket.destroy();
        },
      );
      server.on('tlsClientError', (_error, socket) => socket.destroy());
      return listen(server);
    };

    it.each([
      ['TLSv1.3', true],
      ['TLSv1.3', false],
      ['TLSv1.2', true],
      ['TLSv1.2', false],
    ] as const)('four faults with %s, refused by alert: %s', async (version, rejects) => {
      const report = await attempt(await fourFaults(version, rejects));
      expect(codesOf(report), JSON.stringify(report, undefined, 1)).toEqual(four);
    });

    it('judges the handshake of a server that requires TLS', async () => {
      const report = await attempt(await fourFaults('TLSv1.3', false), { tls: false });
      expectCode(report, 'server-requires-tls');
      expect(codesOf(report)).toEqual([...four, 'server-requires-tls'].sort());
      expect(report.mode).toBe('requireTLS');
    });
  });

  it('TLS and the greeting of a server that is too old for the driver', async () => {
    const pem = readFileSync(`${lab.certificates}/server.pem`);
    const server = createTlsServer({ cert: pem, key: pem }, (socket) => {
      const upstream = connect(lab.backends.old, '127.0.0.1');
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => socket.destroy()).on('close', () => upstream.destroy());
      socket.pipe(upstream).pipe(socket);
    });
    const report = await attempt(await listen(server));
    expectCode(report, 'server-too-old');
    expect(report.steps.map(({ name, ok }) => `${name} ${String(ok)}`)).toEqual([
      'dns true',
      'tcp true',
      'tls true',
      'hello true',
      'ping false',
    ]);
    expect(report.diagnosis?.explanation).toContain(
      'The TLS handshake with its certificates and the greeting (hello) work.',
    );
    expect(report.tls?.verifiedChain).toHaveLength(2);
  });

  describe('something else at the port', () => {
    const banner = (text: string) => (socket: Socket) => socket.write(text, 'latin1');
    const reply = (text: string) => (socket: Socket) => socket.once('data', () => socket.end(text));
    it.each([
      ['SSH', banner('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n')],
      ['MySQL', banner('J\0\0\0\n8.0.36\0\b\0\0\0abcdefgh\0\xff\xf7\xff\x02\0')],
      ['Redis', reply("-ERR unknown command 'GET'\r\n")],
      ['HTTP', reply('HTTP/1.1 400 Bad Request\r\n\r\n')],
      [
        'PostgreSQL',
        (socket: Socket) =>
          socket.once('data', (data) => (data.length === 8 ? socket.end('N') : socket.destroy())),
      ],
    ] as const)('%s', async (name, handle) => {
      const port = await serve(handle);
      for (const tls of [true, false]) {
        const report = await attempt(port, { tls });
        expectCode(report, 'not-mongodb');
        expect(report.diagnosis?.explanation).toContain(name);
        expect(report.diagnosis?.fixes.join()).not.toContain('TLS');
      }
    });

    it('HTTPS', async () => {
      const pem = readFileSync(`${lab.certificates}/server.pem`);
      const port = await listen(
        createTlsServer({ cert: pem, key: pem }, (socket) => {
          socket.on('error', () => socket.destroy());
          socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
        }).on('tlsClientError', (_error, socket) => socket.destroy()),
      );
      for (const tls of [true, false]) expectCode(await attempt(port, { tls }), 'not-mongodb');
    });
  });

  describe('advice follows whose fault it is', () => {
    it('an expired root in the file of the user', async () => {
      const report = await attempt(lab.ports.byExpiredRoot, { ca: 'ca-expired.pem' });
      expectCode(report, 'server-certificate-expired');
      expect(report.diagnosis?.fixes.join()).toContain('ca-expired.pem');
      expect(report.diagnosis?.fixes.join()).not.toContain('net.tls.certificateKeyFile');
    });

    it('the default certificate of a router', async () => {
      const report = await attempt(lab.ports.traefik);
      expect(report.diagnosis?.explanation).toContain('Traefik');
      expect(report.diagnosis?.fixes.join()).not.toContain('tlsCAFile');
    });

    it('no advice contradicts a fact, in any report of the lab', async () => {
      const ports = [...Object.values(lab.ports), ...Object.values<unknown>({ ...lab.odd })].filter(
        (port): port is number => typeof port === 'number' && port !== lab.odd.silent,
      );
      const ways: Attempt[] = [
        {},
        { ca: null },
        { tls: false },
        { ca: 'ca-other.pem', key: 'client-expired.pem' },
      ];
      const reports: ConnectReport[] = [];
      // the ways at once, since most of the time is spent waiting for servers that say nothing
      for (const port of ports)
        reports.push(
          ...(await Promise.all(ways.map((given) => attempt(port, { ...given, timeoutMs: 6000 })))),
        );
      const claims: readonly (readonly [RegExp, (report: ConnectReport) => boolean])[] = [
        [
          /[Cc]onnect without TLS|take out tls=true/,
          ({ diagnosis }) => diagnosis?.facts?.tlsAnswered !== true,
        ],
        [/Add tls=true/, ({ diagnosis }) => diagnosis?.facts?.tlsAsked === false],
        [/name it in tlsCAFile\./, ({ diagnosis }) => diagnosis?.facts?.caFileGiven !== true],
        [/instead of the present one/, ({ diagnosis }) => diagnosis?.facts?.caFileGiven !== false],
        [/Atlas/, ({ diagnosis }) => diagnosis?.facts?.atlas === true],
        [/set net\.tls\.mode to requireTLS/, ({ diagnosis }) => diagnosis?.facts?.tlsAnswered !== true],
        [
          /in net\.tls\.certificateKeyFile/,
          ({ diagnosis }) => diagnosis?.code.startsWith('client-certificate') !== true,
        ],
      ];
      for (const report of reports)
        for (const diagnosis of [report.diagnosis, ...(report.alsoWrong ?? [])])
          for (const fix of diagnosis?.fixes ?? [])
            for (const [words, isRight] of claims)
              if (words.test(fix))
                expect(
                  isRight({ ...report, ...(diagnosis ? { diagnosis } : {}) }),
                  `${fix}\n${JSON.stringify(report)}`,
                ).toBe(true);
      expect(reports.length).toBeGreaterThan(80);
    }, 120_000);
  });

  it('says on success what others would refuse', async () => {
    const report = await attempt(lab.ports.nameOnly);
    expectConnected(report);
    expect(report.notes.join()).toMatch(/Connected, but .*Go.*Rust.* will refuse/);
    expectCode(await attempt(lab.ports.nameOnly, { driver: 'go' }), 'hostname-mismatch');
  });

  it('tells the chain as sent from the chain as verified', async () => {
    const { tls } = await attempt(lab.ports.requireTls);
    expect(tls?.sentChain).toHaveLength(1);
    expect(tls?.verifiedChain).toHaveLength(2);
    const { tls: withRoot } = await attempt(lab.ports.withRoot, { ca: 'ca-other.pem' });
    expect(withRoot?.sentChain).toHaveLength(2);
    expect(withRoot?.verifiedChain).toBeUndefined();
  });

  it('looks longer with details', async () => {
    const { tls, mode } = await attempt(lab.ports.clientOptional, { details: true });
    expect(tls?.protocols).toEqual(['TLSv1.2', 'TLSv1.3']);
    expect(tls?.requestedAuthorities).toEqual(['CN=Test Root CA,O=Test']);
    expect(tls?.group).toBe('X25519');
    expect(mode).toBe('requireTLS');
    const only13 = await attempt(lab.ports.tls13, { details: true });
    expect(only13.tls?.protocols).toEqual(['TLSv1.3']);
    expect(only13.tls?.requestedAuthorities).toBe('not visible');
  });

  it('logs in by certificate only with one', async () => {
    const query = '?authMechanism=MONGODB-X509';
    expectCode(await attempt(lab.ports.requireTls, { query }), 'client-certificate-required');
    expectCode(await attempt(lab.ports.plain, { query, tls: false }), 'conflicting-options');
  });

  it('shows no secret, wherever it stands', async () => {
    const secret = 'c4nary-s3cret';
    const report = await attempt(lab.ports.requireTls, {
      user: `alice:${secret}`,
      query: `?authSource=${secret}&authMechanismProperties=X:${secret}`,
    });
    expect(JSON.stringify(report)).not.toContain(secret);
  });

  it('dials through a SOCKS5 proxy', async () => {
    const seen: string[] = [];
    const port = await serve((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from([5, 0]));
        socket.once('data', (request) => {
          const length = request[4] ?? 0;
          seen.push(request.subarray(5, 5 + length).toString());
          const upstream = connect(lab.ports.requireTls, '127.0.0.1', () => {
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            socket.pipe(upstream).pipe(socket);
          });
          upstream.on('error', () => socket.destroy());
          socket.on('close', () => upstream.destroy());
        });
      });
    });
    const report = await attempt(1, { query: `?proxyHost=127.0.0.1&proxyPort=${port}` });
    expectConnected(report);
    expect(new Set(seen)).toEqual(new Set(['localhost']));
  });
});
