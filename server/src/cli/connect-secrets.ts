import { withPassword } from '../probe/connection-string.ts';
import type { ConnectOptions } from './connect-options.ts';
import { UsageError, type Io } from './io.ts';

/** A connection, and which of its secrets standard input brings. */
type SecretsWanted = Pick<ConnectOptions, 'uri' | 'options' | 'passwordFromStdin' | 'passphraseFromStdin'>;

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
export async function withSecrets(
  given: SecretsWanted,
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

function keyFileGiven({ uri, options }: SecretsWanted): boolean {
  return options.tlsCertificateKeyFile !== undefined || /[?&]tlsCertificateKeyFile=/i.test(uri);
}

const secretInUri = /^mongodb(?:\+srv)?:\/\/[^@/:]*:[^@]*@|[?&]tlsCertificateKeyFilePassword=/i;

/** Says so where a connection string on the command line holds a secret. */
export function warnOfSecret(command: string, uri: string, io: Io): void {
  if (secretInUri.test(uri))
    io.err(
      `mongodb-tls ${command}: the connection string holds a secret, which others can see in the list of processes; --password-stdin and --passphrase-stdin read it from standard input`,
    );
}
