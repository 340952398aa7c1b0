import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConnectOptions } from '../../server/src/cli/connect-options.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';
import { connectMarkdown } from '../../server/src/report/connect-markdown.ts';
import { connectText } from '../../server/src/report/connect-text.ts';
import { runCli } from '../support/run-cli.ts';
import { passphrase } from '../support/tls-lab/certificates.ts';
import { labProblem, password, startLab, type Lab } from '../support/tls-lab/lab.ts';

describe('arguments of connect', () => {
  it('are spelled as mongosh spells them', () => {
    const args = [
      '--tls',
      '--tlsCAFile',
      'ca.pem',
      '--tlsCertificateKeyFile=c.pem',
      '--tlsAllowInvalidHostnames',
    ];
    expect(readConnectOptions([...args, '--timeout', '500', '--format=json', 'mongodb://h'])).toMatchObject({
      uri: 'mongodb://h',
      format: 'json',
      timeoutMs: 500,
      details: false,
      options: {
        tls: 'true',
        tlsCAFile: 'ca.pem',
        tlsCertificateKeyFile: 'c.pem',
        tlsAllowInvalidHostnames: 'true',
      },
      notes: [],
    });
  });

  it('of old are taken with a note', () => {
    const { options, notes } = readConnectOptions([
      '--ssl',
      '--sslCAFile',
      'ca',
      '--sslPEMKeyFile',
      'k',
      'mongodb://h',
    ]);
    expect(options).toEqual({ tls: 'true', tlsCAFile: 'ca', tlsCertificateKeyFile: 'k' });
    expect(notes).toEqual([
      '--ssl is deprecated; its name is --tls now',
      '--sslCAFile is deprecated; its name is --tlsCAFile now',
      '--sslPEMKeyFile is deprecated; its name is --tlsCertificateKeyFile now',
    ]);
  });

  it.each([
    [[], 'needs a connection string'],
    [['mongodb://a', 'mongodb://b'], 'takes one connection string'],
    [['--timeout', 'soon', 'mongodb://a'], '--timeout takes milliseconds'],
    [['--timeout', '0', 'mongodb://a'], '--timeout takes milliseconds'],
    [['--format', 'xml', 'mongodb://a'], '--format takes text or json or markdown'],
    [['--driver', 'perl', 'mongodb://a'], '--driver takes one of node, pymongo'],
    [['--tlsCAFile'], '--tlsCAFile needs a value'],
    [['--tls=perhaps', 'mongodb://a'], '--tls takes no value'],
    [['--nonsense', 'mongodb://a'], 'no option --nonsense'],
    [['-x', 'mongodb://a'], 'no option -x'],
    [['--sslFIPSMode', 'mongodb://a'], 'this test does not have'],
    [['--tlsCertificateKeyFilePassword', 's3cret', 'mongodb://a'], 'use --passphrase-stdin'],
    [['--sslPEMKeyPassword=s3cret', 'mongodb://a'], 'use --passphrase-stdin'],
  ])('%j: %s', async (args, sentence) => {
    const { code, out, err } = await runCli(['connect', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).not.toContain('s3cret');
  });

  it.each([
    [['--password-stdin', 'mongodb://alice@h/'], '\n', 'line 1 is empty'],
    [['--password-stdin', 'mongodb://h/'], 'x\n', 'with a user name'],
    [['--password-stdin', '--passphrase-stdin', 'mongodb://alice@h/'], 'x\n', 'line 2 is empty'],
  ])('%j with %j on standard input: %s', async (args, stdin, sentence) => {
    const { code, err } = await runCli(['connect', ...args], { stdin });
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

const suite = labProblem === undefined ? 'connect' : `connect (${labProblem})`;

describe.skipIf(labProblem !== undefined)(suite, () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab();
  }, 60_000);
  afterAll(() => lab.stop());

  const connect = (args: readonly string[], port: number, stdin = '', user = '') =>
    runCli(['connect', '--tls', '--tlsCAFile', 'ca.pem', ...args, `mongodb://${user}localhost:${port}/`], {
      cwd: lab.certificates,
      stdin,
    });

  it('prints the steps and ends with 0', async () => {
    const { code, out, err } = await connect([], lab.ports.requireTls);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Connected to localhost:\d+\n/);
    expect(out).toContain('TLS library: OpenSSL ');
    expect(out).toMatch(/ {2}ok {4}tls {3} +[\d.]+ ms {2}protocol: TLSv1\.3, cipher: TLS_/);
    expect(out).toContain('0: CN=localhost,O=Test\n     issued by CN=Test Root CA,O=Test, valid until 20');
  });

  it('explains a failure and ends with 1', async () => {
    const { code, out } = await connect([], lab.ports.expired);
    expect(code).toBe(1);
    const [first, second] = out.split('\n');
    expect(first).toMatch(
      /^Not connected to localhost:\d+: The server's certificate, or one above it, has expired \[server-certificate-expired\]$/,
    );
    expect(second).toMatch(/^What to do: Renew the certificate/);
    expect(out).toMatch(/\nTry: openssl s_client -connect localhost:\d+ -servername localhost -showcerts/);
    expect(out).toContain('(CERT_HAS_EXPIRED: certificate has expired)');
  });

  it('prints the report as JSON', async () => {
    const { code, out } = await connect(['--format', 'json'], lab.ports.wrongHost);
    const report = JSON.parse(out) as ConnectReport;
    expect(code).toBe(1);
    expect(report).toMatchObject({ version: 1, ok: false, diagnosis: { code: 'hostname-mismatch' } });
    expect(report.diagnosis?.raw.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(report.tls?.library).toMatch(/^OpenSSL /);
  });

  it('reads the password of the user from standard input', async () => {
    const { code, out } = await connect(
      ['--password-stdin'],
      lab.ports.requireTls,
      `${password}\n`,
      'alice@',
    );
    expect(code).toBe(0);
    expect(out).not.toContain(password);
    const wrong = await connect(['--password-stdin'], lab.ports.requireTls, 'wr0ng-pass\n', 'alice@');
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain('[authentication-failed]');
    expect(wrong.out + wrong.err).not.toContain('wr0ng');
  });

  it('reads the passphrase of the key from standard input', async () => {
    const key = ['--tlsCertificateKeyFile', 'client-encrypted.pem'];
    const { clientRequired } = lab.ports;
    expect((await connect(['--passphrase-stdin', ...key], clientRequired, `${passphrase}\r\n`)).code).toBe(0);
    // without a user, the only secret there is
    expect((await connect(['--password-stdin', ...key], clientRequired, passphrase)).code).toBe(0);
    const both = ['--password-stdin', '--passphrase-stdin', ...key];
    expect((await connect(both, clientRequired, `${password}\n${passphrase}\n`, 'alice@')).code).toBe(0);
    const missing = await connect(key, clientRequired);
    expect(missing.code).toBe(1);
    expect(missing.out).toContain('[passphrase-required]');
  });

  it('warns of a password among the arguments', async () => {
    const { err } = await connect([], lab.ports.requireTls, '', 'alice:hunter2hunter2@');
    expect(err).toContain('--password-stdin');
    expect(err).not.toContain('hunter2');
  });

  it('takes the old names of the options', async () => {
    const { code, err } = await runCli(
      ['connect', '--ssl', '--sslCAFile', 'ca.pem', `mongodb://localhost:${lab.ports.requireTls}/`],
      { cwd: lab.certificates },
    );
    expect(code).toBe(0);
    expect(err).toContain('--ssl is deprecated');
  });
});

describe('the text of a report', () => {
  const report: ConnectReport = {
    version: 1,
    ok: false,
    target: 'a:1',
    library: 'OpenSSL 3',
    steps: [],
    hosts: [
      { host: 'a:1', ok: true },
      { host: 'b:2', ok: false, code: 'unknown-ca', why: 'W.', member: true },
    ],
    notes: [
      'A note that is long enough to need more than one line, since a terminal is narrow and this goes on.',
    ],
    diagnosis: {
      code: 'unknown',
      title: 'T',
      explanation: 'E.',
      fixes: ['First.', 'Second.'],
      commands: ['openssl version'],
      raw: { code: 'X', message: 'm' },
    },
    alsoWrong: [
      {
        code: 'hostname-mismatch',
        title: 'N',
        explanation: 'F.',
        fixes: ['Third.'],
        raw: { code: 'Y', message: 'n' },
      },
    ],
    clients: [
      { name: 'Go', connects: 'no', why: 'No name.' },
      { name: 'mongosh', connects: 'yes', why: '' },
    ],
    options: { tls: 'true' },
  };

  it('has the verdict first, then what to do, then a command, then the rest', () => {
    expect(connectText(report)).toBe(
      [
        'Not connected to a:1: T [unknown]',
        'What to do: First.',
        '  - Second.',
        'Try: openssl version',
        '',
        'E.',
        '(X: m)',
        '',
        'Also wrong, and next in the way:',
        '  - N [hostname-mismatch]',
        '    F.',
        '    What to do: Third.',
        '',
        'Notes:',
        '  - A note that is long enough to need more than one line, since a terminal is',
        '    narrow and this goes on.',
        '',
        'Hosts:',
        '  ok    a:1',
        '  FAIL  b:2 (member)  unknown-ca',
        '        W.',
        '',
        'TLS library: OpenSSL 3',
        '',
        'Other clients with these options:',
        '  no       Go       No name.',
        '  yes      mongosh',
        '',
        'Options as understood:',
        '  tls=true',
        '',
      ].join('\n'),
    );
  });

  it('as Markdown shows what others wrote as text', () => {
    const text = connectMarkdown({
      ...report,
      notes: ['<img src=x> [a](b) | `c`'],
      diagnosis: {
        code: 'unknown',
        title: '*T*',
        explanation: 'E.',
        fixes: [],
        raw: { code: '`', message: 'm' },
      },
    });
    expect(text).toMatch(/^# Not connected to `a:1`: \\\*T\\\* \(`unknown`\)\n/);
    expect(text).toContain('- \\<img src=x\\> \\[a\\](b) \\| \\`c\\`');
    expect(text).toContain('`` `: m ``');
  });
});
