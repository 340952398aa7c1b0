import { describe, expect, it } from 'vitest';
import { namedFiles, parseConfig } from '../../../server/src/core/config/config.ts';
import {
  explainTlsLeg,
  gatewayNamesBelow,
  gatewaySettingAt,
  gatewaySettings,
  tlsLegOf,
} from '../../../server/src/core/catalogue/mongosqld.ts';

describe('the settings of mongosqld', () => {
  it('have unique paths, descriptions and defaults among their values', () => {
    expect(new Set(gatewaySettings.map(({ path }) => path)).size).toBe(gatewaySettings.length);
    for (const setting of gatewaySettings) {
      expect(setting.description).toMatch(/^[A-Z].*\.$/);
      expect(setting.values !== undefined, setting.path).toBe(setting.type === 'enum');
      if (setting.values && setting.default !== undefined) expect(setting.values).toContain(setting.default);
    }
  });

  it('has ssl names and no tls names', () => {
    expect(gatewaySettingAt('net.ssl.mode')?.values).toEqual(['disabled', 'allowSSL', 'requireSSL']);
    expect(gatewaySettingAt('mongodb.net.ssl.enabled')?.type).toBe('bool');
    expect(gatewaySettings.filter(({ path }) => path.includes('.tls'))).toEqual([]);
  });

  it('knows its sections', () => {
    expect([...(gatewayNamesBelow('') ?? [])]).toContain('runtime');
    expect([...(gatewayNamesBelow('mongodb.net') ?? [])]).toEqual(['uri', 'ssl', 'auth']);
    expect(gatewayNamesBelow('net.port')).toBeUndefined();
  });

  it('names the files of both connections', () => {
    const text = 'net:\n  ssl:\n    PEMKeyFile: /a\nmongodb:\n  net:\n    ssl:\n      CAFile: /b\n';
    const config = parseConfig(text, { fileName: 'mongosqld.conf' });
    expect(namedFiles(config).map((setting) => setting.text)).toEqual(['/a', '/b']);
  });

  it.each([
    ['net:\n  port: 3307\nsystemLog:\n  path: /l\n', 'mongosqld'],
    ['net:\n  port: 3307\nsystemLog:\n  path: /l\n  destination: file\n', 'mongod'],
    ['net:\n  port: 27017\nsystemLog:\n  path: /l\n', 'mongod'],
  ])('%j is a file of %s', (text, program) => {
    expect(parseConfig(text).program).toBe(program);
  });

  it('tells the two TLS connections apart', () => {
    expect(tlsLegOf('net.ssl.CAFile')).toBe('clients');
    expect(tlsLegOf('mongodb.net.ssl')).toBe('server');
    expect(tlsLegOf('net.port')).toBeUndefined();
    expect(explainTlsLeg('clients')).toContain('SQL clients to mongosqld');
    expect(explainTlsLeg('server')).toContain('mongosqld to mongod');
  });
});
