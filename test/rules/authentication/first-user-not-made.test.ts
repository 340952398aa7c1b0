import { testRule } from '../../support/rule-tester.ts';

const kind = 'commandline';
const compose = (image: string, command: string, marked = false, ...lines: string[]): string => {
  const user = marked ? '⟦MONGO_INITDB_ROOT_USERNAME⟧' : 'MONGO_INITDB_ROOT_USERNAME';
  const all = [
    `image: ${image}`,
    `command: ${command}`,
    'environment:',
    `  ${user}: a`,
    '  MONGO_INITDB_ROOT_PASSWORD: b',
  ];
  return `services:\n  db:\n${[...all, ...lines].map((line) => `    ${line}\n`).join('')}`;
};
const scripts = (mount: string, command: string): string =>
  `services:\n  db:\n    image: mongo:7\n    command: ${command}\n    volumes: [${mount}]\n`;

testRule('first-user-not-made', {
  valid: [
    compose('mongo:7', '--replSet rs0 --keyFile /key'),
    compose('mongo:4.4', '--configsvr --replSet rs0 --keyFile /key'),
    compose('mongo:4.4', '--clusterAuthMode keyFile --replSet rs0 --keyFile /key'),
    compose('percona/percona-server-mongodb:7.0', '--clusterAuthMode keyFile --replSet rs0 --keyFile /key'),
    compose('mongo:7', 'mongos --configdb cfg/a:1 --clusterAuthMode keyFile'),
    // ways of their own
    compose('mongodb/mongodb-community-server:7.0-ubi9', '--configsvr --replSet rs0'),
    compose('registry.example.net/mongo:7', '--configsvr --replSet rs0'),
    compose('mongo:7', '--configsvr --replSet rs0').replace(
      '    command',
      '    entrypoint: [mongod]\n    command',
    ),
    compose('mongo:7', '--configsvr --replSet rs0').replace('ROOT_PASSWORD', 'DATABASE'),
    // --replSet is only taken away to make a user
    scripts('"./a.js:/docker-entrypoint-initdb.d/a.js"', '--configsvr --replSet rs0'),
    scripts('"./init:/docker-entrypoint-initdb.d"', '--clusterAuthMode keyFile --keyFile /key'),
  ].map((text) => ({ text, kind }) as const),
  invalid: [
    {
      text: compose('mongo:8', '--configsvr --replSet rs0', true),
      kind,
      severity: 'error',
      message: 'configsvr',
    },
    { text: compose('mongo:5.0.3', 'mongod --shardsvr --replSet rs0 --keyFile /key', true), kind },
    { text: compose('mongo:7', '--clusterAuthMode keyFile --keyFile /key --replSet a', true), kind },
    {
      text: compose('mongo:4.2', '--clusterAuthMode x509 --replSet a', true),
      kind,
      message: '--clusterAuthMode x509',
    },
    { text: compose('mongo:7', '--transitionToAuth --keyFile /key --replSet a', true), kind },
    { text: compose('percona/percona-server-mongodb:7.0.14-8', '--shardsvr --replSet rs0', true), kind },
    {
      text: scripts(
        '⟦"./a.js:/docker-entrypoint-initdb.d/a.js"⟧',
        '--clusterAuthMode keyFile --keyFile /key',
      ),
      kind,
      message: 'scripts',
    },
  ],
});
