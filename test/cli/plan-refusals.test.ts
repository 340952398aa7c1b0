import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../server/src/core/plans/plan.ts';
import { authority, certificate } from '../support/certs.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = authority();
const hosts = ['db1', 'db2', 'db3'];
const member = certificate({
  issuer: root,
  subject: 'O=Example, OU=Database, CN=members',
  names: hosts.map((host) => `dns:${host}.lan`),
  ca: false,
}).combined;
const files = {
  'files/member.pem': member,
  'files/ca.pem': root.pem,
  'files/keyfile': { content: 'c2VjcmV0c2VjcmV0', mode: 0o600 },
};
const tls = (mode: string) =>
  mode === 'disabled'
    ? ''
    : `  tls:\n    mode: ${mode}\n    certificateKeyFile: /etc/mongodb/member.pem\n    CAFile: /etc/mongodb/ca.pem\n`;

interface Given {
  readonly version: string;
  readonly mode?: string;
  readonly security?: string;
  readonly options?: readonly string[];
}

/** The plan for three members that are all alike, and the line of each refusal. */
async function planFor(kind: string, { version, mode = 'disabled', security = '', options = [] }: Given) {
  const conf = (host: string) =>
    `# mongodb-tls: version=${version} host=${host}.lan:27017\nnet:\n  port: 27017\n${tls(mode)}${security}replication:\n  replSetName: rs0\n`;
  const cwd = temporaryFolder({
    ...files,
    ...Object.fromEntries(hosts.map((host) => [`${host}/mongod.conf`, conf(host)])),
  });
  const args = ['plan', kind, '--path-map', '/etc/mongodb=files', ...options, '--format', 'json', '.'];
  const { code, out } = await runCli(args, { cwd });
  const plan = JSON.parse(out) as Plan;
  expect(code).toBe(plan.refused.length > 0 ? 1 : 0);
  const refusals = plan.refused.map(({ reason, file, range }) => ({
    reason,
    line: readFileSync(join(cwd, file), 'utf8').split('\n')[range.start.line],
  }));
  return { stages: plan.stages, refusals };
}

const auth = (mode: string) => `security:\n  keyFile: /etc/mongodb/keyfile\n  clusterAuthMode: ${mode}\n`;
const certificateOnly = ['--certificate-key-file', '/etc/mongodb/member.pem'];

describe('a plan that is refused says why, on the line that decides it', () => {
  it.each([
    // C2: cluster authentication by certificates without TLS
    ['x509', { version: '7.0.14', security: auth('sendX509') }, /TLS/, '  clusterAuthMode: sendX509'],
    // C4: certificates with allowTLS, where members connect in plain text
    [
      'x509',
      { version: '7.0.14', mode: 'allowTLS', security: auth('x509') },
      /allowTLS/,
      '  clusterAuthMode: x509',
    ],
    [
      'x509',
      { version: '4.4.10', mode: 'allowTLS', security: auth('sendX509') },
      /allowTLS/,
      '  clusterAuthMode: sendX509',
    ],
    // C8: the sample of the manual that leaves keyFile out
    [
      'x509',
      { version: '7.0.14', mode: 'preferTLS', security: 'security:\n  clusterAuthMode: sendX509\n' },
      /keyFile/,
      '  clusterAuthMode: sendX509',
    ],
    // T8: from these releases on a chain of trust is needed
    ['require-tls', { version: '5.0.25', options: certificateOnly }, /--ca-file/, '  port: 27017'],
    ['require-tls', { version: '7.0.6', options: certificateOnly }, /--ca-file/, '  port: 27017'],
  ] as const)('%s %j', async (kind, given, reason, line) => {
    const { stages, refusals } = await planFor(kind, given);
    expect(stages).toEqual([]);
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) expect(refusal.reason).toMatch(reason);
    expect(refusals.map((refusal) => refusal.line)).toContain(line);
  });

  it.each(['5.0.24', '7.0.5', '4.4.28'])(
    'T8 does not hold in %s, and what it costs is told',
    async (version) => {
      const { stages, refusals } = await planFor('require-tls', { version, options: certificateOnly });
      expect(refusals).toEqual([]);
      expect(stages[0]?.needs.join()).toContain('Without a CAFile members do not verify each other');
    },
  );

  it.each([
    ['require-tls', { version: '7.0.14', mode: 'allowTLS' }, 'tlsMode', ['preferTLS', 'requireTLS']],
    [
      'x509',
      { version: '7.0.14', mode: 'requireTLS', security: auth('keyFile') },
      'clusterAuthMode',
      ['sendKeyFile', 'sendX509', 'x509'],
    ],
  ] as const)('R1 and R2: %s goes one step at a time', async (kind, given, parameter, words) => {
    const { stages } = await planFor(kind, given);
    const steps = stages.map(({ commands }) => new Set(commands.map(({ command }) => command[parameter])));
    expect(steps).toEqual(words.map((word) => new Set([word])));
  });
});

