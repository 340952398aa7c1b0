import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../server/src/core/plans/plan.ts';
import { authority, certificate, keyOf } from '../support/certs.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// the same name and another key: what cert-manager makes
const [root, other] = [authority(), authority({ key: keyOf('the next one') })];
const issued = (issuer: typeof root, subject = 'O=Example, CN=members') =>
  certificate({ issuer, subject, names: ['db1', 'db2', 'db3'].map((name) => `dns:${name}.lan`), ca: false })
    .combined;
const files = {
  'files/member.pem': issued(root),
  'files/renamed.pem': issued(root, 'O=Example Inc, CN=members'),
  'files/ca.pem': root.pem,
  'files/new-ca.pem': other.pem,
  'files/by-new.pem': issued(other),
  'files/keyfile': { content: '# ours\noldoldoldold\n', mode: 0o600 },
};
const conf = (host: string, version: string, mode = 'x509') =>
  `# mongodb-tls: version=${version} host=${host}.lan:27017\nnet:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /etc/mongodb/member.pem\n    CAFile: /etc/mongodb/ca.pem\nsecurity:\n  keyFile: /etc/mongodb/keyfile\n  clusterAuthMode: ${mode}\nreplication:\n  replSetName: rs0\n`;
const three = (version = '7.0.14', mode?: string) =>
  Object.fromEntries(['db1', 'db2', 'db3'].map((host) => [`${host}/mongod.conf`, conf(host, version, mode)]));

async function plan(folder: Record<string, string>, kind: string, ...options: string[]) {
  const cwd = temporaryFolder({ ...files, ...folder });
  const args = ['plan', kind, '--path-map', '/etc/mongodb=files', ...options];
  const { code, out } = await runCli([...args, '--format', 'json', '.'], { cwd });
  const read = JSON.parse(out) as Plan;
  expect(code).toBe(read.refused.length > 0 ? 1 : 0);
  const text = async (format: string) => (await runCli([...args, '--format', format, '.'], { cwd })).out;
  return { ...read, cwd, text };
}
const shape = ({ stages }: Pick<Plan, 'stages'>) =>
  stages.map(({ restart, commands }) => (restart ? 'restart' : Object.keys(commands[0]?.command ?? {})[0]));

