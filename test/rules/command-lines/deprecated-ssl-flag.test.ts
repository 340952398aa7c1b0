import { testRule } from '../../support/rule-tester.ts';

testRule('deprecated-ssl-flag', {
  valid: [
    'mongod --tlsMode requireTLS --tlsCAFile /ca.pem\n',
    'mongodump --ssl --sslCAFile /ca.pem\nmongosqld --sslMode requireSSL\nmongorestore --ssl\n',
    '# mongod --sslMode requireSSL\n',
    'Start mongod with sslMode or see --sslMode below.\n',
    'service mongod restart && tool --sslMode x\n',
    { text: 'mongod --sslMode requireSSL\n', version: '4.0.28' },
    'wget https://example.net/mongod --sslMode.html\n',
  ],
  invalid: [
    {
      text: 'mongodump --ssl ⟦--sslAllowInvalidCertificates⟧\n',
      fixed: 'mongodump --ssl --tlsInsecure\n',
      message: 'mongodump calls it --tlsInsecure',
    },
    {
      text: 'ExecStart=/usr/bin/mongod --config /etc/mongod.conf \\\n  ⟦--sslMode⟧="requireSSL" \\\n  --sslPEMKeyFile /m.pem\nRestart=no\n',
      message: '1 other ssl name here is old too.',
      fixed:
        'ExecStart=/usr/bin/mongod --config /etc/mongod.conf \\\n  --tlsMode="requireTLS" \\\n  --tlsCertificateKeyFile /m.pem\nRestart=no\n',
    },
    {
      text: 'CMD ["mongod", "⟦--sslMode⟧", "preferSSL", "--sslCAFile", "/ca.pem", "--auth"]\n',
      fixed: 'CMD ["mongod", "--tlsMode", "preferTLS", "--tlsCAFile", "/ca.pem", "--auth"]\n',
    },
    {
      text: 'services:\n  db:\n    command:\n      - mongod\n      # TLS\n      - ⟦--sslMode⟧\n      - requireSSL\n      - "--sslPEMKeyFile=/m.pem"\n    ports:\n      - "27017"\n',
      fixed:
        'services:\n  db:\n    command:\n      - mongod\n      # TLS\n      - --tlsMode\n      - requireTLS\n      - "--tlsCertificateKeyFile=/m.pem"\n    ports:\n      - "27017"\n',
    },
    {
      text: 'command: >\n  mongos\n  ⟦--sslMode⟧ requireSSL\n  --sslAllowConnectionsWithoutCertificates\nports: 1\n',
      fixed:
        'command: >\n  mongos\n  --tlsMode requireTLS\n  --tlsAllowConnectionsWithoutCertificates\nports: 1\n',
    },
    {
      text: 'docker run -d mongo mongod ⟦--sslMode⟧ requireSSL; echo --sslMode\n',
      fixed: 'docker run -d mongo mongod --tlsMode requireTLS; echo --sslMode\n',
    },
    {
      text: "sh -c 'mongosh ⟦--ssl⟧ --sslCAFile /ca.pem db' && mongodump --ssl\n",
      fixed: "sh -c 'mongosh --tls --tlsCAFile /ca.pem db' && mongodump --ssl\n",
    },
    {
      text: 'Environment="OPTS=⟦--sslMode⟧ requireSSL --sslCAFile=/ca.pem"\nExecStart=/usr/bin/mongod $OPTS\n',
      fixed: 'Environment="OPTS=--tlsMode requireTLS --tlsCAFile=/ca.pem"\nExecStart=/usr/bin/mongod $OPTS\n',
    },
    {
      text: 'start-stop-daemon -S -x /usr/bin/mongod -- ⟦--sslMode⟧ requireSSL\n',
      fixed: 'start-stop-daemon -S -x /usr/bin/mongod -- --tlsMode requireTLS\n',
    },
    {
      text: 'command: ["mongod", "⟦--sslMode⟧=requireSSL"]\nargs: ["--sslPEMKeyFile=/m.pem", "--auth"]\n',
      fixed:
        'command: ["mongod", "--tlsMode=requireTLS"]\nargs: ["--tlsCertificateKeyFile=/m.pem", "--auth"]\n',
    },
    // the mode stands under both names, in two parts of one command
    {
      text: 'entrypoint: mongod ⟦--sslMode⟧ requireSSL --sslCAFile /ca.pem\ncommand: --tlsMode requireTLS\n',
    },
    // the shell fills the mode in, so its word cannot be renamed
    { text: 'mongod ⟦--sslMode⟧ "$MODE" --sslCAFile /ca.pem\n' },
    // both names: the server does not start, and which value was meant only the user knows
    { text: 'mongod --tlsCAFile /a.pem ⟦--sslCAFile⟧ /b.pem\n' },
  ],
});