describe('mongosqld beside a replica set', () => {
  const gateway =
    'mongodb:\n  net:\n    uri: mongodb://db1.lan:27017,db2.lan:27017\nnet:\n  port: 3307\nsecurity:\n  enabled: true\n';
  const options = [...certificateOnly, '--ca-file', '/etc/mongodb/ca.pem'];
  const planWith = async (mode: string) => {
    const conf = (host: string) =>
      `# mongodb-tls: version=7.0.14 host=${host}.lan:27017\nnet:\n  port: 27017\n${tls(mode)}replication:\n  replSetName: rs0\n`;
    const cwd = temporaryFolder({
      ...files,
      'bi/mongosqld.conf': gateway,
      ...Object.fromEntries(hosts.map((host) => [`${host}/mongod.conf`, conf(host)])),
    });
    const args = [
      'plan',
      'bi-connector',
      '--path-map',
      '/etc/mongodb=files',
      ...options,
      '--format',
      'json',
      '.',
    ];
    return JSON.parse((await runCli(args, { cwd })).out) as Plan;
  };

  it('waits until the members accept TLS', async () => {
    const { refused, stages } = await planWith('disabled');
    expect(stages).toEqual([]);
    expect(refused).toHaveLength(3);
    expect(refused[0]?.reason).toContain('Take the stage of "plan require-tls" to allowTLS first');
  });

  it('names the user that sampling needs, its own settings, and the options of MySQL clients', async () => {
    const { stages } = await planWith('allowTLS');
    const [toServer, beside, only] = stages;
    expect(toServer?.needs.join('\n')).toMatch(
      /createUser\(\{user: "mongosqld", pwd: passwordPrompt\(\), roles: \["readAnyDatabase", "clusterMonitor"\]\}\)/,
    );
    expect(toServer?.needs.join('\n')).toContain('do not require it before this stage is done');
    expect(toServer?.edits[0]?.newText).toContain(
      '    ssl:\n      enabled: true\n      CAFile: /etc/mongodb/ca.pem\n',
    );
    expect(beside?.edits[0]?.newText).toContain(
      '  ssl:\n    mode: allowSSL\n    PEMKeyFile: /etc/mongodb/member.pem\n',
    );
    expect(beside?.needs.join()).toContain('certs new --mongosqld HOST DIR');
    expect(beside?.verify.join()).toContain('mysql --ssl-mode=VERIFY_IDENTITY --ssl-ca=ca.pem');
    expect(only?.needs.join()).toMatch(
      /--ssl-mode=VERIFY_IDENTITY for mysql, useSSL .* Connector\/J, .* ODBC/,
    );
    expect(only?.verify.join()).toContain('mysql --ssl-mode=DISABLED is refused');
    for (const { edits } of stages) expect(edits[0]?.newText).not.toMatch(/\btls:|certificateKeyFile/);
  });

  it('comes before the members require TLS, and says so in their plan', async () => {
    const { stages } = await planFor('require-tls', { version: '7.0.14', mode: 'allowTLS' });
    expect(stages.at(-1)?.needs.join()).toContain('mongosqld count too');
  });
});
