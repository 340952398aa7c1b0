import { describe, expect, it } from 'vitest';
import { judgePair } from '../../../server/src/core/cluster/judge-pair.ts';
import { state, verdict, world } from '../../support/cluster-members.ts';

const tls = (more: string, rest = '') => `net:\n  tls:\n    mode: requireTLS\n${more}${rest}`;
const member = (certificate: string, { ca = 'ca', more = '', rest = '' } = {}) =>
  tls(`    certificateKeyFile: /etc/ssl/${certificate}.pem\n    CAFile: /etc/ssl/${ca}.pem\n${more}`, rest);
const x509 = 'security: { clusterAuthMode: x509 }\n';
const good = member('mongod');

describe('what the connecting member makes of the certificate of the other one', () => {
  it.each([
    ['mongod', 'ok'],
    ['of-other-ca', 'server-chain-untrusted'],
    ['expired', 'certificate-expired'],
    ['next-year', 'certificate-expired'],
    ['client', 'wrong-purpose'],
    ['below', 'server-chain-untrusted'],
    ['below-with-chain', 'ok'],
    ['below-ended', 'certificate-expired'],
    ['critical-extension', 'server-chain-untrusted'],
  ])('%s: %s', (certificate, expected) => {
    // nobody asks the other way round
    const from = member('mongod', { more: '    allowConnectionsWithoutCertificates: true\n' });
    expect(verdict(state(from), state(member(certificate)))).toBe(expected);
  });

  it('a member that lets invalid certificates pass looks at neither chain nor host name', () => {
    const lax = member('mongod', { more: '    allowInvalidCertificates: true\n' });
    expect(verdict(state(lax), state(member('of-other-ca'), { hosts: ['db9.lan:27017'] }))).toBe('ok');
  });

  it('before a chain of trust was required a server without any CA looks at nothing', () => {
    const open = tls('    certificateKeyFile: /etc/ssl/mongod.pem\n');
    const old = { version: '4.4.18' };
    expect(verdict(state(open, old), state(member('of-other-ca'), { hosts: ['db9.lan'] }))).toBe('ok');
    expect(verdict(state(member('of-other-ca')), state(open, old))).toBe('ok');
    const only = `${open}    clusterCAFile: /etc/ssl/ca.pem\n`;
    expect(verdict(state(only, old), state(good))).toBe('server-chain-untrusted?');
  });

  it('the host name counts on the connecting side only', () => {
    const elsewhere = { hosts: ['db1.example.net:27017', 'db2.lan:27017'] };
    const { faults } = judgePair(state(good), state(good, { ...elsewhere, name: 'db2' }), world);
    expect(faults).toMatchObject([
      { code: 'host-name-not-covered', side: 'to', settings: ['net.tls.certificateKeyFile'] },
    ]);
    expect(faults[0]?.message).toContain('not for db2.lan, by which');
    expect(verdict(state(good, elsewhere), state(good))).toBe('ok');
    const lax = member('mongod', { more: '    allowInvalidHostnames: true\n' });
    expect(verdict(state(lax), state(good, elsewhere))).toBe('ok');
  });

  it('an address may stand among the DNS names', () => {
    expect(verdict(state(good), state(member('address'), { hosts: ['10.0.0.1:27017'] }))).toBe('ok');
    expect(verdict(state(good), state(member('address'), { hosts: ['10.0.0.2:27017'] }))).toBe(
      'host-name-not-covered',
    );
  });

  it('the common name counts without any alternative name only', () => {
    expect(verdict(state(good), state(member('common-name')))).toBe('ok');
    expect(verdict(state(good), state(member('common-name'), { hosts: ['db2.lan'] }))).toBe(
      'host-name-not-covered',
    );
  });
});

