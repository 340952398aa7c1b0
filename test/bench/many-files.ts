import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mayConcern } from '../../server/src/core/documents/document.ts';
import { alternate } from './measure.ts';

/** Lines of a manifest, a playbook or values that have nothing to do with MongoDB. */
function unrelatedYaml(lines: number): string {
  const block = [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: web',
    '  labels: { app: web, tier: front, security: high }',
    'spec:',
    '  replicas: 3 # as many as zones',
    '  template:',
    '    spec:',
    '      containers:',
    '        - name: web',
    '          image: "nginx:1.27"',
    '          command: ["nginx", "-g", "daemon off;", "--port", "80"]',
    '          env:',
    '            - { name: STORAGE, value: "s3://bucket/path" }',
    '          volumeMounts:',
    '            - mountPath: /etc/nginx/conf.d',
    '              name: config',
    '---',
  ];
  return Array.from({ length: lines }, (_, at) => `${block[at % block.length] ?? ''}\n`).join('');
}

const conf = (indent: string): string =>
  [
    'net:',
    '  port: 27017',
    '  tls:',
    '    mode: requireTLS',
    '    certificateKeyFile: /a.pem',
    '    CAFile: /ca.pem',
  ]
    .map((line) => `${indent}${line}\n`)
    .join('');

/** A file of a language that has nothing to do with MongoDB, by its number; sizes are those of a usual repository. */
const unrelated: readonly (readonly [name: string, text: (at: number) => string])[] = [
  ['deploy.yaml', (at) => unrelatedYaml(40 + (at % 150))],
  ['values.yaml', (at) => unrelatedYaml(100 + (at % 300))],
  ['tasks.yml', (at) => `- name: install\n  apt: { name: nginx }\n`.repeat(10 + (at % 40))],
  [
    'data.json',
    (at) =>
      JSON.stringify(
        Array.from({ length: 20 + (at % 80) }, (_, id) => ({ id, name: 'x', port: 80 })),
        undefined,
        2,
      ),
  ],
  [
    'index.ts',
    (at) =>
      `export const value${at} = (input: string): number => input.length * 2;\n`.repeat(30 + (at % 200)),
  ],
  ['app.py', (at) => `def run(value):\n    return {"storage": value, "net": 1}\n\n`.repeat(20 + (at % 100))],
  ['main.go', (at) => `func run(x int) (int, error) {\n\treturn x, nil\n}\n\n`.repeat(20 + (at % 100))],
  [
    'main.tf',
    (at) =>
      `resource "aws_instance" "web" {\n  ami  = "ami-1"\n  tags = { net = "a" }\n}\n`.repeat(5 + (at % 40)),
  ],
  [
    'run.sh',
    (at) => `#!/bin/sh\nset -eu\ncat <<EOF\nstorage: $1\nEOF\nnginx --version\n`.repeat(3 + (at % 20)),
  ],
  [
    'Dockerfile',
    (at) => `FROM node:22\nRUN npm ci --omit=dev\nCOPY . .\nCMD ["node", "a.js"]\n`.repeat(1 + (at % 3)),
  ],
  [
    'README.md',
    (at) => `# Title\n\nSome text with \`code\`.\n\n\`\`\`yaml\na: 1\n\`\`\`\n`.repeat(5 + (at % 30)),
  ],
  ['app.properties', (at) => `server.port=8080\nspring.application.name=web\n`.repeat(10 + (at % 20))],
  ['nginx.conf', (at) => `server {\n  listen 443 ssl;\n  root /srv;\n}\n`.repeat(5 + (at % 40))],
  ['a.css', (at) => `.a { color: red; }\n`.repeat(20 + (at % 100))],
];

/** A file in which something of ours stands. */
const ours: readonly (readonly [name: string, text: string])[] = [
  ['mongod.conf', conf('')],
  ['configmap.yaml', `kind: ConfigMap\ndata:\n  mongod.conf: |\n${conf('    ')}${unrelatedYaml(60)}`],
  [
    'compose.yaml',
    'services:\n  db:\n    image: mongo:7.0\n    command: mongod --tlsMode requireTLS --tlsCAFile /c --tlsCertificateKeyFile /a\n',
  ],
  ['setup.sh', `#!/bin/sh\ncat > /etc/mongod.conf <<EOF\n${conf('')}EOF\n`],
  ['db.py', 'client = MongoClient("mongodb://db1:27017,db2:27017/?tls=true&replicaSet=rs0")\n'],
];

function fileAt(at: number): readonly [name: string, text: string] {
  if (at % 100 === 0) return ours[(at / 100) % ours.length] ?? ['', ''];
  const [name, make] = unrelated[at % unrelated.length] ?? ['', () => ''];
  return [name, make(at)];
}

/** Lays files of mixed languages, of which one in a hundred is ours; gives how many bytes they have. */
function lay(folder: string, count: number): number {
  let bytes = 0;
  for (let at = 0; at < count; at++) {
    const [name, text] = fileAt(at);
    const path = join(folder, `part-${at % 97}`, `module-${at}`, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    bytes += text.length;
  }
  return bytes;
}

/** `lint` of a folder of many files, and what a keystroke costs in a file that is none of ours. */
export async function manyFiles(
  cli: string,
  show: (name: string, value: number, unit: 'ms' | 's' | 'MB') => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-many-'));
  try {
    const bytes = lay(folder, 10_000);
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [cli, 'lint', '--format', 'json', folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0 && status !== 1) throw new Error(`lint ended with ${String(status)}`);
    show('10,000 files of mixed languages, 1 % of them ours: lint', (performance.now() - start) / 1000, 's');
    show('their size', bytes / 1024 / 1024, 'MB');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const lines of [600, 5_000]) {
    const text = unrelatedYaml(lines);
    const { keystroke } = await alternate(
      { keystroke: (run) => mayConcern('deploy.yaml', run % 2 === 0 ? text : `${text}#`) },
      400,
    );
    show(`${lines} lines of unrelated YAML: a look at each keystroke`, keystroke.p50, 'ms');
  }
}
