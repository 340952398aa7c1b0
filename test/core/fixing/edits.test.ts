import { describe, expect, it } from 'vitest';
import {
  addParameter,
  addSetting,
  removeSetting,
  replaceValue,
} from '../../../server/src/core/fixing/edits.ts';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { parseConfig, type Config } from '../../../server/src/core/config/config.ts';
import type { Setting } from '../../../server/src/core/config/setting.ts';
import type { Edit } from '../../../server/src/core/text/span.ts';

function apply(text: string, make: (config: Config) => Edit | undefined): string | undefined {
  const edit = make(parseConfig(text));
  return edit && applyEdits(text, [edit]);
}

function at(config: Config, canonical: string): Setting {
  const setting = config.get(canonical);
  if (!setting) throw new Error(`no ${canonical}`);
  return setting;
}

const ca = '/etc/ssl/ca.pem';
const addCa = (config: Config) =>
  addSetting(config, 'net.tls.CAFile', ca, config.get('net.tls.mode') ?? config.get('net.ssl.mode'));

describe('addSetting', () => {
  it.each([
    [
      'nested',
      'net:\n  tls:\n    mode: requireTLS # all\n    x: 1\n',
      'net:\n  tls:\n    mode: requireTLS # all\n    CAFile: /etc/ssl/ca.pem\n    x: 1\n',
    ],
    [
      'no line break at the end',
      'net:\n  tls:\n    mode: requireTLS',
      'net:\n  tls:\n    mode: requireTLS\n    CAFile: /etc/ssl/ca.pem',
    ],
    [
      'CRLF',
      'net:\r\n  tls:\r\n    mode: requireTLS\r\nx: 1\r\n',
      'net:\r\n  tls:\r\n    mode: requireTLS\r\n    CAFile: /etc/ssl/ca.pem\r\nx: 1\r\n',
    ],
    [
      'the ssl names',
      'net:\n  ssl:\n    mode: requireSSL\n',
      'net:\n  ssl:\n    mode: requireSSL\n    CAFile: /etc/ssl/ca.pem\n',
    ],
    [
      'a dotted key',
      'net.tls.mode: requireTLS\nx: 1\n',
      'net.tls.mode: requireTLS\nnet.tls.CAFile: /etc/ssl/ca.pem\nx: 1\n',
    ],
    [
      'half dotted',
      'net:\n  tls.mode: requireTLS\n',
      'net:\n  tls.mode: requireTLS\n  tls.CAFile: /etc/ssl/ca.pem\n',
    ],
    [
      'flow',
      'net: {tls: {mode: requireTLS }, port: 1}\n',
      'net: {tls: {mode: requireTLS, CAFile: /etc/ssl/ca.pem }, port: 1}\n',
    ],
    [
      'JSON on one line',
      '{"net": {"tls": {"mode": "requireTLS"}}}',
      '{"net": {"tls": {"mode": "requireTLS", "CAFile": "/etc/ssl/ca.pem"}}}',
    ],
    [
      'JSON in lines',
      '{\n  "net": {\n    "tls": {\n      "mode": "requireTLS"\n    }\n  }\n}',
      '{\n  "net": {\n    "tls": {\n      "mode": "requireTLS",\n      "CAFile": "/etc/ssl/ca.pem"\n    }\n  }\n}',
    ],
    ['INI', 'sslMode=requireSSL\nport=1\n', 'sslMode=requireSSL\nsslCAFile=/etc/ssl/ca.pem\nport=1\n'],
    ['INI without a line break', 'tlsMode = requireTLS', 'tlsMode = requireTLS\ntlsCAFile = /etc/ssl/ca.pem'],
  ])('%s', (_, text, expected) => {
    expect(apply(text, addCa)).toBe(expected);
  });

  it.each([
    [
      'a section that is there',
      'net:\n    tls:\n        mode: disabled\n    port: 1\n',
      'security.authorization',
      'net:\n    tls:\n        mode: disabled\n    port: 1\nsecurity:\n    authorization: enabled\n',
    ],
    [
      'after the last of its section',
      'security:\n  keyFile: /k\n\n# end\nnet:\n  port: 1\n',
      'security.authorization',
      'security:\n  keyFile: /k\n  authorization: enabled\n\n# end\nnet:\n  port: 1\n',
    ],
    [
      'an empty file',
      '# only a comment\n',
      'security.authorization',
      '# only a comment\nsecurity:\n  authorization: enabled\n',
    ],
    [
      'an empty flow section',
      'security: {}\n',
      'security.authorization',
      'security: {authorization: enabled}\n',
    ],
    [
      'below a block scalar',
      'systemLog:\n  path: |\n    a\n    b\nnet:\n  port: 1\n',
      'systemLog.destination',
      'systemLog:\n  path: |\n    a\n    b\n  destination: enabled\nnet:\n  port: 1\n',
    ],
  ])('finds %s', (_, text, path, expected) => {
    expect(apply(text, (config) => addSetting(config, path, 'enabled'))).toBe(expected);
  });

  it('quotes a value that would not stay text', () => {
    const added = apply('net:\n  tls:\n    mode: requireTLS\n', (config) =>
      addSetting(config, 'net.tls.CAFile', "/a: b/it's #1.pem"),
    );
    expect(parseConfig(added ?? '').textOf('net.tls.CAFile')).toBe("/a: b/it's #1.pem");
    const windows = apply('net: {tls: {mode: requireTLS}}\n', (config) =>
      addSetting(config, 'net.tls.CAFile', 'C:\\mongo db\\ca.pem'),
    );
    expect(parseConfig(windows ?? '').textOf('net.tls.CAFile')).toBe('C:\\mongo db\\ca.pem');
  });

  it('gives nothing where there is no place', () => {
    expect(apply('- a\n', addCa)).toBeUndefined();
    expect(apply('net: 5\n', addCa)).toBeUndefined();
    expect(apply('net:\n  tls:\n    mode: requireTLS\n    x: [1\n', addCa)).toBeUndefined();
    expect(
      apply('security.authorization = enabled\n', (config) =>
        addSetting(config, 'security.authorization', 'x'),
      ),
    ).toBeUndefined();
  });
});

