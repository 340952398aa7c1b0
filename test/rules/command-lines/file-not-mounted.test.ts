import { testRule } from '../../support/rule-tester.ts';

const compose = (...lines: string[]): string =>
  `services:\n  db:\n    image: mongo:7\n${lines.map((line) => `    ${line}\n`).join('')}`;
const kind = 'commandline';

testRule('file-not-mounted', {
  valid: [
    ...[
      compose('command: --keyFile /key', 'volumes: ["./key:/key"]'),
      compose('command: --keyFile /keys/key', 'volumes: ["keys:/keys"]'),
      compose('command: --keyFile /keys/key', 'volumes: ["./keys:/keys"]'),
      compose('command: --keyFile /run/secrets/key', 'secrets: [key]'),
      compose('command: --keyFile $KEY'),
      compose('command: --keyFile key'),
      compose('command: --keyFile /key', 'volumes: ["./key:$KEY"]'),
      compose('command: --keyFile /key', '<<: *base'),
      compose('command: ["bash", "-c", "echo abcdef > /key; mongod --keyFile /key"]'),
      compose('command: --tlsMode requireTLS --tlsCAFile /etc/ssl/certs/ca-certificates.crt'),
      compose('command: --keyFile /key').replace('mongo:7', 'registry.example.net/mongo:7'),
      compose('command: --keyFile /opt/key').replace('mongo:7', 'bitnami/mongodb:7'),
      'mongod --keyFile /key\n',
      'docker run -v keys:/keys mongo:7 --keyFile /keys/key\n',
      'docker run $OPTIONS mongo:7 --keyFile /key\n',
      'docker create mongo:7 --keyFile /key\n',
      'FROM mongo:7\nRUN make-key /key\nCMD ["mongod", "--keyFile", "/key"]\n',
    ].map((text) => ({ text, kind }) as const),
    { text: 'security:\n  keyFile: /key\n' },
  ],
  invalid: [
    { text: 'docker run mongo:7 --keyFile ⟦/key⟧\n', kind },
    { text: compose('command: --keyFile ⟦/key⟧'), kind, severity: 'info', message: 'db' },
    { text: compose('command: --keyFile ⟦/data/key⟧', 'volumes: ["data:/data/db"]'), kind },
    {
      text: compose(
        'command: --tlsCertificateKeyFile ⟦/tls/a.pem⟧ --tlsCAFile ⟦/tls/ca.pem⟧ --tlsCRLFile /crl',
        'volumes: ["./crl:/crl"]',
      ),
      kind,
    },
    {
      text: 'kind: Pod\nspec:\n  containers:\n  - name: db\n    image: mongo:7\n    args: [--keyFile, ⟦/key⟧]\n',
      kind,
    },
  ],
});
