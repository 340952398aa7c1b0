import { describe, expect, it } from 'vitest';
import { detectKind, kindOfNamed } from '../../../server/src/core/documents/document.ts';
import { mayBeKnown } from '../../../server/src/core/documents/file-names.ts';
import { server } from '../../support/pki.ts';

const conf = 'net:\n  port: 1\nstorage:\n  dbPath: /d\n';
const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

describe('what a file is', () => {
  it.each([
    ['mongod.conf', '', 'config'],
    ['/etc/mongos.conf', '', 'config'],
    ['C:\\MongoDB\\mongod.cfg', '', 'config'],
    ['mongod.conf.j2', '', 'config'],
    ['mongos.yaml', '', 'config'],
    ['mongosqld.conf', '', 'config'],
    ['node1.conf', conf, 'config'],
    ['node1.conf', 'net:\n  port: 1\n', undefined],
    ['shard.cfg', 'dbpath = /d\nlogpath = /l\n', 'config'],
    ['nginx.conf', 'server { listen 80; }\n', undefined],
    ['mongodb-keyfile', 'abcdefgh', 'keyfile'],
    ['keyfile', 'abcdefgh', 'keyfile'],
    ['mongodb.key', 'G92sqe/Y9Nn92fU1M8Q=\n', 'keyfile'],
    ['mongodb.key', '# Key rotation\n- "G92sqe/Y9Nn92fU1M8Q="\n- otherKey\n', 'keyfile'],
    ['server.key', certificate, 'pem'],
    ['server.key', server.keyPem.replace(/-----.*-----/g, ''), 'pem'],
    ['server.key', 'a: b\n', 'pem'],
    ['server.key', 'not-a-key\n', 'pem'],
    ['ca.crt', 'garbage', 'pem'],
    ['bundle.txt', certificate, 'pem'],
    ['docker-compose.yml', 'services:\n  db:\n    command: mongod --auth\n', 'host'],
    ['docker-compose.yml', 'services:\n  db:\n    image: mongo\n', undefined],
    ['Dockerfile', 'CMD ["mongod", "--auth"]\n', 'host'],
    ['db.Dockerfile', 'CMD ["mongod", "--auth"]\n', 'host'],
    ['mongod.service', 'ExecStart=/usr/bin/mongod --config /etc/mongod.conf\n', 'host'],
    ['start.sh', 'mongod --fork\n', 'host'],
    ['/etc/init.d/mongod', '#!/bin/sh\nmongod --fork\n', 'host'],
    ['/etc/init.d/redis', '#!/bin/sh\nredis --fork\n', undefined],
    ['setup', `#!/usr/bin/env bash\nmongod --fork <<EOF\n${certificate}EOF\n`, 'host'],
    ['README.md', conf, undefined],
    ['mongodb-user.yaml', 'apiVersion: v1\nkind: User\nspec:\n  net:\n    port: 1\n', undefined],
    ['mongos.yaml', 'apiVersion: v1\nspec:\n  args: [mongos, --port, "1"]\n', 'host'],
    ['mongodb.yml', '- name: install\n  apt: name=mongodb\n', undefined],
    ['mongod-4.4.yml.j2', 'type: single\nmongod: []\n', undefined],
    ['mongod-1.yaml', '# nothing yet\n', 'config'],
    ['mongod-1.yaml', 'net.port: 1\n', 'config'],
    ['mongod-1.yaml', 'x: 1\nsystemlog:\n  path: /l\n', 'config'],
    ['mongod-1.yaml', '{{ settings | to_nice_yaml }}\n', 'config'],
    ['mongod.yaml', 'sekurity:\n  keyFile: /k\n', 'config'],
    ['mongosqld.yml', 'schema:\n  path: /s\n', 'config'],
    // a name that begins with mongo is not enough where other programs have such names too
    ['mongod-shard1.conf', 'net:\n  port: 1\n', 'config'],
    ['mongod-shard1.conf', 'net.port: 1\n', 'config'],
    ['mongo.conf', 'dbpath = /d\n', 'config'],
    ['mongod.conf', 'netz:\n  port: 1\n', 'config'],
    ['mongod.yml', 'systemLog:\n  quiet: true\n', 'config'],
    ['mongod-shard1.conf', '{"net": {"port": 1}}\n', 'config'],
    ['mongod-shard1.conf', 'shardsvr = true\nport = 1\n', 'config'],
    ['mongoose.config.ts', 'export const uri = process.env.URI;\n', undefined],
    ['mongo.conf.js', 'module.exports = { net: {} };\n', undefined],
    ['mongo.cfg', '$env = { db => "test" };\n', undefined],
    ['mongoclient.config', '[db]\nport = 27017\n', undefined],
    ['mongo.cnf', '[ req ]\ndistinguished_name = dn\n', undefined],
    ['mongo_limits.conf', 'mongod soft nofile 64000\n', undefined],
    ['mongodb.conf', '[program:mongodb]\ncommand = run\n', undefined],
    ['mongod.conf', 'start on runlevel [2345]\nscript\n  dbpath=/d\nend script\n', undefined],
    ['mongodb-service.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: mongo\n', undefined],
    ['mongodb.yml', '- name: Install\n  apt:\n    name: mongodb-org\n', undefined],
    ['mongos.yml', 'mongos_port: 27017\n', undefined],
  ])('%s', (name, text, kind) => {
    expect(detectKind(name, text)).toBe(kind);
  });

  it.each([
    ['settings', conf, 'config'],
    ['config.yaml', 'net:\n', 'config'],
    ['settings with a byte order mark', '\uFEFFnet:\r\n  port: 1\r\n', 'config'],
    ['settings in UTF-16', '\uFFFD\uFFFDn\0e\0t\0:\0\n\0 \0p\0o\0r\0t\0:\0 \x001\0', 'config'],
    ['notes.txt', 'hello\n', 'host'],
    ['start.sh', 'exec numactl "$@"\n', 'host'],
    ['Dockerfile', 'FROM mongo:8\n', 'host'],
    ['docker-compose.yml', 'services:\n  db:\n    image: mongo\n', 'host'],
    ['k8s.yaml', 'apiVersion: v1\nkind: Pod\n', 'host'],
    ['mongodb.yml', '- hosts: all\n', 'host'],
    ['mongodb-pod.yaml', 'apiVersion: v1\nkind: Pod\n', 'host'],
    ['mongo.cfg', 'port: 1\n', 'config'],
    ['a.pem', certificate, 'pem'],
  ])('takes a file that the user names, %s, for what it is', (name, text, kind) => {
    expect(kindOfNamed(name, text)).toBe(kind);
  });

  it('opens only files whose name may be ours', () => {
    for (const name of ['mongod.conf', 'a.pem', 'keyfile', 'x.yml', 'Dockerfile', 'run.sh', 'main.ts'])
      expect(mayBeKnown(name)).toBe(true);
    for (const name of ['README.md', 'photo.png', 'a.out', 'package-lock.lock'])
      expect(mayBeKnown(name)).toBe(false);
  });
});
