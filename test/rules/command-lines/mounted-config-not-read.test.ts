import { testRule } from '../../support/rule-tester.ts';

const compose = (...lines: string[]): string =>
  `services:\n  db:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const mount = 'volumes: ["./mongod.conf:/etc/mongod.conf"]';

testRule('mounted-config-not-read', {
  valid: [
    compose('image: mongo:7', 'command: --config /etc/mongod.conf', mount),
    compose('image: mongo:7', 'command: ["mongod", "-f", "/etc/mongod.conf"]', mount),
    compose('image: mongo:7', 'command: mongod --config=$FILE', mount),
    compose('image: mongo:7', 'command: mongod --port 1 $MORE', mount),
    compose('image: mongo:7', 'command: ["sh", "/run.sh"]', mount),
    compose('image: mongo:7', 'entrypoint: /run.sh', mount),
    // images of others have ways of their own
    compose('image: bitnami/mongodb:7.0', 'volumes: ["./mongodb.conf:/bitnami/mongodb/conf/mongodb.conf"]'),
    compose('image: registry.example.net/mongo:7', mount),
    compose('image: mongo-express:1', mount),
    compose(
      'image: mongo:7',
      'volumes: ["./data:/data/db", "./init.js:/docker-entrypoint-initdb.d/mongo.conf"]',
    ),
    'FROM mongo:7\nCOPY mongod.conf /etc/mongod.conf\nCMD ["mongod", "--auth"]\n',
  ],
  invalid: [
    {
      text: compose('image: mongo:7', 'volumes:', '  - ⟦./mongod.conf:/etc/mongod.conf:ro⟧'),
      severity: 'warning',
      message: '/etc/mongod.conf',
    },
    { text: compose('image: mongo', 'command: mongod', 'volumes: [⟦"./m:/etc/mongo/mongod.yaml"⟧]') },
    {
      text: compose(
        'image: mongo:7',
        'command: mongod --auth',
        'volumes: [⟦"./mongod.conf:/etc/mongod.conf"⟧]',
      ),
    },
    { text: compose('image: mongo:7', 'configs: [⟦{ source: a, target: /etc/mongod.conf }⟧]') },
    {
      text: 'kind: Pod\nmetadata: { name: db }\nspec:\n  containers:\n  - name: db\n    image: mongo:7\n    volumeMounts:\n    - ⟦{ name: c, mountPath: /etc/mongod.conf, subPath: mongod.conf }⟧\n  volumes: [{ name: c, configMap: { name: c } }]\n',
    },
  ],
});
