import { describe, expect, it } from 'vitest';
import { listensEverywhere } from '../../../server/src/core/security/client-validation.ts';
import { accessControl, clusterAuth } from '../../../server/src/core/security/cluster-auth.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { parameterFlag } from '../../../server/src/core/config/parameters.ts';
import { isAbsent } from '../../../server/src/core/config/presence.ts';
import {
  disabledProtocols,
  meantProtocol,
  protocolTokens,
} from '../../../server/src/core/security/protocols.ts';
import type { Setting } from '../../../server/src/core/config/setting.ts';
import { tlsMode } from '../../../server/src/core/security/tls-mode.ts';
import { usesSystemCa } from '../../../server/src/core/security/trust.ts';
import { spansInValue } from '../../../server/src/core/config/value-span.ts';
import { parseServerVersion, type ServerVersion } from '../../../server/src/core/server/server-version.ts';

function version(text: string): ServerVersion {
  return parseServerVersion(text) ?? [0, 0, 0];
}

function first(text: string): Setting {
  const [setting] = parseConfig(text).settings;
  if (!setting) throw new Error(`no setting in ${text}`);
  return setting;
}

describe('isAbsent', () => {
  it.each([
    ['net.port: 1\n', true],
    ['net.tls.CAFile: a\n', false],
    ['net.ssl.CAFile: a\n', false],
    // a template may put it in
    ['net.port: 1\n{{ more }}\n', false],
    // what could not be read may hold it
    ['net.port: 1\nother: [CAFile\n', false],
    ['net.port: 1\n# CAFile\nother: [port\n', true],
  ])('%j: %s', (text, absent) => {
    expect(isAbsent(parseConfig(text), 'net.tls.CAFile')).toBe(absent);
  });
});

describe('clusterAuth and accessControl', () => {
  it.each([
    ['net.port: 1\n', 'none', false],
    ['security.keyFile: /k\n', 'keyFile', true],
    ['security.clusterAuthMode: x509\n', 'x509', true],
    ['security:\n  clusterAuthMode: x509\n  keyFile: /k\n', 'x509', true],
    ['security.clusterAuthMode: X509\n', undefined, true],
    ['security.authorization: enabled\n', 'none', true],
    ['security.authorization: Enabled\n', 'none', false],
    ['security:\n  authorization: disabled\n  keyFile: /k\n', 'keyFile', true],
    ['security:\n  keyFile: /k\n  transitionToAuth: true\n', 'keyFile', false],
    ['security:\n  keyFile: /k\n  transitionToAuth: {{ t }}\n', 'keyFile', undefined],
    ['security.authorization: {{ auth }}\n', 'none', undefined],
    ['{{ security }}\n', undefined, undefined],
    ['auth = true\n', 'none', true],
    ['noauth = false\n', 'none', true],
  ])('%j', (text, mode, on) => {
    const config = parseConfig(text);
    expect(clusterAuth(config).mode).toBe(mode);
    expect(accessControl(config)).toBe(on);
  });
});

describe('tlsMode', () => {
  it.each([
    ['net.port: 1\n', 'disabled'],
    ['{{ tls }}\n', undefined],
    ['net.ssl.mode: requireSSL\n', 'requireTLS'],
    ['tlsOnNormalPorts = true\n', 'requireTLS'],
  ])('%j: %s', (text, mode) => {
    expect(tlsMode(parseConfig(text)).mode).toBe(mode);
  });
});

describe('server parameters', () => {
  it('take 1 and 0 for booleans, and older names', () => {
    const flag = (text: string, name: string) =>
      parameterFlag(parseConfig(`setParameter:\n  ${text}\n`), name);
    expect(flag('tlsUseSystemCA: 1', 'tlsUseSystemCA')).toBe(true);
    expect(flag('tlsUseSystemCA: "0"', 'tlsUseSystemCA')).toBe(false);
    expect(flag('tlsUseSystemCA: yes', 'tlsUseSystemCA')).toBeUndefined();
    expect(flag('sslWithholdClientCertificate: true', 'tlsWithholdClientCertificate')).toBe(true);
    expect(usesSystemCa(parseConfig('net.port: 1\n'))).toBe(false);
    expect(usesSystemCa(parseConfig('{{ parameters }}\n'))).toBeUndefined();
  });
});

describe('lists of protocols', () => {
  it.each([
    ['a,,b,', ['a', 'b']],
    [',a', ['', 'a']],
    [' a, b ', [' a', ' b ']],
    ['', []],
  ])('%j is split as the server does', (text, expected) => {
    const tokens = protocolTokens(text, version('8.0'), { allowNoPrefix: true });
    expect(tokens.map((token) => token.text)).toEqual(expected);
  });

  it('take the place of the default of the release', () => {
    const off = (text: string | undefined, release: string) => {
      const found = disabledProtocols(text, version(release));
      return found && [...found];
    };
    expect(off(undefined, '3.6')).toEqual([]);
    expect(off(undefined, '8.0')).toEqual(['TLS1_0']);
    expect(off(undefined, '8.2')).toEqual(['TLS1_0', 'TLS1_1']);
    expect(off('TLS1_1', '8.0')).toEqual(['TLS1_1']);
    expect(off('noTLS1_0,TLS1_0', '8.0')).toEqual(['TLS1_0']);
    expect(off('none', '8.0')).toEqual([]);
    expect(off('SSLv3', '8.0')).toBeUndefined();
  });

  it.each([
    ['TLSv1.2', 'TLS1_2'],
    [' tls1_0 ', 'TLS1_0'],
    ['TLS 1.1', 'TLS1_1'],
    ['TLSv1', 'TLS1_0'],
    ['SSLv3', undefined],
    ['TLS1_5', undefined],
  ])('%j means %s', (word, protocol) => {
    expect(meantProtocol(word)).toBe(protocol);
  });
});

describe('spansInValue', () => {
  it.each([
    ['a: bcd\n', 'c'],
    ['a: "bcd"\n', 'c'],
    ["a: 'bcd'\n", 'c'],
    ['a: "b\\x63d"\n', '"b\\x63d"'],
    ['a: b\n c\n', 'b\n c'],
  ])('%j', (text, expected) => {
    expect(text.slice(...spansInValue(text, first(text))(1, 2))).toBe(expected);
  });
});

describe('listensEverywhere', () => {
  it.each([
    ['net.bindIp: 127.0.0.1, 0.0.0.0\n', '8.0', true],
    ['net.bindIp: "*"\n', '8.0', true],
    ['net.bindIp: "*"\n', '4.0', false],
    ['net.bindIp: 10.0.0.1\n', '8.0', false],
    ['net.bindIpAll: true\n', '4.0', true],
    ['bind_ip_all\n=\n', '8.0', false],
  ])('%j on %s: %s', (text, release, everywhere) => {
    expect(listensEverywhere(parseConfig(text), version(release)) !== undefined).toBe(everywhere);
  });
});