describe('what the accepting member makes of the certificate of the one that connects', () => {
  it.each([
    ['public', 'wrong-purpose'],
    ['of-other-ca', 'client-chain-untrusted server-chain-untrusted'],
  ])('%s: %s', (certificate, expected) => {
    const codes = verdict(state(member(certificate)), state(good))
      .split(' ')
      .sort()
      .join(' ');
    expect(codes).toBe(
      expected
        .split(' ')
        .filter((code) => !code.startsWith('server'))
        .join(' '),
    );
  });

  it('jstests/ssl/ssl_cluster_ca.js: clusterFile is judged by clusterCAFile, certificateKeyFile by CAFile', () => {
    const split = (clusterFile: string, clusterCa: string) =>
      member('mongod', {
        more: `    clusterFile: /etc/ssl/${clusterFile}.pem\n    clusterCAFile: /etc/ssl/${clusterCa}.pem\n`,
      });
    const right = state(split('member', 'members-ca'));
    expect(verdict(right, right)).toBe('ok');
    expect(verdict(state(split('mongod', 'members-ca')), right)).toBe('client-chain-untrusted');
    expect(verdict(right, state(split('member', 'ca')))).toBe('client-chain-untrusted');
    // an ordinary certificate of the CAFile is refused as well
    expect(verdict(state(good), right)).toBe('client-chain-untrusted');
  });

  it('no certificate is shown where it is withheld', () => {
    const withheld = member('mongod', { rest: 'setParameter: { tlsWithholdClientCertificate: true }\n' });
    expect(verdict(state(withheld), state(good))).toBe('no-client-certificate');
    const open = member('mongod', { more: '    allowConnectionsWithoutCertificates: true\n' });
    expect(verdict(state(withheld), state(open))).toBe('ok');
    expect(verdict(state(withheld + x509), state(open + x509))).toBe('no-client-certificate');
  });

  it('a file that is not here leaves the pair open, and its line is told', () => {
    const gone = state(member('gone'), { name: 'db2' });
    const { ok, faults } = judgePair(state(good), gone, world);
    expect(ok).toBeNull();
    expect(faults).toMatchObject([{ code: 'server-chain-untrusted', side: 'to', unknown: true }]);
    expect(faults[0]?.message).toContain('/etc/ssl/gone.pem');
    expect(judgePair(gone, state(good), world)).toMatchObject({
      ok: null,
      faults: [{ code: 'client-chain-untrusted', side: 'from' }],
    });
  });
});

describe('who is a member', () => {
  it('by O, OU and DC', () => {
    expect(verdict(state(member('mongod') + x509), state(good + x509))).toBe('ok');
    expect(verdict(state(member('other-organization') + x509), state(good + x509))).toBe('not-a-member');
    expect(verdict(state(good + x509), state(member('no-organization') + x509))).toBe('not-a-member');
    // 7.0 and later ask for each part of their own name, and more does no harm
    const more = state(member('more-units') + x509);
    expect(verdict(more, state(good + x509, { version: '8.0.10' }))).toBe('ok');
    expect(verdict(more, state(good + x509, { version: '5.0.7' }))).toBe('not-a-member');
  });

  it('jstests/sslSpecial/x509_cluster_auth_rollover.js: a name that counts beside the own one', () => {
    const rest = `${x509}setParameter: { tlsX509ClusterAuthDNOverride: "O=Elsewhere, OU=Database" }\n`;
    const prepared = member('mongod', { rest });
    const rolled = member('other-organization', {
      rest: `${x509}setParameter: { tlsX509ClusterAuthDNOverride: "O=Example, OU=Database" }\n`,
    });
    const [one, other] = [state(prepared), state(rolled)];
    for (const [from, to] of [
      [one, other],
      [other, one],
      [one, one],
      [other, other],
    ] as const) {
      expect(verdict(from, to)).toBe('ok');
    }
    expect(verdict(other, state(good + x509))).toBe('not-a-member');
    expect(verdict(state(good + x509), state(member('other-organization') + x509))).toBe('not-a-member');
  });

  it('by attributes or an extension instead, and by an override besides', () => {
    const byAttributes = member('mongod', {
      more: '    clusterAuthX509: { attributes: "O=Example, OU=Database" }\n',
    });
    expect(verdict(state(member('other-organization') + x509), state(byAttributes + x509))).toBe(
      'not-a-member',
    );
    const byExtension = member('of-cluster', {
      more: '    clusterAuthX509: { extensionValue: production }\n',
    });
    expect(verdict(state(member('of-cluster') + x509), state(byExtension + x509))).toBe('ok');
    expect(verdict(state(good + x509), state(byExtension + x509))).toBe('not-a-member');
    const override = `setParameter: { tlsClusterAuthX509Override: '{ attributes: "O=Example, OU=Database" }' }\n`;
    expect(verdict(state(good + x509), state(byExtension + x509 + override))).toBe('ok');
  });

  it('a certificate that is let in although it is invalid has no name to log in with', () => {
    const lax = member('mongod', { more: '    allowInvalidCertificates: true\n' });
    const foreign = member('of-other-ca', { more: '    allowInvalidCertificates: true\n' });
    expect(verdict(state(foreign), state(lax))).toBe('ok');
    expect(verdict(state(foreign + x509), state(lax + x509))).toBe('client-chain-untrusted');
    // jstests/sslSpecial/upgrade_to_x509_ssl.js: a chain that verifies keeps its name
    expect(verdict(state(lax + x509), state(lax + x509))).toBe('ok');
  });

  it('a server without a CA cannot verify a login by certificate', () => {
    const open = tls(
      '    certificateKeyFile: /etc/ssl/mongod.pem\n',
      'security: { clusterAuthMode: sendKeyFile, keyFile: /etc/key }\n',
    );
    const sends = good + 'security: { clusterAuthMode: sendX509, keyFile: /etc/key }\n';
    expect(verdict(state(sends), state(open, { version: '5.0.7' }))).toBe('no-certificate-authority');
  });
});

