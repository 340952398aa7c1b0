import { describe, expect, it } from 'vitest';
import { innermost, tokenizer } from '../support/tokenize.ts';

const conf = await tokenizer('mongod-conf.tmLanguage.json');
const keyfile = await tokenizer('mongodb-keyfile.tmLanguage.json');
const pem = await tokenizer('pem.tmLanguage.json');

/** `text` to innermost scope without the language's suffix. */
function scopes(tokenize: typeof conf, text: string): Record<string, string> {
  return Object.fromEntries(
    innermost(tokenize(text)).map(([token, scope]) => [token, scope.replace(/\.[\w-]+$/, '')]),
  );
}

describe('the grammar of mongod.conf', () => {
  it('tells sections, keys and values apart', () => {
    const text = 'net:\n  port: 27017\n  ipv6: true # why\n  bindIp: 10.0.0.7\n';
    expect(innermost(conf(text))).toEqual([
      ['net', 'keyword.other.section.mongod-conf'],
      [':', 'punctuation.separator.key-value.mongod-conf'],
      ['port', 'entity.name.tag.mongod-conf'],
      [':', 'punctuation.separator.key-value.mongod-conf'],
      ['27017', 'constant.numeric.mongod-conf'],
      ['ipv6', 'entity.name.tag.mongod-conf'],
      [':', 'punctuation.separator.key-value.mongod-conf'],
      ['true', 'constant.language.boolean.mongod-conf'],
      ['#', 'punctuation.definition.comment.mongod-conf'],
      ['why', 'comment.line.number-sign.mongod-conf'],
      ['bindIp', 'entity.name.tag.mongod-conf'],
      [':', 'punctuation.separator.key-value.mongod-conf'],
      ['10.0.0.7', 'string.unquoted.mongod-conf'],
    ]);
  });

  it.each([
    ['net.tls.mode: requireTLS', 'requireTLS', 'constant.language.mode'],
    ['net: {tls: {mode: preferTLS}}', 'preferTLS', 'constant.language.mode'],
    ['net: {tls: {mode: preferTLS}}', 'mode', 'entity.name.tag'],
    ['  "CAFile": /etc/ssl/ca.pem', '"CAFile"', 'entity.name.tag'],
    ['  CAFile: /etc/ssl/ca.pem', '/etc/ssl/ca.pem', 'string.unquoted'],
    ['  CAFile: "C:\\\\ca.pem"', '\\\\', 'constant.character.escape'],
    ["  CAFile: 'it''s'", "''", 'constant.character.escape'],
    ['  level: 0.5', '0.5', 'constant.numeric'],
    ['  port: 27017abc', '27017abc', 'string.unquoted'],
    ['  on: trueish', 'trueish', 'string.unquoted'],
    ['  key: null', 'null', 'constant.language.null'],
    ['    __exec: "cat secret"', '__exec', 'keyword.control.directive'],
    ['  - one', '-', 'punctuation.definition.list-item'],
    ['---', '---', 'keyword.operator.document'],
    ['  uri: mongodb://db:27017', 'mongodb://db:27017', 'string.unquoted'],
    ['a: &anchor 1', '&anchor', 'variable.other.alias'],
    ['sslMode = requireSSL', 'sslMode', 'entity.name.tag'],
    ['sslMode=requireSSL', 'requireSSL', 'constant.language.mode'],
    ['fork = true', 'true', 'constant.language.boolean'],
    ['[mongod]', 'mongod', 'entity.name.section'],
  ])('%s', (text, token, scope) => {
    expect(scopes(conf, text)[token]).toBe(scope);
  });

  it.each([
    ['  port: {{ port }}', '{{ port }}', 'variable.other.template'],
    ['{% if tls %}', '{% if tls %}', 'keyword.control.template'],
    ['{# why #}', '{# why #}', 'comment.block.template'],
    ['  port: <%= @port %>', '<%= @port %>', 'variable.other.template'],
    ['<% if @tls -%>', '<% if @tls -%>', 'keyword.control.template'],
    ['  port: ${PORT}', '${PORT}', 'variable.other.template'],
    ['  dbPath: /data/${NAME}/db', '${NAME}', 'variable.other.template'],
    ['  dbPath: "/data/{{ name }}"', '{{ name }}', 'variable.other.template'],
    ['  dbPath: %MONGO_DATA%', '%MONGO_DATA%', 'variable.other.template'],
    ['  port: #port#', '#port#', 'variable.other.template'],
    ['{{- /* why */ -}}', '{{- /* why */ -}}', 'comment.block.template'],
  ])('marks what a template fills in: %s', (text, token, scope) => {
    const found = conf(text)
      .flat()
      .filter(({ scopes: all }) => all.some((name) => name.startsWith(scope)));
    expect(found.map((each) => each.text).join(' ')).toBe(token);
  });

  it('marks the comments that steer the checks', () => {
    expect(scopes(conf, '# mongodb-tls: version=4.4.18')['mongodb-tls']).toBe('keyword.other.directive');
    expect(scopes(conf, '# mongodb-tls-disable-next-line x')['mongodb-tls-disable-next-line']).toBe(
      'keyword.other.directive',
    );
    expect(scopes(conf, '# mongodb-tlsx')['mongodb-tlsx']).toBe('comment.line.number-sign');
  });

  it('leaves no visible text of a whole file without a scope', () => {
    const text = [
      '# mongod.conf',
      'storage:',
      '  dbPath: /var/lib/mongodb',
      'net: {port: 27017, bindIp: "::,0.0.0.0", tls: {disabledProtocols: [TLS1_0, TLS1_1]}}',
      'setParameter: &p',
      '  enableLocalhostAuthBypass: false',
      '  x: $5 @a b%c <d #e',
      'other: *p',
    ].join('\n');
    expect(innermost(conf(text)).filter(([, scope]) => scope === '')).toEqual([]);
  });
});