describe('addParameter', () => {
  it.each([
    ['net:\n  port: 1\n', 'net:\n  port: 1\nsetParameter:\n  tlsUseSystemCA: true\n'],
    [
      'setParameter:\n   a: 1\nnet:\n   port: 1\n',
      'setParameter:\n   a: 1\n   tlsUseSystemCA: true\nnet:\n   port: 1\n',
    ],
    ['net.port: 1\n', 'net.port: 1\nsetParameter:\n  tlsUseSystemCA: true\n'],
    ['{net: {port: 1}}', '{net: {port: 1}, setParameter: {tlsUseSystemCA: true}}'],
    ['{"net": {"port": 1}}', '{"net": {"port": 1}, "setParameter": {"tlsUseSystemCA": true}}'],
    ['port = 1', 'port = 1\nsetParameter = tlsUseSystemCA=true'],
    ['setParameter = a=1\nport = 1\n', 'setParameter = a=1\nsetParameter = tlsUseSystemCA=true\nport = 1\n'],
  ])('%j', (text, expected) => {
    expect(apply(text, (config) => addParameter(config, 'tlsUseSystemCA', 'true'))).toBe(expected);
  });
});

describe('removeSetting', () => {
  it.each([
    ['net:\n  tls:\n    mode: requireTLS # x\n    CAFile: a\n', 'net:\n  tls:\n    CAFile: a\n'],
    ['net:\n  tls:\n    mode: requireTLS\n  port: 1\n', 'net:\n  port: 1\n'],
    ['net:\n  tls:\n    mode: requireTLS\nsecurity:\n  keyFile: k\n', 'security:\n  keyFile: k\n'],
    ['net: {tls: {mode: requireTLS, CAFile: a}}\n', 'net: {tls: {CAFile: a}}\n'],
    ['net: {tls: {CAFile: a, mode: requireTLS}}\n', 'net: {tls: {CAFile: a}}\n'],
    ['tlsMode = requireTLS\r\nport = 1\r\n', 'port = 1\r\n'],
  ])('%j', (text, expected) => {
    expect(apply(text, (config) => removeSetting(config, at(config, 'net.tls.mode')))).toBe(expected);
  });
});

describe('replaceValue', () => {
  it.each([
    ['net.tls.mode: requireSSL\n', 'net.tls.mode: requireTLS\n'],
    ['net.tls.mode: "requireSSL" # x\n', 'net.tls.mode: "requireTLS" # x\n'],
    ['net.tls.mode:\n', 'net.tls.mode: requireTLS\n'],
    ['net.tls.mode: null\n', 'net.tls.mode: requireTLS\n'],
    ['tlsMode=requireSSL\n', 'tlsMode=requireTLS\n'],
  ])('%j', (text, expected) => {
    expect(apply(text, (config) => replaceValue(config, at(config, 'net.tls.mode'), 'requireTLS'))).toBe(
      expected,
    );
  });
});
