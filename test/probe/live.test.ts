import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../server/src/core/plans/plan.ts';
import { askServer, askServers, silent, toldBy } from '../../server/src/probe/live.ts';
import { probe } from '../../server/src/probe/probe.ts';
import type { LiveMember } from '../../server/src/report/plan-live.ts';
import { liveCertificates } from '../support/live-cluster.ts';
import { runCli } from '../support/run-cli.ts';
import { writeCertificates } from '../support/tls-lab/certificates.ts';
import { startHaproxy } from '../support/tls-lab/haproxy.ts';
import { labProblem } from '../support/tls-lab/lab.ts';
import { mongodPath, mongodVersion, startMongod, type Mongod } from '../support/tls-lab/mongod.ts';
import { startScripted, type ScriptedServer } from '../support/tls-lab/scripted-server.ts';

const { signal } = new AbortController();

describe.skipIf(labProblem !== undefined)(`members behind haproxy (${labProblem ?? 'as in the lab'})`, () => {
  let folder: string;
  let server: ScriptedServer;
  let haproxy: Awaited<ReturnType<typeof startHaproxy>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-live-'));
    writeCertificates(join(folder, 'certificates'));
    server = await startScripted({ parameters: { tlsMode: 'requireTLS', clusterAuthMode: 'x509' } });
    haproxy = await startHaproxy(folder, join(folder, 'certificates'), server.port);
  }, 60_000);
  afterAll(() => {
    haproxy.stop();
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are asked each by itself, and fail each by itself', async () => {
    const names = ['requireTls', 'clientRequired', 'expired', 'wrongHost', 'plain'] as const;
    const targets = names.map((id) => ({ id, host: `localhost:${haproxy.ports[id]}` }));
    const options = { tls: 'true', tlsCAFile: join(folder, 'certificates', 'ca.pem') };
    const answers = await askServers(
      targets,
      { uri: 'mongodb://localhost/', options, timeoutMs: 20_000 },
      probe,
      signal,
    );
    expect(answers.map(({ report }) => report?.diagnosis?.code)).toEqual([
      undefined,
      'client-certificate-required',
      'server-certificate-expired',
      'hostname-mismatch',
      'server-speaks-plain-text',
    ]);
    expect(answers[0]?.report?.state).toMatchObject({
      version: '8.0.10',
      parameters: { tlsMode: 'requireTLS', clusterAuthMode: 'x509' },
    });
    // a server that takes no TLS has told its mode by that
    expect(toldBy(answers).get('plain')).toEqual({ tlsMode: 'disabled' });
    expect(silent(answers)).toEqual(['clientRequired', 'expired', 'wrongHost']);
  });
});

/** The newest driver speaks to 4.4 and later only. */
function problem(): string | undefined {
  if (mongodPath === '') return 'not run: MONGOD_PATH is not set';
  const [major, minor] = mongodVersion();
  return major > 4 || (major === 4 && minor >= 4) ? undefined : 'not run: mongod is older than 4.4';
}

const reason = problem();
const startLimit = 120_000;

describe.skipIf(reason !== undefined)(`a replica set of mongod (${reason ?? mongodPath})`, () => {
  let folder: string;
  let members: Mongod[] = [];
  const file = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-set-'));
    const { ca, pem } = liveCertificates();
    writeFileSync(file('ca.pem'), ca);
    writeFileSync(file('member.pem'), pem, { mode: 0o600 });
    const options = [
      ...['--replSet', 'rs0', '--tlsMode', 'allowTLS', '--tlsAllowConnectionsWithoutCertificates'],
      ...['--tlsCertificateKeyFile', file('member.pem'), '--tlsCAFile', file('ca.pem')],
    ];
    members = await Promise.all([startMongod(options), startMongod(options), startMongod(options)]);
    const hosts = members.map(({ port }) => `localhost:${port}`);
    const first = new MongoClient(`mongodb://${hosts[0] ?? ''}/?directConnection=true`);
    const list = hosts.map((host, _id) => ({ _id, host }));
    await first.db('admin').command({ replSetInitiate: { _id: 'rs0', members: list } });
    await first.close();
    // the driver waits for a primary
    const all = new MongoClient(`mongodb://${hosts.join(',')}/?replicaSet=rs0`);
    await all.db('admin').command({ ping: 1 });
    await all.close();
    for (const [index, { port }] of members.entries())
      writeFileSync(
        file(`db${index + 1}.conf`),
        `# mongodb-tls: version=${mongodVersion().join('.')} host=localhost:${port}\nnet:\n  port: ${port}\n  tls:\n    mode: allowTLS\n    certificateKeyFile: ${file('member.pem')}\n    CAFile: ${file('ca.pem')}\n    allowConnectionsWithoutCertificates: true\nreplication:\n  replSetName: rs0\n`,
      );
  }, startLimit);
  afterAll(async () => {
    await Promise.all(members.map((member) => member.stop()));
    rmSync(folder, { recursive: true, force: true });
  }, startLimit);

  async function plan(): Promise<{ plan: Plan; live: LiveMember[] }> {
    const args = ['plan', 'require-tls', '--live', 'mongodb://localhost/', '--tls', '--tlsCAFile', 'ca.pem'];
    const { out } = await runCli([...args, '--format', 'json', '.'], { cwd: folder });
    const read = JSON.parse(out) as Plan & { live: LiveMember[] };
    return { plan: read, live: read.live };
  }
  const modes = (live: readonly LiveMember[]) => live.map(({ state }) => state?.parameters.tlsMode);

  it(
    'goes to requireTLS by the commands of its plan, one after the other',
    async () => {
      const before = await plan();
      expect(modes(before.live)).toEqual(Array(3).fill('allowTLS'));
      expect(before.live.map(({ state }) => state?.role).sort()).toEqual([
        'primary',
        'secondary',
        'secondary',
      ]);
      expect(before.live[0]?.state?.certificate?.subject).toContain('CN=localhost');
      for (const mode of ['preferTLS', 'requireTLS']) {
        const { live } = await plan();
        for (const { member, host, next } of live) {
          const answer = await askServer(
            { id: member, ...(host === undefined ? {} : { host }) },
            {
              uri: 'mongodb://localhost/',
              options: { tls: 'true', tlsCAFile: file('ca.pem') },
              timeoutMs: 20_000,
            },
            probe,
            signal,
            // the files lag a step behind: after the first stage only these are left, then the command of the next one
            next?.command ?? { setParameter: 1, tlsMode: mode },
          );
          expect(answer.report?.command).toEqual({ ok: true });
        }
        const after = await plan();
        expect(modes(after.live)).toEqual(Array(3).fill(mode));
        expect(after.plan.refused).toEqual([]);
      }
    },
    startLimit,
  );
});