describe('the grammar of keyfiles', () => {
  it('shows keys, a list of keys, comments and what cannot be in a key', () => {
    expect(innermost(keyfile('# old and new\n- bXlrZXk=\n- abc!def\n'))).toEqual([
      ['#', 'punctuation.definition.comment.mongodb-keyfile'],
      ['old and new', 'comment.line.number-sign.mongodb-keyfile'],
      ['-', 'punctuation.definition.list-item.mongodb-keyfile'],
      ['bXlrZXk=', 'string.unquoted.key.mongodb-keyfile'],
      ['-', 'punctuation.definition.list-item.mongodb-keyfile'],
      ['abc', 'string.unquoted.key.mongodb-keyfile'],
      ['!', 'invalid.illegal.key.mongodb-keyfile'],
      ['def', 'string.unquoted.key.mongodb-keyfile'],
    ]);
  });
});

describe('the grammar of PEM', () => {
  const lines = [
    'subject=CN = db1',
    '-----BEGIN CERTIFICATE-----',
    'MIIB+/==',
    '-----END CERTIFICATE-----',
    '-----BEGIN RSA PRIVATE KEY-----',
    'Proc-Type: 4,ENCRYPTED',
    '',
    'ab*c',
    '-----END RSA PRIVATE KEY-----',
    'after',
  ];
  const tokens = pem(lines.join('\n'));

  it('shows text around the blocks as a comment', () => {
    expect(tokens[0]?.[0]?.scopes).toContain('comment.line.explanation.pem');
    expect(tokens[9]?.[0]?.scopes).toContain('comment.line.explanation.pem');
  });

  it('shows labels, headers, base64 and what is not', () => {
    expect(tokens[1]?.find(({ text }) => text === 'CERTIFICATE')?.scopes).toContain('entity.name.type.pem');
    expect(tokens[2]).toEqual([
      { text: 'MIIB+/==', scopes: ['meta.block.pem', 'string.unquoted.base64.pem'] },
    ]);
    expect(tokens[4]?.map(({ text }) => text)).toContain('RSA PRIVATE KEY');
    expect(tokens[5]?.[0]?.scopes).toContain('variable.other.header.pem');
    expect(tokens[7]?.[1]).toEqual({
      text: '*',
      scopes: ['meta.block.private-key.pem', 'invalid.illegal.base64.pem'],
    });
  });

  it('ends a block that was never closed where the next begins', () => {
    const open = pem('-----BEGIN CERTIFICATE-----\nMIIB\n-----BEGIN CERTIFICATE-----\n');
    expect(
      open[2]?.every(({ scopes: all }) => all.filter((name) => name === 'meta.block.pem').length === 1),
    ).toBe(true);
  });
});
