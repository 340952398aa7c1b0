import { afterEach, describe, expect, it } from 'vitest';
import { probe } from '../../server/src/probe/probe.ts';
import { requests, type PlanClusterResult, type SendPlanCommandResult } from '../../server/src/protocol.ts';
import { seal } from '../../server/src/sealed.ts';
import { startLiveCluster, type LiveCluster } from '../support/live-cluster.ts';
import { LspClient, sessionKey, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const password = 's3cr:t/w0rd';
const allowing = () => ({ parameters: { tlsMode: 'allowTLS', clusterAuthMode: 'keyFile' } });

let client: LspClient;
let cluster: LiveCluster;
afterEach(async () => {
  cluster.stop();
  await client.stop();
});

async function start(options: ClientOptions = {}, scripts = [allowing(), allowing()]): Promise<void> {
  cluster = await startLiveCluster(scripts, '/work');
  const files = Object.entries(cluster.files).map(([name, text]) => [`/work/${name}`, text]);
  client = await LspClient.start(
    { host: new MemoryHost(Object.fromEntries(files) as Record<string, string>), testConnection: probe },
    { folders: ['/work'], trusted: true, configuration: { sendCommands: true }, ...options },
  );
}

const live = (uri = 'mongodb://localhost/') => ({
  connection: seal(JSON.stringify({ uri, options: {} }), sessionKey),
  timeoutMs: 20_000,
});

async function plan(uri?: string): Promise<Extract<PlanClusterResult, { markdown: string }>> {
  const params = { kind: 'require-tls', paths: {}, live: live(uri) };
  const answer = await client.connection.sendRequest<PlanClusterResult>(requests.planCluster, params);
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}

const send = (member: string, shell = '') =>
  client.connection.sendRequest<SendPlanCommandResult>(requests.sendPlanCommand, {
    ...live(),
    member,
    shell,
  });

const setCommands = () =>
  cluster.servers.map(({ received }) => received.filter((name) => name === 'setParameter').length);

describe('a plan for servers that run', () => {
  it('shows them beside their commands, and sends nothing by itself', async () => {
    await start();
    const { markdown, members = [] } = await plan();
    expect(markdown).toContain('## The servers as they run');
    expect(markdown).toMatch(/\| db1 \| localhost:\d+ \| standalone \| 8\.0\.10 \| tlsMode allowTLS/);
    expect(members).toMatchObject([
      { member: 'db1', canSend: true, shell: expect.stringContaining('preferTLS') as string },
      { member: 'db2', canSend: true, shell: expect.stringContaining('preferTLS') as string },
    ]);
    expect(setCommands()).toEqual([0, 0]);
  });

  it('sends one command to one member, once, as it was shown', async () => {
    await start();
    const { members = [] } = await plan();
    const shell = members[0]?.shell;
    await expect(send('db1', `${shell ?? ''} `)).rejects.toThrow('none of the plan at hand');
    expect(await send('db1', shell)).toEqual({
      ok: true,
      text: 'db1 has done it. It runs with tlsMode preferTLS, clusterAuthMode keyFile.',
    });
    await expect(send('db1', shell)).rejects.toThrow('none of the plan at hand');
    expect(setCommands()).toEqual([1, 0]);
    // the stage goes on with the other member
    const next = await plan();
    expect(next.members?.map(({ shell: command }) => command !== undefined)).toEqual([false, true]);
  });

  it('stops at the first failure', async () => {
    await start();
    const { members = [] } = await plan();
    const first = cluster.servers[0]?.script;
    if (first)
      first.refuses.setParameter = { code: 2, codeName: 'BadValue', errmsg: 'illegal state transition' };
    const failed = await send('db1', members[0]?.shell);
    expect(failed.ok).toBe(false);
    expect(failed.text).toContain('db1 has not done it: illegal state transition.');
    await expect(send('db2', members[1]?.shell)).rejects.toThrow('Make the plan anew');
    expect(setCommands()).toEqual([1, 0]);
  });

  it.each([
    ['the setting is off', { configuration: {} }],
    ['a member is not known', { configuration: { sendCommands: true } }],
  ])('sends nothing where %s', async (reason, options) => {
    await start(options);
    if (reason === 'a member is not known') cluster.servers[1]?.stop();
    const { members = [] } = await plan();
    expect(members.map(({ canSend }) => canSend)).toEqual([false, false]);
    expect(members[0]?.shell).toContain('preferTLS');
    await expect(send('db1', members[0]?.shell)).rejects.toThrow(/sendCommands is off|none of the plan/);
    expect(setCommands()).toEqual([0, 0]);
  });

  it('asks nobody from a workspace that is not trusted', async () => {
    await start({ trusted: false });
    await expect(plan()).rejects.toThrow('not trusted');
    expect(cluster.servers.map(({ received }) => received)).toEqual([[], []]);
  });

  it('answers without the password', async () => {
    await start();
    for (const { script } of cluster.servers)
      script.refuses.saslStart = { code: 18, codeName: 'AuthenticationFailed', errmsg: `no ${password}` };
    const answer = await plan(`mongodb://admin:${encodeURIComponent(password)}@localhost/`);
    expect(answer.members?.map(({ code }) => code)).toEqual([
      'authentication-failed',
      'authentication-failed',
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/s3cr/);
    expect(client.logged.join('\n')).not.toMatch(/s3cr/);
  });
});
