import {
  fileOptions,
  keyPasswordPlaceholder,
  passwordPlaceholder,
  uriOf,
  type SnippetConnection,
} from './snippet-connection.ts';
import { comment, literal, rubyLiteral, singleQuoted, type Snippet } from './snippet.ts';

/** PyMongo: the names of the specification, as arguments. */
export function pymongo(connection: SnippetConnection): Snippet {
  const { tls, srv, crlFile, caFile, user, hasPassword } = connection;
  const names: (readonly [string, string])[] = [
    ...(user === undefined ? [] : [['username', literal(user)] as const]),
    ...(hasPassword ? [['password', literal(passwordPlaceholder)] as const] : []),
    ...loginOf(connection).map(([name, value]) => [name, literal(value)] as const),
    ...(tls || srv ? [['tls', tls ? 'True' : 'False'] as const] : []),
    ...(tls ? fileOptions(connection).map(([name, value]) => [name, literal(value)] as const) : []),
    ...(tls && crlFile !== undefined ? [['tlsCRLFile', literal(crlFile)] as const] : []),
  ];
  const head = [
    'PyMongo 3.9 and later.',
    ...(tls && caFile === undefined ? ['Trusts the authorities of the system, or those of certifi.'] : []),
  ];
  const text = [
    comment('#', head),
    'from pymongo import MongoClient\n\nclient = MongoClient(\n',
    `    ${literal(uriOf(connection))},\n`,
    ...names.map(([name, value]) => `    ${name}=${value},\n`),
    ')\nprint(client.admin.command("ping"))\n',
  ];
  return { title: 'PyMongo (Python)', language: 'python', text: text.join('') };
}

/** The Node.js driver: the names of the specification, as properties. */
export function node(connection: SnippetConnection): Snippet {
  const { tls, srv, crlFile, caFile, user, hasPassword } = connection;
  const password = hasPassword ? `, password: ${singleQuoted(passwordPlaceholder)}` : '';
  const properties = [
    ...(user === undefined ? [] : [`auth: { username: ${singleQuoted(user)}${password} }`]),
    ...loginOf(connection).map(([name, value]) => `${name}: ${singleQuoted(value)}`),
    ...(tls || srv ? [`tls: ${String(tls)}`] : []),
    ...(tls ? fileOptions(connection).map(([name, value]) => `${name}: ${singleQuoted(value)}`) : []),
    ...(tls && crlFile !== undefined ? [`tlsCRLFile: ${singleQuoted(crlFile)}`] : []),
  ];
  const head = [
    'The Node.js driver 4 and later.',
    ...(tls && caFile === undefined ? ['Trusts the authorities that Node.js brings along.'] : []),
  ];
  const text = [
    comment('//', head),
    "const { MongoClient } = require('mongodb');\n\n",
    `const client = new MongoClient(${singleQuoted(uriOf(connection))}, {\n`,
    ...properties.map((property) => `  ${property},\n`),
    "});\n\nclient\n  .db('admin')\n  .command({ ping: 1 })\n  .then(console.log, console.error)\n  .finally(() => client.close());\n",
  ];
  return { title: 'Node.js driver', language: 'javascript', text: text.join('') };
}

/** PHP: the options of the connection string, as an array. */
export function php(connection: SnippetConnection): Snippet {
  const { tls, srv, caFile, user, hasPassword } = connection;
  const entries = [
    ...(user === undefined ? [] : [['username', singleQuoted(user)] as const]),
    ...(hasPassword ? [['password', singleQuoted(passwordPlaceholder)] as const] : []),
    ...loginOf(connection).map(([name, value]) => [name, singleQuoted(value)] as const),
    ...(tls || srv ? [['tls', String(tls)] as const] : []),
    ...(tls ? fileOptions(connection).map(([name, value]) => [name, singleQuoted(value)] as const) : []),
  ];
  const head = tls && caFile === undefined ? ['Trusts the authorities of the system.'] : [];
  const text = [
    '<?php\n',
    comment('//', head),
    "require 'vendor/autoload.php';\n\n",
    `$client = new MongoDB\\Client(${singleQuoted(uriOf(connection))}, [\n`,
    ...entries.map(([name, value]) => `    '${name}' => ${value},\n`),
    "]);\nvar_dump($client->getDatabase('admin')->command(['ping' => 1])->toArray());\n",
  ];
  return { title: 'PHP library', language: 'php', text: text.join('') };
}

/** The Ruby driver: names of its own, and the key apart from the certificate even where one file holds both. */
export function ruby(connection: SnippetConnection): Snippet {
  const { tls, srv, caFile, certificateKeyFile, hasKeyPassword, user, hasPassword } = connection;
  const own: readonly (readonly [string, string | undefined])[] = [
    ['user', user],
    ['password', hasPassword ? passwordPlaceholder : undefined],
    ['ssl_ca_cert', tls ? caFile : undefined],
    ['ssl_cert', tls ? certificateKeyFile : undefined],
    ['ssl_key', tls ? certificateKeyFile : undefined],
    ['ssl_key_pass_phrase', tls && hasKeyPassword ? keyPasswordPlaceholder : undefined],
  ];
  const options = [
    ...(tls || srv ? [`ssl: ${String(tls)}`] : []),
    ...own.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${rubyLiteral(value)}`])),
  ];
  // in the string: the options have other names, and values that are symbols
  const uri = uriOf(connection, { login: true });
  const head = tls && caFile === undefined ? ['Trusts the authorities of the system.'] : [];
  const text = [
    comment('#', head),
    "require 'mongo'\n\n",
    `client = Mongo::Client.new(\n  ${rubyLiteral(uri)},\n`,
    ...options.map((option) => `  ${option},\n`),
    ')\nputs client.database.command(ping: 1).documents\n',
  ];
  return { title: 'Ruby driver', language: 'ruby', text: text.join('') };
}

/** How the user logs in. */
function loginOf({ options }: SnippetConnection): readonly (readonly [name: string, value: string])[] {
  return options.filter(([name]) => name === 'authSource' || name === 'authMechanism');
}
