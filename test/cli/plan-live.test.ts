import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
// loaded before the time of a test begins
import '../../server/src/cli/plan.ts';
import '../../server/src/probe/probe.ts';
import type { LiveMember } from '../../server/src/report/plan-live.ts';
import type { Plan } from '../../server/src/core/plans/plan.ts';
import { startLiveCluster, type LiveCluster } from '../support/live-cluster.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Script } from '../support/tls-lab/scripted-server.ts';

const allowing = { tlsMode: 'allowTLS', clusterAuthMode: 'keyFile' };
const notAllowed = {
  code: 13,
  codeName: 'Unauthorized',
  errmsg: 'not authorized on admin to execute command',
};
const secondary = { setName: 'rs0', isWritablePrimary: false, secondary: true };

let cluster: LiveCluster;
let cwd: string;
afterEach(() => {
  cluster.stop();
});

async function start(...scripts: Partial<Script>[]): Promise<void> {
  cwd = temporaryFolder();
  cluster = await startLiveCluster(scripts, cwd);
  for (const [name, text] of Object.entries(cluster.files)) writeFileSync(join(cwd, name), text);
  for (const name of ['key', 'member.pem', 'client.pem']) chmodSync(join(cwd, name), 0o600);
}

const plan = (args: readonly string[], stdin = '') =>
  runCli(['plan', 'require-tls', '--live', 'mongodb://localhost/', '--timeout', '20000', ...args, '.'], {
    cwd,
    stdin,
  });

const withTls = ['--tls', '--tlsCAFile', 'ca.pem', '--tlsCertificateKeyFile', 'client.pem'];

async function json(...args: string[]): Promise<{ code: number; plan: Plan; live: LiveMember[] }> {
  const { code, out } = await plan(['--format', 'json', ...args]);
  const parsed = JSON.parse(out) as Plan & { live: LiveMember[] };
  return { code, plan: parsed, live: parsed.live };
}

/** All that may be sent without an order. */
const harmless = [
  'ping',
  'getParameter',
  'serverStatus',
  'buildInfo',
  'endSessions',
  'saslStart',
  'authenticate',
];

