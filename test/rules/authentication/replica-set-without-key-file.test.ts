import { describe, expect, it } from 'vitest';
import { parseText } from '../../../server/src/core/documents/document.ts';
import { facts } from '../../support/facts.ts';
import { lint } from '../../support/lint.ts';
import { testRule } from '../../support/rule-tester.ts';

const set = 'replication:\n  replSetName: rs0\n';
const on = 'security:\n  authorization: enabled\n';

testRule('replica-set-without-key-file', {
  valid: [
    on,
    set,
    `${set}${on}  keyFile: /k\n`,
    `${set}${on}  clusterAuthMode: x509\n`,
    `${set}${on}  clusterAuthMode: sendX509\n`,
    `${set}security:\n  authorization: disabled\n`,
    `${set}security:\n  authorization: {{ auth }}\n`,
    `replication:\n  replSetName: {{ set }}\n${on}`,
    { text: `${set}${on}  clusterAuthMode: sendX509\n`, version: '4.2' },
    { text: `${set}${on}`, program: 'mongos' },
  ],
  invalid: [
    { text: `${set}security:\n  ⟦authorization: enabled⟧\n  clusterAuthMode: sendX509\n`, version: '4.4.6' },
    {
      text: `${set}security:\n  ⟦authorization: enabled⟧\n`,
      version: '4.4.0',
      severity: 'warning',
      message: 'one member only',
    },
    { text: `${set}security:\n  ⟦authorization: enabled⟧\n`, version: '8.0', severity: 'error' },
    { text: 'replSet = rs0\n⟦auth = true⟧\n' },
  ],
});

describe('the first user of an image', () => {
  const found = (text: string) =>
    lint(parseText('host', text, { fileName: 'docker-compose.yml' }), facts({ version: '8.0' })).filter(
      ({ rule }) => rule === 'replica-set-without-key-file',
    );
  const service = (lines: readonly string[]) =>
    `services:\n  db:\n    image: mongo:7\n${lines.map((line) => `    ${line}\n`).join('')}`;
  const map = ['environment:', '  MONGO_INITDB_ROOT_USERNAME: root', '  MONGO_INITDB_ROOT_PASSWORD: x'];
  const list = ['environment:', '  - MONGO_INITDB_ROOT_USERNAME=root', '  - MONGO_INITDB_ROOT_PASSWORD=x'];

  it.each([
    ['as a map', [...map, 'command: --replSet rs0']],
    ['as a list', ['command: ["mongod", "--replSet", "rs0"]', ...list]],
    [
      'from files',
      [
        'environment:',
        '  MONGO_INITDB_ROOT_USERNAME_FILE: /u',
        '  MONGO_INITDB_ROOT_PASSWORD_FILE: /p',
        'command: --replSet rs0',
      ],
    ],
    [
      'before the script of the image',
      [...map, 'entrypoint: >', "  /bin/sh -c 'docker-entrypoint.sh mongod --replSet rs0'"],
    ],
  ])('brings --auth: %s', (_, lines) => {
    const text = service(lines);
    const [finding] = found(text);
    expect(text.slice(...(finding?.span ?? [0, 0]))).toMatch(/^--replSet/);
    expect(finding?.message).toContain('MONGO_INITDB_ROOT_USERNAME');
  });

  it.each([
    ['with a keyfile', [...map, 'command: --replSet rs0 --keyFile /k']],
    ['without a password', ['environment:', '  MONGO_INITDB_ROOT_USERNAME: root', 'command: --replSet rs0']],
    ['with an entrypoint of its own', [...map, 'entrypoint: ["mongod", "--replSet", "rs0"]']],
    ['without a replica set', [...map, 'command: --port 27018']],
  ])('is no matter: %s', (_, lines) => {
    expect(found(service(lines))).toEqual([]);
  });

  it('of another service is no matter', () => {
    const other = `  app:\n    image: mongo:7\n${map.map((line) => `    ${line}\n`).join('')}`;
    expect(found(service(['command: --replSet rs0']) + other)).toEqual([]);
  });
});
