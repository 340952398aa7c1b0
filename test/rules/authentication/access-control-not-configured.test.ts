import { describe, expect, it } from 'vitest';
import { lint } from '../../support/lint.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { facts } from '../../support/facts.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule('access-control-not-configured', {
  valid: [
    '',
    '# mongod.conf\n',
    'net: {}\n',
    'security:\n  authorization: enabled\n',
    // the server says nothing where the file does
    'security:\n  authorization: disabled\n',
    'security:\n  authorization: Enabled\n',
    'security:\n  authorization: {{ auth }}\n',
    'security:\n  keyFile: /k\n',
    'security:\n  keyFile: /k\n  transitionToAuth: true\n',
    'security:\n  clusterAuthMode: x509\n',
    'security: {{ security }}\n',
    'net:\n  port: 1\n{{ more }}\n',
    'net:\n  port: 1\n{% if auth %}\nsecurity:\n  authorization: enabled\n{% endif %}\n',
    'net:\n  port: 1\nsecurity:\n  authorization: {enabled\n',
    '__exec: config\ntype: yaml\n',
    'auth = true\n',
    'noauth = true\n',
    'keyFile = /k\n',
    { text: 'net:\n  bindIp: a\nmongodb:\n  net:\n    uri: a\n', fileName: 'mongosqld.conf' },
    { text: 'mongod --port 1\n', kind: 'commandline' },
    // that the rest is not read is a fault of its own
    'systemLog:\n  quiet: true\n---\nnet:\n  bindIp: a\nsecurity:\n  authorization: enabled\n',
  ],
  invalid: [
    { text: '⟦net⟧:\n  bindIp: localhost\n', severity: 'warning', message: 'Without authorization, keyFile' },
    { text: 'net:\n  port: 1\n⟦security⟧:\n  javascriptEnabled: false\n' },
    { text: 'net:\n  port: 1\n⟦security.javascriptEnabled⟧: false\n' },
    { text: '⟦port⟧ = 1\n', message: 'Without auth, keyFile' },
    {
      text: '⟦sharding⟧:\n  configDB: c/a:1\n',
      program: 'mongos',
      message: 'Without keyFile or clusterAuthMode',
    },
  ],
});

describe('a server without access control', () => {
  it.each([
    ['net:\n  bindIp: localhost\n', ['access-control-not-configured']],
    ['net:\n  bindIp: 0.0.0.0\n', ['open-without-authorization']],
    ['net:\n  bindIp: a\nreplication:\n  replSetName: rs0\n', ['replica-set-without-authentication']],
    ['net:\n  bindIp: a\nsecurity:\n  authorization: Enabled\n', ['unknown-authorization']],
    ['net:\n  bindIp: a\nsecurity:\n  transitionToAuth: true\n', ['transition-to-auth-without-cluster-auth']],
  ])('%j is reported once', (text, rules) => {
    expect(lint(parseConfig(text), facts()).map(({ rule }) => rule)).toEqual(rules);
  });
});
