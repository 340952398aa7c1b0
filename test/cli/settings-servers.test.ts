import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const service = (name: string, flags: string): string =>
  `  ${name}:\n    image: mongo:7.0.14\n    command: --config /etc/mongod.conf ${flags}\n    volumes: ["./mongod.conf:/etc/mongod.conf"]\n`;
const conf = 'net:\n  port: 27017\n  tls:\n    mode: preferTLS\n';

interface Shown {
  readonly settings: Record<string, string | null>;
  readonly origins: Record<string, { from: string; file?: string; range?: { start: { line: number } } }>;
}

async function read(
  files: Record<string, string>,
  ...args: string[]
): Promise<Shown & { servers?: (Shown & { name: string })[] }> {
  const { out } = await runCli(['settings', '--format', 'json', ...args], { cwd: temporaryFolder(files) });
  return (JSON.parse(out) as { files: never[] }).files[0] as unknown as Shown;
}

/** Each setting with its value and where it comes from. */
const lines = ({ settings, origins }: Shown): string[] =>
  Object.entries(settings).map(([path, value]) => {
    const { from, file, range } = origins[path] ?? { from: 'nowhere' };
    const place = file === undefined ? '' : ` ${file}:${(range?.start.line ?? -1) + 1}`;
    return `${path}=${String(value)} ${from}${place}`;
  });

describe('the settings of a server', () => {
  const user = '    environment: [MONGO_INITDB_ROOT_USERNAME=a, MONGO_INITDB_ROOT_PASSWORD=b]\n';
  const files = {
    'mongod.conf': conf,
    'compose.yml': `services:\n${service('db', '--tlsMode requireTLS')}${user}`,
  };
  const merged = [
    'net.port=27017 file mongod.conf:2',
    'net.tls.mode=requireTLS flag compose.yml:4',
    'security.authorization=enabled environment compose.yml:6',
    'net.bindIpAll=true image compose.yml:4',
  ];

  it.each(['mongod.conf', 'compose.yml'])('are merged, each with its origin: %s', async (path) => {
    expect(lines(await read(files, path))).toEqual(merged);
  });

  it('show what a variable fills in as it is written', async () => {
    const unit = {
      'mongod.service':
        '[Service]\nExecStart=/usr/bin/mongod --tlsMode requireTLS --tlsCertificateKeyFile ${CREDS}/s.pem --keyFile $KF\n',
    };
    expect((await read(unit, 'mongod.service')).settings).toEqual({
      'net.tls.mode': 'requireTLS',
      'net.tls.certificateKeyFile': '${CREDS}/s.pem',
      'security.keyFile': '$KF',
    });
    const { out } = await runCli(['settings', 'mongod.service'], { cwd: temporaryFolder(unit) });
    expect(out).toContain('${CREDS}/s.pem');
  });

  it('have defaults where these are asked for', async () => {
    const found = await read(files, '--defaults', 'mongod.conf');
    expect(lines(found)).toEqual(expect.arrayContaining(merged));
    expect(found.settings['storage.dbPath']).toBeDefined();
    expect(found.origins['storage.dbPath']).toEqual({ from: 'default' });
    const alone = await read({ 'mongod.conf': conf }, '--defaults', 'mongod.conf');
    expect(alone.origins['net.port']?.from).toBe('file');
    expect(alone.origins['storage.dbPath']).toEqual({ from: 'default' });
  });

  it('stand apart where several share a file', async () => {
    const shared = {
      'mongod.conf': conf,
      'compose.yml': `services:\n${service('db1', '--port 1')}${service('db2', '--port 2')}`,
    };
    const found = await read(shared, 'mongod.conf');
    expect(found.settings).toEqual({ 'net.port': '27017', 'net.tls.mode': 'preferTLS' });
    expect(found.servers?.map(({ name, settings }) => [name, settings['net.port']])).toEqual([
      ['db1', '1'],
      ['db2', '2'],
    ]);
    expect(found.servers?.[1]?.origins['net.port']).toMatchObject({ from: 'flag', file: 'compose.yml' });
    const ofCompose = await read(shared, 'compose.yml');
    expect(ofCompose.settings).toEqual({});
    expect(ofCompose.servers?.map(({ name }) => name)).toEqual(['db1', 'db2']);
  });

  it('are those of the file where nothing starts it', async () => {
    const found = await read(
      { 'mongod.conf': conf, 'compose.yml': 'services:\n  web:\n    image: nginx\n' },
      'mongod.conf',
    );
    expect(lines(found)).toEqual([
      'net.port=27017 file mongod.conf:2',
      'net.tls.mode=preferTLS file mongod.conf:4',
    ]);
  });

  it('are a text for each server', async () => {
    const { out } = await runCli(['settings', 'compose.yml'], { cwd: temporaryFolder(files) });
    expect(out).toContain('# What mongod of MongoDB 7.0.14 reads from db in compose.yml and mongod.conf\n');
    expect(out).toMatch(/ {4}mode: requireTLS {2,}# compose\.yml line 4, as --tlsMode/);
    expect(out).not.toContain('ROOT_PASSWORD');
  });
});
