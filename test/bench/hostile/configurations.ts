import { repeat, under, type Hostile } from './text.ts';

const config = (name: string, make: Hostile['make'], fileName = 'mongod.conf'): Hostile => ({
  name,
  kind: 'config',
  fileName,
  make,
});
/** Configurations that a generator, a mistake or a bad will can make long. */
export const configurations: readonly Hostile[] = [
  config(
    'repeated sections',
    repeat(() => 'net:\n  ssl:\n    mode: requireSSL\n'),
  ),
  config(
    'repeated unknown sections',
    repeat((at) => `nets${at}:\n  ssl:\n    mode: requireSSL\n`),
  ),
  config('deep nesting', (size) =>
    Array.from({ length: Math.min(size, 2000) }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
  ),
  config(
    'nesting again and again',
    repeat((at) => `${' '.repeat(at % 50)}a${at}:\n`),
  ),
  config('flow maps', (size) => `net: {${'a: {b: {c: 1}}, '.repeat(size)}}\n`),
  config('flow maps that never end', (size) => '{a: '.repeat(size)),
  config('one line', (size) => `net: ${'word '.repeat(size * 20)}\n`),
  config('one quoted line', (size) => `net: "${'word '.repeat(size * 20)}"\n`),
  config('one line of flow', (size) => `setParameter: {${repeat((at) => `p${at}: 1, `)(size)}}\n`),
  config(
    'unknown keys',
    repeat((at) => `unknown${at}: 1\n`),
  ),
  config(
    'unknown keys in a section',
    under('net:\n', (at) => `  unknown${at}: 1\n`),
  ),
  config(
    'known keys without a section',
    repeat((at) => (at % 2 ? 'port: 1\n' : 'bindIp: a\n')),
  ),
  config(
    'keys at a wrong place',
    repeat(() => 'net:\n  mode: requireTLS\n  CAFile: /a\n  dbPath: /b\n'),
  ),
  config(
    'duplicate keys',
    under('net:\n', () => '  port: 1\n'),
  ),
  config(
    'duplicate deprecated keys',
    under('net:\n  ssl:\n', () => '    PEMKeyFile: /a\n'),
  ),
  config(
    'dotted keys',
    repeat(() => 'net.ssl.mode: requireSSL\n'),
  ),
  config(
    'both names',
    under('net:\n', () => '  ssl:\n    mode: requireSSL\n  tls:\n    mode: requireTLS\n'),
  ),
  config(
    'anchors',
    repeat((at) => `a${at}: &x${at} 1\nb${at}: *x${at}\n`),
  ),
  config(
    'aliases of aliases',
    (size) =>
      `a0: &a0 [1]\n${Array.from({ length: size }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join('')}`,
  ),
  config(
    'parameters',
    under('setParameter:\n', (at) => `  p${at}: 1\n`),
  ),
  config(
    'the same parameter',
    under('setParameter:\n', () => '  sslMode: 1\n  tlsMode: 1\n'),
  ),
  config(
    'missing colons',
    under('net:\n', () => '  port 27017\n'),
  ),
  config(
    'missing blanks',
    repeat(() => 'net:\n  port:27017\n'),
  ),
  config(
    'tabs',
    repeat(() => 'net:\n\tport: 27017\n'),
  ),
  config(
    'no-break spaces',
    repeat(() => 'net:\n\u00a0\u00a0port: 27017\n'),
  ),
  config(
    'open quotes',
    repeat(() => 'a: "b\n'),
  ),
  config(
    'bad escapes',
    repeat((at) => `a${at}: "C:\\data"\n`),
  ),
  config(
    'empty sections',
    repeat((at) => `net:\nsecurity:\nstorage${at}:\n`),
  ),
  config(
    'empty keys',
    repeat(() => ': 1\n'),
  ),
  config(
    'long lists',
    under('net:\n  bindIp:\n', (at) => `    - 10.0.0.${at}\n`),
  ),
  config('a long value', (size) => `net:\n  bindIp: ${repeat((at) => `h${at}.example.net,`)(size)}\n`),
  config(
    'many protocols',
    (size) => `net:\n  tls:\n    disabledProtocols: ${repeat(() => 'TLS1_0,TLS9,')(size)}\n`,
  ),
  config(
    'many compressors',
    (size) => `net:\n  compression:\n    compressors: ${repeat((at) => `zip${at},`)(size)}\n`,
  ),
  config(
    'many config servers',
    (size) => `sharding:\n  configDB: rs/${repeat((at) => `h${at}:27019,`)(size)}\n`,
    'mongos.conf',
  ),
  config(
    'a JSON parameter',
    (size) => `setParameter:\n  tlsCATrusts: '[${repeat((at) => `{"sha256":"${at}","roles":[]},`)(size)}]'\n`,
  ),
  config(
    'expansions',
    under('net:\n', () => '  port: {__exec: "echo 1", type: string, trim: whitespace}\n'),
  ),
  config(
    'INI',
    repeat((at) => `unknown${at} = 1\n`),
  ),
  config(
    'INI of one name',
    repeat(() => 'sslMode = requireSSL\n'),
  ),
  config(
    'INI of one switch',
    repeat(() => 'auth = maybe\n'),
  ),
  config(
    'INI of parameters',
    repeat((at) => `setParameter = p${at}=1\n`),
  ),
  config(
    'INI in YAML',
    under('net:\n  port: 1\n', () => 'bind_ip = 127.0.0.1\n'),
  ),
  config(
    'silencing comments',
    repeat((at) => `# mongodb-tls-disable-next-line unknown-setting\nunknown${at}: 1\n`),
  ),
  config(
    'silencing comments in a line',
    (size) => `${'# mongodb-tls-disable-next-line unknown-setting '.repeat(size)}\nunknown: 1\n`,
  ),
  config(
    'silenced rules of the file',
    repeat((at) => `# mongodb-tls-disable rule-${at}\nunknown${at}: 1\n`),
  ),
  config(
    'template tags',
    repeat((at) => `a${at}: {{ b${at} }}\n`),
    'mongod.conf.j2',
  ),
  config('template tags in a line', (size) => `net: ${'{{ b }} '.repeat(size)}\n`, 'mongod.conf.j2'),
  config('open template tags', (size) => `net: ${'{{ b '.repeat(size)}\n`, 'mongod.conf.j2'),
  config(
    'template conditions',
    repeat(() => '{% if a %}\nnet:\n  port: 1\n{% endif %}\n'),
    'mongod.conf.j2',
  ),
  config(
    'open template conditions',
    repeat(() => '{% if a %}\nnet:\n  port: 1\n'),
    'mongod.conf.j2',
  ),
  config(
    'ERB',
    repeat((at) => `<% if a %>\np${at}: <%= b %>\n<% end %>\n`),
    'mongod.conf.erb',
  ),
  config(
    'variables',
    repeat((at) => `a${at}: \${B} %C% #d#\n`),
  ),
  config('dollars', (size) => `a: ${'${'.repeat(size)}\n`),
  config(
    'documents',
    repeat(() => '---\nnet:\n  port: 1\n'),
  ),
  config(
    'mongosqld',
    repeat(() => 'mongodb:\n  net:\n    ssl:\n      mode: x\n      enabld: 1\n'),
    'mongosqld.conf',
  ),
];