describe('mongodb-tls plan --live', () => {
  it('begins where the servers are, and has the next step of each', async () => {
    await start(
      {
        parameters: { ...allowing, tlsMode: 'preferTLS' },
        hello: { setName: 'rs0', isWritablePrimary: true },
      },
      { parameters: { ...allowing }, hello: secondary, version: '8.0.4' },
      { parameters: { ...allowing }, hello: secondary },
    );
    const { code, plan: found, live } = await json();
    expect(code).toBe(0);
    expect(found.stages.map(({ commands }) => commands.map(({ member }) => member))).toEqual([
      ['db2', 'db3'],
      ['db2', 'db3', 'db1'],
    ]);
    expect(live.map(({ state }) => [state?.role, state?.version, state?.parameters.tlsMode])).toEqual([
      ['primary', '8.0.10', 'preferTLS'],
      ['secondary', '8.0.4', 'allowTLS'],
      ['secondary', '8.0.10', 'allowTLS'],
    ]);
    expect(live.map(({ next }) => [next?.stage, next?.command])).toEqual([
      ['1', undefined],
      ['1', { setParameter: 1, tlsMode: 'preferTLS' }],
      ['1', { setParameter: 1, tlsMode: 'preferTLS' }],
    ]);
    expect(live[1]?.next?.shell).toContain('mongosh ');
    const sent = cluster.servers.flatMap(({ received }) => received);
    expect(sent.filter((name) => !harmless.includes(name))).toEqual([]);
  });

  it('shows what serverStatus says of certificates, handshakes and logins', async () => {
    const status = {
      security: {
        SSLServerSubjectName: 'CN=localhost,OU=db,O=Test',
        SSLServerHasCertificateAuthority: true,
        SSLServerCertificateExpirationDate: new Date('2027-03-04T05:06:07Z'),
        authentication: {
          mechanisms: {
            'MONGODB-X509': {
              authenticate: { received: 5, successful: 4 },
              clusterAuthenticate: { received: 3, successful: 3 },
            },
            PLAIN: { authenticate: { received: 0, successful: 0 } },
          },
        },
      },
      transportSecurity: { '1.0': 0, '1.1': 0, '1.2': 7, '1.3': 9, unknown: 0 },
    };
    const member = { parameters: { ...allowing }, status };
    await start(member, { ...member, status: {} }, member);
    const { live } = await json(...withTls);
    expect(live[0]?.state).toMatchObject({
      certificate: {
        subject: 'CN=localhost,OU=db,O=Test',
        notAfter: '2027-03-04T05:06:07.000Z',
        hasCertificateAuthority: true,
      },
      handshakes: { '1.2': 7, '1.3': 9 },
      logins: [
        {
          mechanism: 'MONGODB-X509',
          users: { received: 5, successful: 4 },
          members: { received: 3, successful: 3 },
        },
      ],
      unread: [],
    });
    // of a server that does not tell: the certificate that it showed
    expect(live[1]?.state?.certificate).toBeUndefined();
    expect(live[1]?.shownCertificateNotAfter).toMatch(/^20\d\d-/);
    const text = (await plan(withTls)).out;
    expect(text).toMatch(
      /db1 \(localhost:\d+\): standalone, 8\.0\.10, tlsMode allowTLS, clusterAuthMode keyFile/,
    );
    expect(text).toContain('certificate until 2027-03-04, handshakes TLS 1.2 7, TLS 1.3 9');
    expect(text).toContain('MONGODB-X509 logins 4 of 5, of members 3 of 3');
    const markdown = (await plan(['--format', 'markdown', ...withTls])).out;
    expect(markdown).toMatch(/\| db1 \| localhost:\d+ \| standalone \| 8\.0\.10 \| tlsMode allowTLS/);
    expect(markdown).toMatch(/^`db2`:\n\n```sh\nmongosh [^\n]*preferTLS/m);
  });

  it('each failure is a line of its own, and tells what it can', async () => {
    await start(
      { parameters: { ...allowing } },
      { parameters: { ...allowing, tlsMode: 'requireTLS' } },
      { parameters: {}, refuses: { getParameter: notAllowed, serverStatus: notAllowed } },
    );
    const { code, live } = await json();
    expect(code).toBe(1);
    expect(live.map(({ ok, diagnosis }) => [ok, diagnosis?.code])).toEqual([
      [true, undefined],
      [false, 'server-requires-tls'],
      [true, undefined],
    ]);
    expect(live[2]?.state).toMatchObject({
      version: '8.0.10',
      unread: [
        expect.stringContaining('getParameter: not authorized'),
        expect.stringContaining('serverStatus'),
      ] as string[],
    });
    const { out } = await plan([]);
    expect(out).toMatch(/db2 \(localhost:\d+\): not asked: /);
    expect(out).toContain('not answered: getParameter: not authorized');
    expect(out).toContain('How db3 runs is not known: the plan goes by its files.');
    cluster.servers[0]?.stop();
    expect((await json()).live[0]?.diagnosis?.code).toBe('connection-refused');
  });

  it('a member without a host is not asked', async () => {
    await start({ parameters: { ...allowing } });
    const path = join(cwd, 'db1.conf');
    writeFileSync(path, (cluster.files['db1.conf'] ?? '').replace(/ host=\S+/, ''));
    const { live } = await json();
    expect(live).toMatchObject([{ ok: false, problem: expect.stringContaining('host=HOST:PORT') as string }]);
  });

  it('no password is in what it prints', async () => {
    const refused = {
      code: 18,
      codeName: 'AuthenticationFailed',
      errmsg: 'Authentication failed for s3cr:t/w0rd',
    };
    await start({ parameters: { ...allowing }, refuses: { saslStart: refused } });
    const args = [
      'plan',
      'require-tls',
      '--live',
      'mongodb://admin@localhost/?authSource=admin',
      '--password-stdin',
    ];
    for (const format of ['text', 'json', 'markdown']) {
      const { code, out, err } = await runCli([...args, '--format', format, '.'], {
        cwd,
        stdin: 's3cr:t/w0rd\n',
      });
      expect(code).toBe(1);
      expect(out + err).not.toMatch(/s3cr/);
      expect(out).toMatch(/refused|[Aa]uthentication/);
    }
  });

  it.each([
    [['--tls', '.'], '--tls needs --live'],
    [['--live', 'db1:27017', '.'], '--live takes a connection string'],
    [['--live', 'mongodb://u:p@x/', '--timeout', '0', '.'], '--timeout takes milliseconds'],
    [['--live', 'mongodb://localhost/', '--password-stdin', '.'], '--password-stdin'],
  ])('%s', async (args, message) => {
    await start({});
    const { code, out, err } = await runCli(['plan', 'require-tls', ...args], { cwd });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toContain('u:p');
  });
});
