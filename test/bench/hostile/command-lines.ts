import { repeat, under, type Hostile } from './text.ts';

const script = (name: string, fileName: string, make: Hostile['make']): Hostile => ({
  name,
  kind: 'commandline',
  fileName,
  make,
});

/** Scripts and container files of that kind. */
export const commandLines: readonly Hostile[] = [
  script(
    'commands of a script',
    'start.sh',
    repeat(() => 'mongod --sslMode requireSSL --sslPEMKeyFile /a\n'),
  ),
  script(
    'one command of many flags',
    'start.sh',
    (size) => `mongod ${'--sslMode requireSSL '.repeat(size)}\n`,
  ),
  script(
    'one command of many lines',
    'start.sh',
    (size) => `mongod ${'--sslPEMKeyFile /a \\\n'.repeat(size)}\n`,
  ),
  script(
    'names of a script',
    'start.sh',
    repeat(() => 'mongod is not a command -- mongo\n'),
  ),
  script('names of a line', 'start.sh', (size) => `--a ${'mongod '.repeat(size)}\n`),
  script(
    'open quotes of a script',
    'start.sh',
    repeat(() => 'mongod --sslMode "a\n'),
  ),
  script(
    'here-documents',
    'start.sh',
    repeat(() => 'cat <<EOF\nmongod --sslMode requireSSL\nEOF\n'),
  ),
  script(
    'open here-documents',
    'start.sh',
    repeat((at) => `cat <<E${at}\nmongod --sslMode requireSSL\n`),
  ),
  script(
    'services',
    'docker-compose.yml',
    under(
      'services:\n',
      (at) => `  db${at}:\n    image: mongo:4.4\n    command: mongod --sslMode requireSSL\n`,
    ),
  ),
  script(
    'services of lists',
    'docker-compose.yml',
    under(
      'services:\n',
      (at) => `  db${at}:\n    image: mongo:4.4\n    command:\n      - --sslMode\n      - requireSSL\n`,
    ),
  ),
  script(
    'one service of a long list',
    'docker-compose.yml',
    under('services:\n  db:\n    image: mongo:4.4\n    command:\n', () => '      - --sslMode\n'),
  ),
  script(
    'images',
    'Dockerfile',
    repeat(() => 'FROM mongo:4.4\nCMD ["mongod", "--sslMode", "requireSSL"]\n'),
  ),
  script(
    'one array',
    'Dockerfile',
    (size) => `FROM mongo\nCMD ["mongod", ${'"--sslMode", "requireSSL", '.repeat(size)}]\n`,
  ),
  script(
    'open arrays',
    'Dockerfile',
    repeat(() => 'CMD ["mongod", "--sslMode", \n'),
  ),
  script(
    'flags in variables',
    'docker-compose.yml',
    under('services:\n  db:\n    environment:\n', () => '      - MONGODB_EXTRA_FLAGS=--sslMode requireSSL\n'),
  ),
  script(
    'flags of a chart',
    'values.yaml',
    under('mongodb:\n  extraFlags:\n', () => '    - --sslMode=requireSSL\n'),
  ),
  script(
    'texts of Puppet without an end',
    'init.pp',
    repeat(() => "file { '/etc/mongod.conf': content => @(EOT)\n"),
  ),
  script(
    'texts of Puppet in quotes',
    'init.pp',
    repeat(() => 'file { \'/etc/mongod.conf\': content => "net:\\n  port: 1\\n" }\n'),
  ),
  script(
    'attributes of Chef',
    'default.rb',
    repeat(() => "default['mongodb']['config']['mongod']['net']['port'] = 27017\n"),
  ),
  script(
    'blocks of Markdown',
    'README.md',
    repeat(() => '```yaml\nnet:\n  port: 27017\nstorage:\n  dbPath: /mongo\n```\n'),
  ),
  script(
    'configurations of Compose',
    'compose.yaml',
    (size) =>
      `services:\n  mongo:\n    configs:\n${'      - { source: a, target: /etc/mongod.conf }\n'.repeat(size)}configs:\n${Array.from({ length: size }, (_, at) => `  c${at}: { content: "net: { port: 1 }\\n" }\n`).join('')}`,
  ),
];
