import { describe, expect, it } from 'vitest';
import { testOnFlags } from '../../support/flag-tests.ts';
import { findings } from '../../support/rule-tester.ts';

/** The rules for settings, as they judge the flags of a command line. */
const kind = 'commandline';
const tls = 'mongod --tlsMode requireTLS --tlsCertificateKeyFile /m.pem';

testOnFlags('unknown-value', {
  valid: [
    'mongod --tlsMode requireTLS\n',
    'mongod --sslMode requireSSL\n',
    'mongod --sslMode allowTLS\n',
    'mongod --tlsMode ${MODE}\n',
    'mongod --tlsMode {{ mode }}\n',
    'mongosqld --sslMode nonsense\n',
    'mongosh --tlsMode nonsense\n',
    'FROM mongo:4.4\nCMD mongod --sslMode requireTLS\n',
    'mongod --clusterAuthMode x509\n',
  ],
  invalid: [
    { text: 'mongod --tlsMode ⟦requireSSL⟧\n', fixed: 'mongod --tlsMode requireTLS\n' },
    { text: 'mongos "--tlsMode=⟦RequireTLS⟧"\n', fixed: 'mongos "--tlsMode=requireTLS"\n' },
    { text: 'mongod --sslMode ⟦on⟧\n', message: '"on" is not a value of --sslMode' },
    {
      text: 'FROM mongo:4.0\nCMD mongod --sslMode ⟦requireTLS⟧\n',
      fixed: 'FROM mongo:4.0\nCMD mongod --sslMode requireSSL\n',
    },
    { text: 'mongod --clusterAuthMode ⟦X509⟧\n', fixed: 'mongod --clusterAuthMode x509\n' },
    {
      text: 'sh -c "mongod --tlsMode=\\"⟦requiretls⟧\\""\n',
      fixed: 'sh -c "mongod --tlsMode=\\"requireTLS\\""\n',
    },
    {
      text: 'image: mongo\ncommand:\n  - --tlsMode\n  - ⟦on⟧\n',
    },
  ],
});

testOnFlags('unknown-disabled-protocol', {
  valid: ['mongod --tlsDisabledProtocols TLS1_0,TLS1_1\n', 'mongod --tlsDisabledProtocols "$LIST"\n'],
  invalid: [
    {
      text: 'mongod --tlsDisabledProtocols TLS1_0,⟦TLSv1.1⟧ -f /etc/mongod.conf\n',
      fixed: 'mongod --tlsDisabledProtocols TLS1_0,TLS1_1 -f /etc/mongod.conf\n',
    },
    {
      text: 'mongod --tlsDisabledProtocols "TLS1_0,⟦ TLS1_1⟧"\n',
      fixed: 'mongod --tlsDisabledProtocols "TLS1_0,TLS1_1"\n',
    },
  ],
});

testOnFlags('tls-without-certificate', {
  valid: [
    `${tls}\n`,
    'mongod --tlsMode requireTLS --config /etc/mongod.conf\n',
    'mongod -f /etc/mongod.conf --tlsMode requireTLS\n',
    'mongod --tlsMode requireTLS $EXTRA\n',
    'mongod --tlsMode requireTLS "$@"\n',
    'mongod --tlsMode requireTLS {{ flags }}\n',
    'mongod --tlsMode requireTLS %EXTRA%\n',
    'mongod --tlsMode requireTLS @extra\n',
    'mongod --tlsMode disabled\n',
    'CMD="mongod --tlsMode requireTLS"\n',
    'cmd=(mongod --tlsMode requireTLS)\n',
    'ENTRYPOINT ["mongod", "--tlsMode", "requireTLS"]\n',
    'spec:\n  command: ["mongod", "--tlsMode", "requireTLS"]\n  args: ["--tlsCertificateKeyFile", "/m.pem"]\n',
    'vars:\n  start: mongod --tlsMode requireTLS\n',
    'command:\n- mongod\n- --tlsMode=requireTLS\n{{- if .tls }}\n- --tlsCertificateKeyFile=/m.pem\n{{- end }}\n',
    'image: mongo:${TAG}\ncommand: --tlsMode requireTLS\n',
  ],
  invalid: [
    {
      text: 'mongod --tlsMode ⟦requireTLS⟧ --tlsCAFile /ca.pem\n',
      message: 'there is no --tlsCertificateKeyFile',
    },
    {
      text: 'ExecStart=/usr/bin/mongod \\\n  # port\n  --port 27017 \\\n  --sslMode=⟦requireSSL⟧\nRestart=no\n',
      message: 'there is no --sslPEMKeyFile',
    },
    {
      text: 'services:\n  db:\n    image: mongo:8\n    command: --tlsMode ⟦requireTLS⟧ --auth\n',
    },
  ],
});

