import { describe, expect, it } from 'vitest';
import { placeAt } from '../../../server/src/core/editing/find-cursor-context.ts';
import { suggestAt } from '../../../server/src/core/editing/suggest.ts';
import { plainText, type Suggestion } from '../../../server/src/core/editing/suggestion.ts';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { facts } from '../../support/facts.ts';
import { atMark } from '../../support/marks.ts';

type Options = Parameters<typeof facts>[0] & { fileName?: string; paths?: string[] };

function suggest(
  marked: string,
  { fileName = 'mongod.conf', paths = [], ...options }: Options = {},
): Suggestion[] {
  const { text, offset } = atMark(marked);
  const config = parseConfig(text, { fileName });
  const place = placeAt(config, offset);
  return place ? suggestAt(place, config, facts(options), offset, paths) : [];
}

const labels = (marked: string, options?: Options) =>
  suggest(marked, options)
    .filter(({ kind }) => kind !== 'set-up')
    .map(({ label }) => label);

/** The text after a suggestion is taken, in an editor without snippets. */
function take(marked: string, label: string, options?: Options): string {
  const found = suggest(marked, options).find((candidate) => candidate.label === label);
  if (!found) throw new Error(`${label} is not offered`);
  const indent = /[ \t]*$/.exec(atMark(marked).text.slice(0, found.span[0]))?.[0] ?? '';
  const insert = plainText(found.insert).replaceAll('\n', `\n${indent}`);
  return applyEdits(atMark(marked).text, [{ span: found.span, text: insert }]);
}

