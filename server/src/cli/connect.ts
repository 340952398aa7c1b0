import { withPassword } from '../probe/connection-string.ts';
import { testConnection } from '../probe/load.ts';
import type { ConnectReport } from '../probe/report.ts';
import { connectMarkdown } from '../report/connect-markdown.ts';
import { connectText } from '../report/connect-text.ts';
import type { ConnectFormat, ConnectOptions } from './connect-options.ts';
import { readConnectOptions } from './connect-options.ts';
import type { Command, Io } from './io.ts';
import { UsageError } from './io.ts';

/** The first lines of standard input; a missing one is a usage error that names its option. */
async function secretsFrom(io: Io, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const lines = Buffer.from(await io.stdin())
    .toString('utf8')
    .split(/\r?\n/);
  return names.map((name, index) => {
    const line = lines[index] ?? '';
    if (line === '')
      throw new UsageError(`--${name} reads a line from standard input, and line ${index + 1} is empty`);
    return line;
  });
}

/** Puts the secrets of standard input where they belong: first the password, then the passphrase. */
async function withSecrets(
  given: ConnectOptions,
  io: Io,
): Promise<{ uri: string; options: Readonly<Record<string, string>> }> {
  const { uri, options, passwordFromStdin, passphraseFromStdin } = given;
  const names = [
    ...(passwordFromStdin ? ['password-stdin'] : []),
    ...(passphraseFromStdin ? ['passphrase-stdin'] : []),
  ];
  const secrets = await secretsFrom(io, names);
  const [first = ''] = secrets;
  const withUser = passwordFromStdin ? withPassword(uri, first) : undefined;
  const passphrase = passphraseFromStdin
    ? secrets.at(-1)
    : passwordFromStdin && withUser === undefined
      ? first
      : undefined;
  if (passwordFromStdin && withUser === undefined && (passphraseFromStdin || !keyFileGiven(given)))
    throw new UsageError(
      '--password-stdin needs a connection string with a user name, such as mongodb://USER@HOST:27017/, or a --tlsCertificateKeyFile whose key it opens',
    );
  return {
    uri: withUser ?? uri,
    options: passphrase === undefined ? options : { ...options, tlsCertificateKeyFilePassword: passphrase },
  };
}

function keyFileGiven({ uri, options }: ConnectOptions): boolean {
  return options.tlsCertificateKeyFile !== undefined || /[?&]tlsCertificateKeyFile=/i.test(uri);
}

const secretInUri = /^mongodb(?:\+srv)?:\/\/[^@/:]*:[^@]*@|[?&]tlsCertificateKeyFilePassword=/i;

/** `mongodb-tls connect`: tests one connection and explains its failure. */
export const run: Command = async (args, io) => {
  const given = readConnectOptions(args);
  for (const note of given.notes) io.err(`mongodb-tls connect: ${note}`);
  if (secretInUri.test(given.uri))
    io.err(
      'mongodb-tls connect: the connection string holds a secret, which others can see in the list of processes; --password-stdin and --passphrase-stdin read it from standard input',
    );
  const { uri, options } = await withSecrets(given, io);
  const { driver, details, format } = given;
  const report = await testConnection(
    {
      uri,
      options,
      timeoutMs: given.timeoutMs,
      baseFolder: io.cwd,
      details,
      ...(driver ? { driver } : {}),
      ...(io.startedAt === undefined ? {} : { startedAt: io.startedAt }),
    },
    new AbortController().signal,
  );
  io.out(printers[format](report));
  return report.ok ? 0 : 1;
};

const printers: Readonly<Record<ConnectFormat, (report: ConnectReport) => string>> = {
  text: connectText,
  markdown: connectMarkdown,
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};