testOnFlags('tls-without-chain-of-trust', {
  valid: [
    `${tls} --tlsCAFile /ca.pem\n`,
    `${tls} --setParameter tlsUseSystemCA=true\n`,
    `${tls} --tlsCAFile <ca>\n`,
    `${tls} --tlsCAFile\n`,
    `${tls} --tlsCAFile $CA\n`,
    { text: `FROM mongo:7.0.5\nCMD ${tls}\n` },
    { text: `${tls}\n`, version: '4.4.28' },
    `docker run mongo:5.0.24 ${tls}\n`,
  ],
  invalid: [
    { text: 'mongod --tlsMode ⟦requireTLS⟧ --tlsCertificateKeyFile /m.pem\n' },
    {
      text: 'FROM mongo:7.0.6\nCMD ["mongod", "--tlsMode", "⟦requireTLS⟧", "--tlsCertificateKeyFile", "/m.pem"]\n',
    },
    { text: 'mongod ⟦--sslOnNormalPorts⟧ --sslPEMKeyFile /m.pem\n' },
    {
      text: 'shell: >\n  mongod\n  --tlsMode\n  ⟦requireTLS⟧\n  --tlsCertificateKeyFile\n  /m.pem\n',
    },
  ],
});

testOnFlags('tls-on-normal-ports-with-mode', {
  valid: ['mongod --tlsOnNormalPorts\n'],
  invalid: [{ text: 'mongod --tlsMode requireTLS ⟦--tlsOnNormalPorts⟧ -f x\n' }],
});

testOnFlags('tls-setting-without-tls', {
  valid: ['mongod --tlsCAFile /ca.pem -f x\n', 'mongod --auth\n'],
  invalid: [
    { text: 'mongod --tlsMode disabled ⟦--tlsCAFile⟧ /ca.pem\n' },
    { text: 'mongod ⟦--tlsCAFile⟧ /ca.pem\n', message: 'there is no --tlsMode' },
  ],
});

testOnFlags('x509-cluster-auth-without-tls', {
  valid: ['mongod --clusterAuthMode x509 -f x\n', 'mongod --clusterAuthMode x509 --tlsMode "$MODE"\n'],
  invalid: [{ text: 'mongod --clusterAuthMode ⟦x509⟧ --replSet rs0\n' }],
});

testOnFlags('allow-invalid-certificates', {
  valid: ['mongod --tlsMode disabled --tlsAllowInvalidCertificates\n'],
  invalid: [{ text: 'mongod --tlsMode requireTLS ⟦--tlsAllowInvalidCertificates⟧ --auth\n' }],
});

testOnFlags('plain-text-password', {
  valid: ['mongod --tlsCertificateKeyFilePassword "$PASSWORD"\n'],
  invalid: [{ text: 'mongod --tlsCertificateKeyFilePassword ⟦geheim⟧ --auth\n' }],
});

describe('a secret of a command line', () => {
  it('is in no message', () => {
    const found = findings('plain-text-password', 'mongod --sslPEMKeyPassword geheim\n', { kind });
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('geheim');
  });
});
