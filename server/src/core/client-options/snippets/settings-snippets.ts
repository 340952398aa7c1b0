import { yamlScalar } from '../../yaml/scalar.ts';
import {
  keyPasswordPlaceholder,
  passwordPlaceholder,
  uriOf,
  type SnippetConnection,
} from './snippet-connection.ts';
import { comment, type Snippet } from './snippet.ts';

/** Spring Boot: certificates come from an SSL bundle, and not from the connection string. */
export function spring(connection: SnippetConnection): Snippet {
  const { tls, caFile, certificateKeyFile, hasKeyPassword } = connection;
  const bundle = 'spring.ssl.bundle.pem.mongodb';
  const hasBundle = tls && (caFile !== undefined || certificateKeyFile !== undefined);
  const entries: (readonly [string, string | undefined])[] = [
    ['spring.data.mongodb.uri', uriOf(connection, { user: 'with password', tls: 'switch' })],
    ['spring.data.mongodb.ssl.bundle', hasBundle ? 'mongodb' : undefined],
    [`${bundle}.truststore.certificate`, fileUri(tls ? caFile : undefined)],
    [`${bundle}.keystore.certificate`, fileUri(tls ? certificateKeyFile : undefined)],
    [`${bundle}.keystore.private-key`, fileUri(tls ? certificateKeyFile : undefined)],
    [
      `${bundle}.keystore.private-key-password`,
      tls && hasKeyPassword && certificateKeyFile !== undefined ? keyPasswordPlaceholder : undefined,
    ],
  ];
  const head = [
    'Spring Boot 3.1 and later; from 4 on the names begin with spring.mongodb.',
    ...(tls && caFile === undefined ? ['Trusts the authorities of the JVM.'] : []),
  ];
  const lines = entries.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escaped(value)}\n`],
  );
  return { title: 'Spring Boot', language: 'properties', text: comment('#', head) + lines.join('') };
}

function fileUri(path: string | undefined): string | undefined {
  return path === undefined ? undefined : `file:${path}`;
}

/** As a value of a properties file. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\');
}

/** The BI Connector kept the ssl names, in a file of its own. */
export function mongosqld(connection: SnippetConnection): Snippet {
  const { hosts, tls, caFile, certificateKeyFile, crlFile, hasKeyPassword, user, hasPassword, srv } =
    connection;
  const options = connection.options.filter(([name]) => name === 'replicaSet');
  const uri = uriOf({ ...connection, hosts, database: '', options });
  const ssl = [
    ['enabled', 'true'],
    ['CAFile', caFile],
    ['PEMKeyFile', certificateKeyFile],
    [
      'PEMKeyPassword',
      hasKeyPassword && certificateKeyFile !== undefined ? keyPasswordPlaceholder : undefined,
    ],
    ['CRLFile', crlFile],
  ] as const;
  const source = connection.options.find(([name]) => name === 'authSource')?.[1];
  const auth = [
    ['username', user],
    ['password', hasPassword ? passwordPlaceholder : undefined],
    ['source', source],
  ] as const;
  const head = [
    ...(srv ? ['mongosqld reads no SRV records: name the hosts.'] : []),
    ...(tls && caFile === undefined ? ['Trusts the authorities of the system.'] : []),
  ];
  const text = [
    'mongodb:\n  net:\n',
    `    uri: ${yamlScalar(srv ? uri.replace('+srv', '') : uri)}\n`,
    tls ? `    ssl:\n${entries(ssl)}` : '',
    user === undefined ? '' : `    auth:\n${entries(auth)}`,
  ];
  return { title: 'mongosqld (BI Connector)', language: 'yaml', text: comment('#', head) + text.join('') };
}

function entries(pairs: readonly (readonly [string, string | undefined])[]): string {
  return pairs
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`      ${name}: ${name === 'enabled' ? value : yamlScalar(value)}\n`],
    )
    .join('');
}