describe('keys are those of the section', () => {
  it.each([
    ['an empty file', '‸', ['net', 'security', 'setParameter', 'storage']],
    ['the first word of a file', 'ne‸', ['net', 'security']],
    ['an indented blank line', 'net:\n  tls:\n    ‸', ['mode', 'CAFile', 'certificateKeyFile']],
    ['a word', 'net:\n  tls:\n    CA‸\n', ['mode', 'CAFile']],
    ['between others', 'net:\n  port: 1\n  ‸\n  ipv6: true\n', ['tls', 'bindIp']],
    ['behind a comment', 'net: # the net\n  # more\n  ‸', ['tls', 'bindIp']],
    ['CRLF', 'net:\r\n  tls:\r\n    ‸\r\n', ['mode']],
    ['flow style', 'net: {tls: {‸}}', ['mode', 'CAFile']],
    ['an open brace', 'net: {port: 1, ‸\n', ['tls', 'bindIp']],
    ['a brace below keys', 'net:\n  tls: {mode: requireTLS, ‸}\n', ['CAFile']],
    ['JSON', '{\n  "net": {\n    "tls": {\n      "‸"\n    }\n  }\n}\n', ['mode', 'CAFile']],
    ['a dotted key', 'net.tls.‸', ['net.tls.mode', 'net.tls.CAFile']],
    ['a dotted key in a section', 'net:\n  tls.‸\n', ['tls.mode', 'tls.CAFile']],
    ['a dotted section', 'net.tls:\n  ‸', ['mode', 'CAFile']],
    ['server parameters', 'setParameter:\n  ‸', ['tlsUseSystemCA', 'ocspEnabled']],
    ['the first document', '---\nnet:\n  ‸\n---\nx: 1\n', ['tls', 'bindIp']],
    ['broken text above', 'storage:\n  dbPath: [\nnet:\n  tls:\n    ‸', ['mode', 'CAFile']],
    ['INI', 'port = 1\n‸', ['tlsMode', 'dbpath', 'noauth']],
    ['parameters in INI', 'port = 1\nsetParameter = ‸', ['tlsUseSystemCA']],
  ])('%s', (_, marked, expected) => {
    expect(labels(marked)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ['a comment', 'net:\n  # ‸\n'],
    ['below a value', 'net:\n  port: 1\n    ‸'],
    ['the second word', 'net:\n  mode requireTLS‸\n'],
    ['a list', 'security:\n  authenticationMechanisms: [‸]\n'],
    ['an unknown section', 'nut:\n  ‸'],
    ['a comment in INI', 'port = 1 # ‸'],
    // the server reads the first document only (server-behaviour.md P6)
    ['a second document', 'net:\n  port: 1\n---\n‸'],
    ['a word of a second document', 'net:\n  port: 1\n--- # more\nsecurity:\n  au‸\n'],
    ['what follows the end of the document', 'net:\n  port: 1\n...\n‸'],
    ['a word behind the end', 'net:\n  port: 1\n...\nsec‸'],
    ['a value of a second document', 'net:\n  port: 1\n---\nnet:\n  tls:\n    mode: ‸\n'],
  ])('none in %s', (_, marked) => {
    expect(suggest(marked)).toEqual([]);
  });

  it('leave out what is there already, under any name', () => {
    const found = labels(
      'net:\n  port: 1\n  ssl:\n    CAFile: /ca\n  tls:\n    mode: requireTLS\n    ‸\n  ipv6: true\n',
    );
    expect(found).not.toContain('mode');
    expect(found).not.toContain('CAFile');
    expect(found).toContain('certificateKeyFile');
    expect(labels('net:\n  port: 1\n‸')).not.toContain('net');
    expect(labels('tlsMode = requireTLS\n‸')).not.toContain('tlsMode');
    expect(labels('net:\n  ssl:\n    mode: requireSSL\n  tls:\n    ‸')).not.toContain('mode');
  });

  it('never have a deprecated name, and no name of another version', () => {
    expect(labels('net:\n  ‸')).not.toContain('ssl');
    expect(labels('net:\n  ‸', { version: '4.0' })).toContain('ssl');
    expect(labels('net:\n  ‸', { version: '4.0' })).not.toContain('tls');
    expect(labels('net:\n  ssl:\n    ‸', { version: '4.0' })).toEqual(
      expect.arrayContaining(['mode', 'PEMKeyFile']),
    );
    expect(labels('port = 1\n‸')).not.toContain('sslMode');
    expect(labels('setParameter:\n  ‸', { version: '4.2' })).not.toContain('tlsUseSystemCA');
  });

  it('fit program, platform and edition', () => {
    expect(labels('‸', { fileName: 'mongos.conf' })).not.toContain('storage');
    expect(labels('net:\n  tls:\n    ‸')).not.toContain('certificateSelector');
    expect(labels('net:\n  tls:\n    ‸', { platform: 'windows' })).toContain('certificateSelector');
    expect(labels('security:\n  ‸', { edition: 'community' })).not.toContain('ldap');
  });

  it.each([
    ['a section', 'net:\n  t‸', 'tls', 'net:\n  tls:\n    '],
    ['a section, indented by four', 'net:\n    t‸', 'tls', 'net:\n    tls:\n        '],
    ['a setting', 'net:\n  tls:\n    C‸', 'CAFile', 'net:\n  tls:\n    CAFile: '],
    ['a setting with words', 'net:\n  tls:\n    m‸', 'mode', 'net:\n  tls:\n    mode: allowTLS'],
    ['only the name where the colon is there', 'net:\n  po‸: 1\n', 'port', 'net:\n  port: 1\n'],
    ['flow style', 'net: {‸}', 'tls', 'net: {tls: {}}'],
    ['JSON', '{"net": {"tls": {"‸"}}}', 'CAFile', '{"net": {"tls": {"CAFile": ""}}}'],
    ['a dotted key', 'net.tls.m‸', 'net.tls.CAFile', 'net.tls.CAFile: '],
    ['a map', 's‸', 'setParameter', 'setParameter:\n  '],
    ['INI', 'port = 1\ntls‸', 'tlsMode', 'port = 1\ntlsMode = '],
    [
      'a parameter in INI',
      'port = 1\nsetParameter = t‸',
      'tlsUseSystemCA',
      'port = 1\nsetParameter = tlsUseSystemCA=true',
    ],
  ])('are put in as the place needs: %s', (_, marked, label, expected) => {
    expect(take(marked, label)).toBe(expected);
  });

  it('explain themselves', () => {
    const mode = suggest('net:\n  tls:\n    ‸').find(({ label }) => label === 'mode');
    expect(mode?.documentation).toContain('**net.tls.mode**');
  });
});

describe('values', () => {
  it.each([
    ['words', 'net:\n  tls:\n    mode: ‸', ['disabled', 'allowTLS', 'preferTLS', 'requireTLS']],
    [
      'a word begun',
      'net:\n  tls:\n    mode: req‸ # why\n',
      ['disabled', 'allowTLS', 'preferTLS', 'requireTLS'],
    ],
    ['booleans', 'net:\n  ipv6: ‸\n', ['true', 'false']],
    ['flow style', 'net: {ipv6: ‸}', ['true', 'false']],
    ['a dotted key', 'net.ipv6: ‸', ['true', 'false']],
    ['a parameter', 'setParameter:\n  tlsUseSystemCA: ‸\n', ['true', 'false']],
    ['INI', 'port = 1\ntlsMode = ‸', ['disabled', 'allowTLS', 'preferTLS', 'requireTLS']],
    ['a switch of INI', 'port = 1\nauth = ‸', ['true', 'false']],
    ['a parameter in INI', 'port = 1\nsetParameter = tlsUseSystemCA=‸', ['true', 'false']],
    ['a free text', 'net:\n  bindIp: ‸', []],
  ])('%s', (_, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  it.each([
    ['net:\n  tls:\n    mode: req‸ # why\n', 'requireTLS', 'net:\n  tls:\n    mode: requireTLS # why\n'],
    ['net:\n  ipv6:‸', 'true', 'net:\n  ipv6: true'],
    ['net: {ipv6: fa‸, port: 1}', 'true', 'net: {ipv6: true, port: 1}'],
    ['port = 1\ntlsMode =‸', 'requireTLS', 'port = 1\ntlsMode =requireTLS'],
  ])('replace what is there: %j', (marked, label, expected) => {
    expect(take(marked, label)).toBe(expected);
  });

  it('are the words still missing in a list of words', () => {
    const list = 'net:\n  tls:\n    disabledProtocols: TLS1_0,‸\n';
    expect(labels(list)).toContain('TLS1_1');
    expect(labels(list)).not.toContain('TLS1_0');
    expect(labels(list)).not.toContain('none');
    expect(take(list, 'TLS1_1')).toBe('net:\n  tls:\n    disabledProtocols: TLS1_0,TLS1_1\n');
    // the server takes no blank behind a comma
    expect(take('net:\n  tls:\n    disabledProtocols: TLS1_0, ‸\n', 'TLS1_1')).toBe(
      'net:\n  tls:\n    disabledProtocols: TLS1_0,TLS1_1\n',
    );
    expect(take('net:\n  tls:\n    disabledProtocols: "TLS1_0,T‸,TLS1_3"\n', 'TLS1_2')).toBe(
      'net:\n  tls:\n    disabledProtocols: "TLS1_0,TLS1_2,TLS1_3"\n',
    );
  });

  it('are the words of a list in a server parameter, as the server knows them', () => {
    const list = 'setParameter:\n  authenticationMechanisms: SCRAM-SHA-1,‸\n';
    expect(labels(list)).toEqual(['SCRAM-SHA-256', 'MONGODB-X509', 'GSSAPI', 'PLAIN', 'MONGODB-OIDC']);
    expect(labels(list, { version: '3.6' })).toEqual(['MONGODB-X509', 'GSSAPI', 'PLAIN']);
    expect(take(list, 'MONGODB-X509')).toBe(
      'setParameter:\n  authenticationMechanisms: SCRAM-SHA-1,MONGODB-X509\n',
    );
    expect(take('a = 1\nsetParameter = authenticationMechanisms=PLAIN,‸', 'GSSAPI')).toBe(
      'a = 1\nsetParameter = authenticationMechanisms=PLAIN,GSSAPI',
    );
    expect(take('setParameter:\n  auth‸\n', 'authenticationMechanisms')).toBe(
      'setParameter:\n  authenticationMechanisms: \n',
    );
    expect(suggest(list).find(({ label }) => label === 'GSSAPI')?.documentation).toContain('Kerberos');
  });

  it('are the compressors of the release, and disabled alone', () => {
    const place = (value: string) => `net:\n  compression:\n    compressors: ${value}\n`;
    expect(labels(place('‸'))).toEqual(['snappy', 'zlib', 'zstd', 'noop', 'disabled']);
    expect(labels(place('snappy,‸'), { version: '4.0' })).toEqual(['zlib', 'noop']);
    expect(take(place('snappy,z‸'), 'zstd')).toBe(place('snappy,zstd'));
    const json = (value: string) => `{"net": {"compression": {"compressors": "${value}"}}}`;
    expect(take(json('snappy,‸'), 'zlib')).toBe(json('snappy,zlib'));
  });

  it('are the files of the workspace where a path belongs', () => {
    const paths = ['/etc/ssl/ca.pem'];
    expect(labels('net:\n  tls:\n    CAFile: /‸', { paths })).toEqual(paths);
    expect(take('net:\n  tls:\n    CAFile: /e‸', '/etc/ssl/ca.pem', { paths })).toBe(
      'net:\n  tls:\n    CAFile: /etc/ssl/ca.pem',
    );
    expect(labels('net:\n  port: ‸', { paths })).toEqual([]);
  });
});

describe('mongosqld', () => {
  const options = { fileName: 'mongosqld.conf', paths: ['/a.pem'] };

  it('has names and words of its own', () => {
    expect(labels('‸', options)).toEqual(expect.arrayContaining(['net', 'mongodb', 'security']));
    expect(labels('net:\n  ssl:\n    ‸', options)).toEqual(expect.arrayContaining(['mode', 'PEMKeyFile']));
    expect(labels('net:\n  ssl:\n    mode: ‸', options)).toEqual(['disabled', 'allowSSL', 'requireSSL']);
    expect(labels('net:\n  ssl:\n    PEMKeyFile: ‸', options)).toEqual(['/a.pem']);
    expect(labels('net:\n  ssl:\n    mode: requireSSL\n    ‸', options)).not.toContain('mode');
    expect(take('net:\n  s‸', 'ssl', options)).toBe('net:\n  ssl:\n    ');
  });
});

describe('set-ups of TLS', () => {
  const setUps = (marked: string, options?: Options) =>
    suggest(marked, options).filter(({ kind }) => kind === 'set-up');

  it('are offered where TLS is not set up yet', () => {
    expect(setUps('‸').length).toBe(4);
    expect(setUps('net:\n  ‸').length).toBe(3);
    expect(setUps('net:\n  tls:\n    ‸').length).toBe(3);
    expect(setUps('net:\n  tls:\n    CAFile: /ca\n    ‸')).toEqual([]);
    expect(setUps('storage:\n  ‸')).toEqual([]);
    expect(setUps('net:\n  port: 1\n‸')).toEqual([]);
  });

  it.each(['‸', 'net:\n  ‸', 'net:\n  port: 1\n  ‸', 'net:\n  tls:\n    ‸'])(
    'make a valid file at %j',
    (marked) => {
      for (const { label } of setUps(marked)) {
        const config = parseConfig(take(marked, label));
        expect(config.problems).toEqual([]);
        expect(config.settings.filter(({ option, isParameter }) => !option && !isParameter)).toEqual([]);
        expect(config.textOf('net.tls.mode')).toMatch(/TLS$/);
      }
    },
  );

  it('say who may connect then', () => {
    const [required, everybody] = setUps('‸');
    expect(required?.documentation).toContain('| TLS, no certificate | **no** |');
    expect(everybody?.documentation).toContain('| TLS, no certificate | yes, logged as a warning |');
  });

  it('use the names of the target', () => {
    const text = take('‸', 'TLS with client certificates', { version: '4.0' });
    expect(text).toBe(
      'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /etc/ssl/mongodb/server.pem\n    CAFile: /etc/ssl/mongodb/ca.pem',
    );
  });
});
