import { describe, expect, it } from 'vitest';
import { findings, testRule } from '../../support/rule-tester.ts';

testRule('plain-text-password', {
  valid: [
    'net.tls.clusterPassword: ""\n',
    'net.tls.clusterPassword: {{ password }}\n',
    'net:\n  tls:\n    certificateKeyFilePassword: {__exec: "cat password"}\n',
    'net.tls.CAFile: /password.pem\n',
    { text: 'mongodb.net.uri: mongodb://user@host:27017\n', program: 'mongosqld' },
  ],
  invalid: [
    { text: 'net:\n  tls:\n    certificateKeyFilePassword: ⟦secret⟧\n', severity: 'warning' },
    { text: 'security.ldap.bind.queryPassword: ⟦"secret"⟧\n', message: '__exec' },
    { text: 'security.ldap.bind.password: ⟦secret⟧\n' },
    { text: 'net.ssl.PEMKeyPassword: ⟦secret⟧\n', program: 'mongosqld' },
    { text: 'mongodb:\n  net:\n    auth: {password: ⟦secret⟧}\n', program: 'mongosqld' },
    { text: 'mongodb.net.uri: ⟦"mongodb://user:secret@host"⟧\n', program: 'mongosqld' },
    { text: 'sslPEMKeyPassword = ⟦secret⟧\n', version: '3.6' },
  ],
});

describe('plain-text-password', () => {
  it('does not repeat the password', () => {
    const [finding] = findings('plain-text-password', 'net.tls.clusterPassword: hunter2\n');
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });
});
