import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { makeSampleWorkspace } from '../../server/src/make/sample-workspace.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Report {
  files: { path: string; findings: { rule: string; severity: string }[] }[];
}
interface Cluster {
  clusters: { name: string; pairs: { ok: boolean | null }[] }[];
}
interface Plan {
  refused: unknown[];
  stages: { title: string }[];
}

const mapped = ['--path-map', '/etc/mongodb=certs'];

async function sample(): Promise<string> {
  const folder = join(temporaryFolder(), 'sample');
  const now = () => Date.UTC(2026, 10, 22);
  expect(await makeSampleWorkspace(folder, { ...nodeHost, now })).toHaveProperty('paths');
  return folder;
}

describe('the sample workspace', () => {
  it('shows the old names and the keyfile that no server takes, and no other fault', async () => {
    const { out } = await runCli(['lint', '--format', 'json', ...mapped, '.'], { cwd: await sample() });
    const { files } = JSON.parse(out) as Report;
    const rulesOf = (path: string, severities: readonly string[]) =>
      files
        .filter((file) => file.path === path)
        .flatMap(({ findings }) => findings)
        .filter(({ severity }) => severities.includes(severity))
        .map(({ rule }) => rule);
    expect(rulesOf('old/mongod.conf', ['error'])).toEqual([]);
    expect(rulesOf('old/mongod.conf', ['warning'])).toEqual(['deprecated-ssl-name']);
    expect(rulesOf('certs/mongodb-keyfile', ['error'])).not.toEqual([]);
    for (const member of ['db1', 'db2', 'db3'])
      expect(rulesOf(`${member}/mongod.conf`, ['error', 'warning'])).toEqual([]);
  });

  it('has a cluster that works and that a plan takes to requireTLS with the certificates that are there', async () => {
    const cwd = await sample();
    const { out } = await runCli(['cluster', '--format', 'json', ...mapped, '.'], { cwd });
    const { clusters } = JSON.parse(out) as Cluster;
    expect(clusters.map(({ name }) => name)).toEqual(['cluster', 'rs0']);
    expect(clusters[0]?.pairs.map(({ ok }) => ok)).toEqual(Array(6).fill(true));
    const paths = [
      ...['--certificate-key-file', '/etc/mongodb/{host}.pem', '--ca-file', '/etc/mongodb/ca.pem'],
      ...['--cluster-file', '/etc/mongodb/{host}-member.pem', ...mapped],
    ];
    const { out: planned } = await runCli(['plan', 'require-tls', '--format', 'json', ...paths, '.'], {
      cwd,
    });
    const plan = JSON.parse(planned) as Plan;
    expect(plan.refused).toEqual([]);
    expect(plan.stages.length).toBeGreaterThan(2);
  });
});