describe('keys, addresses and protocols', () => {
  const keyed = (file: string) => `security: { keyFile: /etc/${file} }\n`;

  it('one key in common is enough, in any order', () => {
    expect(verdict(state(keyed('key')), state(keyed('both-keys')))).toBe('ok');
    expect(verdict(state(keyed('both-keys')), state(keyed('other-key')))).toBe('ok');
    expect(verdict(state(keyed('key')), state(keyed('other-key')))).toBe('no-common-key');
    expect(verdict(state(keyed('key')), state(keyed('gone')))).toBe('no-common-key?');
  });

  it('transitionToAuth lets everybody in, and swallows what it does not achieve', () => {
    const transition = 'security: { keyFile: /etc/key, transitionToAuth: true }\n';
    expect(verdict(state(transition), state(''))).toBe('ok');
    expect(verdict(state(''), state(transition))).toBe('ok');
    expect(verdict(state(transition), state(keyed('key')))).toBe('ok');
    expect(verdict(state(transition), state(keyed('other-key')))).toBe('no-common-key');
    expect(verdict(state(keyed('other-key')), state(transition))).toBe('no-common-key');
    expect(verdict(state(''), state(keyed('key')))).toBe('auth-mode-mismatch');
  });

  it('the internal user comes from listed networks only', () => {
    const listed = `security:\n  keyFile: /etc/key\n  clusterIpSourceAllowlist: [ "10.0.0.0/24,fd00::/8", 192.0.2.7 ]\n`;
    const at = (...hosts: string[]) => state(keyed('key'), { hosts });
    expect(verdict(at('10.0.0.9:27017'), state(listed))).toBe('ok');
    expect(verdict(at('[fd00::1]:27017'), state(listed))).toBe('ok');
    expect(verdict(at('192.0.2.7'), state(listed))).toBe('ok');
    expect(verdict(at('10.0.1.9'), state(listed))).toBe('address-not-allowed');
    expect(verdict(at('db1.lan'), state(listed))).toBe('address-not-allowed?');
  });

  it('what was concluded from the source is told as such', () => {
    const listed = state('security:\n  keyFile: /etc/key\n  clusterIpSourceAllowlist: [ 10.0.0.0/24 ]\n');
    const concluded = "(This is concluded from the server's source, not stated there.)";
    const without = judgePair(state(''), state(keyed('key')), world).faults[0];
    expect(without).toMatchObject({ code: 'auth-mode-mismatch' });
    expect(without?.message).toContain(concluded);
    const refused = judgePair(state(keyed('key'), { hosts: ['10.0.1.9:27017'] }), listed, world).faults[0];
    expect(refused?.message).toContain(concluded);
  });

  it('one TLS version must be common', () => {
    const only = (disabled: string) => member('mongod', { more: `    disabledProtocols: "${disabled}"\n` });
    const old = only('TLS1_2,TLS1_3');
    const { faults } = judgePair(state(good, { version: '8.1' }), state(old), world);
    expect(faults).toMatchObject([{ code: 'no-shared-protocol', side: 'to' }]);
    expect(verdict(state(good, { version: '8.0.10' }), state(old))).toBe('ok');
    expect(verdict(state(only('TLS1_0,TLS1_1,TLS1_2')), state(only('TLS1_3')))).toBe('no-shared-protocol');
  });
});
