import { describe, expect, it } from 'vitest';
import { state, verdict } from '../../support/cluster-members.ts';

/**
 * The combinations that the server's own tests assert to work or to fail: jstests/ssl/mixed_mode_repl.js, mixed_mode_sharded.js,
 * jstests/sslSpecial/mixed_mode_repl_nossl.js, mixed_mode_sharded_nossl.js, jstests/sslSpecial/upgrade_to_x509_ssl.js,
 * upgrade_noauth_to_x509_*.js, mixed_mode_sharded_transition.js. A cluster works where every pair works in both directions.
 */
const files = `
    certificateKeyFile: /etc/ssl/mongod.pem
    CAFile: /etc/ssl/ca.pem
    allowInvalidHostnames: true
`;
const tls = (mode: string) =>
  mode === 'disabled' ? 'net: { tls: { mode: disabled } }\n' : `net:\n  tls:\n    mode: ${mode}${files}`;

function works(...configurations: readonly string[]): boolean {
  const states = configurations.map((text, index) => state(text, { name: `member${String(index)}` }));
  return states.every((from) => states.every((to) => from === to || verdict(from, to) === 'ok'));
}

describe('TLS modes of two members', () => {
  it.each([
    ['disabled', 'disabled', true],
    ['disabled', 'allowTLS', true],
    ['disabled', 'preferTLS', false],
    ['disabled', 'requireTLS', false],
    ['allowTLS', 'allowTLS', true],
    ['allowTLS', 'preferTLS', true],
    ['allowTLS', 'requireTLS', false],
    ['preferTLS', 'preferTLS', true],
    ['preferTLS', 'requireTLS', true],
    ['requireTLS', 'requireTLS', true],
  ])('%s with %s: %s', (one, other, expected) => {
    expect(works(tls(one), tls(other))).toBe(expected);
    expect(works(tls(other), tls(one))).toBe(expected);
  });

  it('three different modes always leave a broken pair', () => {
    const modes = ['disabled', 'allowTLS', 'preferTLS', 'requireTLS'];
    for (const left of modes) {
      const others = modes.filter((mode) => mode !== left).map(tls);
      expect(works(...others)).toBe(false);
    }
  });

  it.each([
    ['disabled', 'ok', 'ok', 'ok', 'plain-refused'],
    ['allowTLS', 'ok', 'ok', 'ok', 'plain-refused'],
    ['preferTLS', 'tls-refused', 'ok', 'ok', 'ok'],
    ['requireTLS', 'tls-refused', 'ok', 'ok', 'ok'],
  ])('the row of %s', (from, ...expected) => {
    const found = ['disabled', 'allowTLS', 'preferTLS', 'requireTLS'].map((to) =>
      verdict(state(tls(from)), state(tls(to))),
    );
    expect(found).toEqual(expected);
  });

  it('is the same for the ssl names of servers before 4.2', () => {
    const ssl = (mode: string) =>
      `# mongodb-tls: version=4.0.28\nnet: { ssl: { mode: ${mode}, PEMKeyFile: /etc/ssl/mongod.pem, CAFile: /etc/ssl/ca.pem } }\n`;
    expect(works(ssl('allowSSL'), ssl('preferSSL'))).toBe(true);
    expect(works(ssl('allowSSL'), ssl('requireSSL'))).toBe(false);
    expect(works(ssl('preferSSL'), tls('requireTLS'))).toBe(true);
  });
});

describe('cluster authentication', () => {
  const auth = (mode: string, tlsMode = 'requireTLS') => {
    if (mode === 'none') return tls(tlsMode);
    if (mode === 'keyFile') return `${tls(tlsMode)}security: { keyFile: /etc/key }\n`;
    return `${tls(tlsMode)}security: { keyFile: /etc/key, clusterAuthMode: ${mode} }\n`;
  };

  it.each([
    ['none', 'ok', 'auth-mode-mismatch', 'auth-mode-mismatch', 'auth-mode-mismatch', 'auth-mode-mismatch'],
    ['keyFile', 'auth-mode-mismatch', 'ok', 'ok', 'ok', 'auth-mode-mismatch'],
    ['sendKeyFile', 'auth-mode-mismatch', 'ok', 'ok', 'ok', 'auth-mode-mismatch'],
    ['sendX509', 'auth-mode-mismatch', 'auth-mode-mismatch', 'ok', 'ok', 'ok'],
    ['x509', 'auth-mode-mismatch', 'auth-mode-mismatch', 'ok', 'ok', 'ok'],
  ])('the row of %s', (from, ...expected) => {
    const found = ['none', 'keyFile', 'sendKeyFile', 'sendX509', 'x509'].map((to) =>
      verdict(state(auth(from)), state(auth(to))),
    );
    expect(found).toEqual(expected);
  });

  it('upgrade_to_x509_ssl.js: each step works with the one before, no other', () => {
    expect(works(auth('keyFile'), auth('sendKeyFile'))).toBe(true);
    expect(works(auth('sendKeyFile'), auth('sendX509'))).toBe(true);
    expect(works(auth('sendX509'), auth('x509'))).toBe(true);
    expect(works(auth('keyFile'), auth('sendX509'))).toBe(false);
    expect(works(auth('keyFile'), auth('x509'))).toBe(false);
    expect(works(auth('sendKeyFile'), auth('x509'))).toBe(false);
    expect(works(auth('sendKeyFile', 'allowTLS'), auth('sendX509', 'preferTLS'))).toBe(true);
  });

  it('mixed_mode_sharded_transition.js: x509 with transitionToAuth from allowTLS on', () => {
    const transition = (mode: string) =>
      `${tls(mode)}security: { clusterAuthMode: x509, transitionToAuth: true }\n`;
    const enforcing = `${tls('requireTLS')}security: { clusterAuthMode: x509 }\n`;
    expect(works(tls('disabled'), transition('allowTLS'))).toBe(true);
    expect(works(transition('allowTLS'), transition('preferTLS'))).toBe(true);
    expect(works(transition('preferTLS'), enforcing)).toBe(true);
    expect(works(transition('allowTLS'), enforcing)).toBe(false);
  });

  it('a server that was switched to x509 while running keeps its key, one that was started with it has none', () => {
    const running = { ...state(auth('sendX509')), clusterAuthMode: 'x509' } as const;
    expect(verdict(state(auth('sendKeyFile')), running)).toBe('ok');
    expect(verdict(state(auth('sendKeyFile')), state(auth('x509')))).toBe('auth-mode-mismatch');
  });
});
