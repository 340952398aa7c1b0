// Every string that leaves the program: names of files and values with what moves a cursor, forges a line or turns the text.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newKeyFile } from '../../server/src/make/new-key.ts';
import { LspClient } from '../support/lsp-client.ts';
import { runCli } from '../support/run-cli.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A colour, a line of its own for GitHub, the control of eight bits for the same, and a text that is read backwards. */
const hostile = 'a\u001b[31mb\n::error::pwn\r\u009b31m\u202ec\u2066d\u2028e';
const unseen = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

function expectVisible(text: string): void {
  expect(unseen.exec(text)).toBeNull();
  expect(text).not.toMatch(/^::error::pwn/m);
}

const configuration = [
  'net:',
  `  "po\\e[31m\\n::error::pwn\\u202e": 1`,
  `  bindIp: "127.0.0.1\\e[31m\\n::error::pwn\\u202e"`,
  '  tls:',
  `    mode: "require\\e[31m\\n::error::pwn\\u202e"`,
  `    CAFile: "/ca\\e[31m\\n::error::pwn\\u202e.pem"`,
  '    certificateKeyFile: /a\u202e.pem',
  '',
].join('\n');

describe.skipIf(process.platform === 'win32')('on the command line', () => {
  const cwd = (): string =>
    temporaryFolder({
      [`${hostile}.conf`]: configuration,
      'INI.conf': `auth = maybe\u001b[31m\u202e\nport = x\u009b\n`,
      [`${hostile}.key`]: { content: newKeyFile(), mode: 0o644 },
      [`${hostile}.pem`]: '-----BEGIN CERTIFICATE-----\n\u001b[31m\n-----END CERTIFICATE-----\n',
    });

  it.each([
    ['lint', `${hostile}.conf`, 'INI.conf', `${hostile}.key`, `${hostile}.pem`, `${hostile}.none`],
    ['lint', '--format', 'json', `${hostile}.conf`],
    ['lint', '--format', 'sarif', `${hostile}.conf`, `${hostile}.key`],
    ['lint', '--format', 'github', `${hostile}.conf`, `${hostile}.key`],
    ['settings', `${hostile}.conf`, 'INI.conf'],
    ['settings', '--format', 'json', `${hostile}.conf`],
    ['settings', '--defaults', `${hostile}.conf`],
    ['convert', 'INI.conf'],
    ['convert', `${hostile}.none`],
    ['inspect', `${hostile}.pem`],
    ['inspect', '--format', 'json', `${hostile}.pem`],
    ['keyfile', 'check', `${hostile}.key`],
    ['keyfile', 'new', `${hostile}.new`],
    ['keyfile', 'new', `${hostile}.key`],
    ['keyfile', 'rotate', '--dry-run', 'add', `${hostile}.key`],
    ['keyfile', 'rotate', '--format', 'json', 'add', `${hostile}.key`],
    ['keyfile', 'rotate', 'add', `${hostile}.key`],
    ['keyfile', 'rotate', hostile],
    ['certs', 'new', '--key', 'p256', hostile],
    ['certs', 'new', '--server', hostile, 'certificates'],
    ['certs', 'combine', '--out', `${hostile}.out`, `${hostile}.pem`],
    ['cluster', `${hostile}.conf`],
    ['connect', `mongodb://${hostile}/`],
    ['connect', `mongodb://localhost/?tlsCAFile=${hostile}`],
    [hostile],
    ['lint', `--${hostile}`],
  ])('%j', async (...args) => {
    const { out, err } = await runCli(args, { cwd: cwd() });
    expect(out + err).not.toBe('');
    expectVisible(out);
    expectVisible(err);
  });

  it('in a folder of such a name', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, hostile));
    writeFileSync(join(folder, hostile, 'mongod.conf'), configuration);
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const { out } = await runCli(['lint', '--format', format, hostile], { cwd: folder });
      expect(out).toContain('pwn');
      expectVisible(out);
    }
  });
});

describe('in an editor', () => {
  it('in diagnostics, fixes, hover and outline', async () => {
    const client = await LspClient.start({ host: new MemoryHost() }, { trusted: true });
    const uri = await client.open('/w/mongod.conf', configuration);
    const lines = configuration.split('\n');
    const answers: unknown[] = [
      (await client.diagnostics(uri)).map(({ message, relatedInformation }) => [message, relatedInformation]),
      await client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }),
    ];
    const actions = await client.connection.sendRequest<{ title: string }[] | null>(
      'textDocument/codeAction',
      {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } },
        context: { diagnostics: [] },
      },
    );
    answers.push(actions?.map(({ title }) => title));
    for (const [line, text] of lines.entries())
      for (let character = 0; character < text.length; character += 3)
        answers.push(
          await client.connection.sendRequest('textDocument/hover', {
            textDocument: { uri },
            position: { line, character },
          }),
        );
    const strings: string[] = [];
    JSON.stringify(answers, (_key, value: unknown) => {
      if (typeof value === 'string') strings.push(value);
      return value;
    });
    expect(strings.join(' ')).toContain('pwn');
    for (const text of strings) expectVisible(text);
  });
});