describe('mongodb-tls plan rotate-keyfile', () => {
  it('adds a key to all, then takes the old one away, and shows keys in JSON only', async () => {
    const { stages, text } = await plan(three('7.0.14', 'keyFile'), 'rotate-keyfile');
    expect(stages.map(({ restart, order }) => [restart, order.length])).toEqual([
      [true, 3],
      [true, 3],
    ]);
    const [both = '', last = ''] = stages.map(({ edits }) => edits[0]?.newText);
    expect(stages[0]?.edits).toHaveLength(1);
    expect(stages[0]?.edits[0]?.file).toBe('files/keyfile');
    expect(both).toMatch(/^# ours\n- "oldoldoldold"\n- "[\w+/=]{1024}"\n$/);
    expect(last).toBe(both.replace('- "oldoldoldold"\n', ''));
    for (const format of ['text', 'markdown']) {
      const shown = await text(format);
      expect(shown).toMatch(/fingerprint [0-9a-f]{8}/);
      expect(shown).not.toMatch(/oldold|[\w+/=]{200}/);
    }
  });

  it('goes on where it was, and refuses servers that read one key only', async () => {
    const middle = { ...three('7.0.14', 'keyFile'), 'files/keyfile': '- oldoldoldold\n- newnewnewnew\n' };
    const { stages } = await plan(middle, 'rotate-keyfile');
    expect(stages.map(({ edits }) => edits[0]?.newText)).toEqual(['- newnewnewnew\n']);
    const old = {
      'a/mongod.conf': '# mongodb-tls: version=4.0.9\nsecurity:\n  keyFile: /etc/mongodb/keyfile\n',
    };
    expect(
      (await plan({ ...old, 'files/keyfile': 'oldoldoldold\n' }, 'rotate-keyfile')).refused[0]?.reason,
    ).toContain('4.2');
  });
});

describe('mongodb-tls plan renew-certificates', () => {
  it('reloads on running servers from 5.0 on, and restarts older ones', async () => {
    const modern = await plan(three(), 'renew-certificates');
    expect(modern.stages[0]).toMatchObject({ restart: false, edits: [] });
    expect(modern.stages[0]?.commands.map(({ command }) => command)).toEqual(
      Array(3).fill({ rotateCertificates: 1 }),
    );
    expect(shape(await plan(three('4.4.10'), 'renew-certificates'))).toEqual(['restart']);
  });

  it('renews certificates that have expired', async () => {
    const { stages, refused } = await plan(three(), 'renew-certificates', '--now', '2060-01-01');
    expect(refused).toEqual([]);
    expect(stages).toHaveLength(1);
  });

  it('refuses a certificate by which members would not know each other', async () => {
    const named = ['--certificate-key-file', '/etc/mongodb/renamed.pem'];
    const { refused } = await plan(three(), 'renew-certificates', ...named);
    expect(refused[0]?.reason).toMatch(/does not take db\d for a member/);
  });
});

describe('mongodb-tls plan rotate-ca', () => {
  const named = ['--new-ca-file', '/etc/mongodb/new-ca.pem'];
  it('trusts both, shows the new one, forgets the old one', async () => {
    const found = await plan(three(), 'rotate-ca', ...named);
    expect(found.refused).toEqual([]);
    expect(shape(found)).toEqual(['rotateCertificates', 'rotateCertificates', 'rotateCertificates']);
    expect(found.stages[0]?.needs.join()).toContain('has the name of the old one and another key');
    const texts = found.stages.map(({ edits }) => edits.map(({ newText }) => newText));
    const [both = ''] = texts[0] ?? [];
    expect(both).toContain(root.pem.trim());
    expect(both).toContain(other.pem.trim());
    expect(texts.slice(1)).toEqual([[], [readFileSync(join(found.cwd, 'files/new-ca.pem'), 'utf8')]]);
    const restarting = await plan(
      three(),
      'rotate-ca',
      ...named,
      '--certificate-key-file',
      '/etc/mongodb/by-new.pem',
    );
    expect(shape(restarting)).toEqual(['rotateCertificates', 'restart', 'rotateCertificates']);
  });

  it('has nothing left to do where it is done, and asks for the new file', async () => {
    const done = { ...three(), 'files/ca.pem': other.pem, 'files/member.pem': issued(other) };
    expect(await plan(done, 'rotate-ca', ...named)).toMatchObject({ stages: [], refused: [] });
    expect((await plan(three(), 'rotate-ca')).refused[0]?.reason).toContain('--new-ca-file');
    const wrong = await plan(
      three(),
      'rotate-ca',
      ...named,
      '--certificate-key-file',
      '/etc/mongodb/member.pem',
    );
    expect(wrong.refused.length).toBeGreaterThan(0);
  });
});

describe('mongodb-tls plan change-distinguished-name', () => {
  const named = ['--certificate-key-file', '/etc/mongodb/renamed.pem'];
  it('accepts both names, changes the certificates, forgets the old name', async () => {
    const found = await plan(three(), 'change-distinguished-name', ...named);
    expect(found.refused).toEqual([]);
    expect(shape(found)).toEqual(['restart', 'restart', 'restart']);
    const texts = found.stages.map(({ edits }) => edits[0]?.newText ?? '');
    expect(texts[0]).toMatch(/tlsX509ClusterAuthDNOverride: '?CN=members,O=Example Inc'?\n/);
    expect(texts[1]).toMatch(/tlsX509ClusterAuthDNOverride: '?CN=members,O=Example'?\n/);
    expect(texts[2]).not.toContain('setParameter');
    expect(texts[2]).toContain('certificateKeyFile: /etc/mongodb/renamed.pem');
  });

  it('goes by clusterAuthX509 where that is set', async () => {
    const ruled = Object.fromEntries(
      Object.entries(three()).map(([file, text]) => [
        file,
        text.replace('    CAFile', '    clusterAuthX509:\n      attributes: O=Example\n    CAFile'),
      ]),
    );
    const found = await plan(ruled, 'change-distinguished-name', ...named);
    expect(found.refused).toEqual([]);
    expect(shape(found)).toEqual(['restart', 'restart', 'restart']);
    expect(found.stages[0]?.edits[0]?.newText).toMatch(/attributes: '?O=Example Inc'?\n/);
    expect(found.stages[2]?.edits[0]?.newText).not.toContain('tlsClusterAuthX509Override');
  });

  it('is refused before 4.2, and without the new certificate', async () => {
    expect((await plan(three(), 'change-distinguished-name')).refused[0]?.reason).toContain(
      '--certificate-key-file',
    );
    const away = ['--certificate-key-file', '/etc/mongodb/none.pem'];
    expect((await plan(three(), 'change-distinguished-name', ...away)).refused[0]?.reason).toContain(
      'not on this machine',
    );
  });
});

describe('mongodb-tls plan bi-connector', () => {
  const gateway = '# ours\nmongodb:\n  net:\n    uri: mongodb://db1.lan:27017\nnet:\n  port: 3307\n';
  const named = ['--certificate-key-file', '/etc/bi/bi.pem', '--ca-file', '/etc/bi/ca.pem'];
  it('goes to MongoDB with TLS first, then lets SQL clients follow', async () => {
    const found = await plan({ ...three(), 'bi/mongosqld.conf': gateway }, 'bi-connector', ...named);
    expect(found.stages.map(({ order, restart }) => [order, restart])).toEqual(
      Array(3).fill([['mongosqld'], true]),
    );
    const texts = found.stages.map(({ edits }) => edits[0]?.newText);
    expect(texts[0]).toBe(
      '# ours\nmongodb:\n  net:\n    uri: mongodb://db1.lan:27017\n    ssl:\n      enabled: true\n      CAFile: /etc/bi/ca.pem\nnet:\n  port: 3307\n',
    );
    expect(texts[1]).toBe(`${texts[0] ?? ''}  ssl:\n    mode: allowSSL\n    PEMKeyFile: /etc/bi/bi.pem\n`);
    expect(texts[2]).toBe(texts[1]?.replace('allowSSL', 'requireSSL'));
    expect((await plan({ 'bi/mongosqld.conf': texts[2] ?? '' }, 'bi-connector')).stages).toEqual([]);
    expect((await plan({ 'bi/mongosqld.conf': gateway }, 'bi-connector')).refused).toHaveLength(2);
  });
});
