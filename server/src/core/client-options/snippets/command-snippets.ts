import { shellWord } from '../../text/shell-word.ts';
import { keyPasswordPlaceholder, uriOf, type SnippetConnection } from './snippet-connection.ts';
import { comment, type Snippet } from './snippet.ts';

/** The shell: names of its own flags, and the trust store of the system beside the CA file. It asks for the password. */
export function mongosh(connection: SnippetConnection): Snippet {
  const { tls, caFile, certificateKeyFile, crlFile, hasKeyPassword, user, options } = connection;
  const login = options.filter(([name]) => name === 'authSource' || name === 'authMechanism');
  const words = [
    'mongosh',
    shellWord(uriOf(connection)),
    ...(tls
      ? ['--tls', ...flag('--tlsCAFile', caFile), ...flag('--tlsCertificateKeyFile', certificateKeyFile)]
      : []),
    ...(tls && hasKeyPassword ? ['--tlsCertificateKeyFilePassword', keyPasswordPlaceholder] : []),
    ...(tls ? flag('--tlsCRLFile', crlFile) : []),
    ...flag('--username', user),
    ...login.flatMap(([name, value]) => [
      name === 'authSource' ? '--authenticationDatabase' : '--authenticationMechanism',
      shellWord(value),
    ]),
  ];
  const store =
    tls && caFile === undefined
      ? ['Trusts the authorities that Node.js brings along and those of the system.']
      : [];
  return { title: 'mongosh', language: 'shellscript', text: `${comment('#', store)}${words.join(' ')}\n` };
}

/** The database tools kept the ssl names. They ask for the password. */
export function mongodump(connection: SnippetConnection): Snippet {
  const { tls, caFile, certificateKeyFile, crlFile, hasKeyPassword } = connection;
  const words = [
    'mongodump',
    '--uri',
    shellWord(uriOf(connection, { user: 'alone' })),
    ...(tls ? ['--ssl', ...flag('--sslCAFile', caFile), ...flag('--sslPEMKeyFile', certificateKeyFile)] : []),
    ...(tls && hasKeyPassword ? ['--sslPEMKeyPassword', keyPasswordPlaceholder] : []),
    ...(tls ? flag('--sslCRLFile', crlFile) : []),
    '--out',
    'dump',
  ];
  const store = tls && caFile === undefined ? ['Trusts the authorities of the system.'] : [];
  return { title: 'mongodump', language: 'shellscript', text: `${comment('#', store)}${words.join(' ')}\n` };
}

function flag(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, shellWord(value)];
}
