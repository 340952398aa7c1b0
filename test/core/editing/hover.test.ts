import { describe, expect, it } from 'vitest';
import { hoverKeyFileAt } from '../../../server/src/core/editing/explain-key-file.ts';
import { allRules } from '../../../server/src/rules/all-rules.ts';
import { hoverAt } from '../../../server/src/core/editing/hover.ts';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { parseKeyFile } from '../../../server/src/core/keyfile/key-file.ts';
import { exampleFiles, textFile } from '../../support/example-files.ts';
import { facts } from '../../support/facts.ts';
import { atMark } from '../../support/marks.ts';
import { below, root } from '../../support/pki.ts';

type Options = Parameters<typeof facts>[0];

function hover(marked: string, options: Options = {}, fileName = 'mongod.conf') {
  const { text, offset } = atMark(marked);
  const found = hoverAt(parseConfig(text, { fileName }), offset, facts(options), allRules);
  return found && { ...found, on: text.slice(...found.span) };
}

const nested = (key: string, value: string, mark: 'key' | 'value' = 'key') =>
  `net:\n  tls:\n    ${mark === 'key' ? '‸' : ''}${key}: ${mark === 'value' ? '‸' : ''}${value}\n`;

describe('hover', () => {
  it('explains a setting: type, default, values, history, conditions, manual', () => {
    const found = hover(nested('mode', 'requireTLS'));
    expect(found?.on).toBe('mode');
    for (const part of [
      '**net.tls.mode**: one of several words, default `disabled`',
      '- `preferTLS`: ',
      'Since 4.2',
      'https://www.mongodb.com/docs/manual/reference/configuration-options/#mongodb-setting-net.tls.mode',
      'Here: `requireTLS`. Takes and makes connections with TLS only.',
      'Judged for MongoDB 9.0.2',
      'The source was read up to 8.0.10',
    ]) {
      expect(found?.markdown).toContain(part);
    }
  });

  it.each([
    ['a value', nested('mode', 'requireTLS', 'value'), 'requireTLS'],
    ['the end of a dotted key', 'net.tls.mo‸de: requireTLS\n', 'net.tls.mode'],
    ['flow style', 'net: {tls: {mo‸de: requireTLS}}\n', 'mode'],
    ['a quoted key', '"net": {"tls": {"mo‸de": "requireTLS"}}\n', '"mode"'],
    ['INI', 'tlsMode = require‸TLS\n', 'requireTLS'],
    ['CRLF', 'net:\r\n  tls:\r\n    mo‸de: requireTLS\r\n', 'mode'],
  ])('finds the setting by %s', (_, marked, on) => {
    const found = hover(marked);
    expect(found?.on).toBe(on);
    expect(found?.markdown).toContain('may connect');
  });

  it.each([
    ['what people write', nested('certFile', '/a.pem'), 'certificateKeyFile'],
    ['the wrong case', nested('caFile', '/a.pem'), 'CAFile'],
    ['another section', 'net:\n  key‸File: /k\n', 'security.keyFile'],
    ['a name of the command line', 'net:\n  tls‸CAFile: /a\n', 'net.tls.CAFile'],
    ['INI', 'tlsCert‸File = /a.pem\n', 'net.tls.certificateKeyFile'],
    ['INI, the wrong case', 'TLS‸MODE = requireTLS\n', 'net.tls.mode'],
  ])('explains what is meant by a name that the server does not know: %s', (_, marked, meant) => {
    const found = hover(marked)?.markdown ?? '';
    expect(found).toContain('is not known to mongod 9.0.2');
    expect(found.split('---')[1]).toMatch(new RegExp(`^\\s*\\*\\*[\\w.]*${meant}\\*\\*: `));
  });

  it('says nothing of a name that nobody knows, or that may be a secret', () => {
    expect(hover('net:\n  gib‸berish: 1\n')).toBeUndefined();
    const below = 'net:\n  tls:\n    certificateKeyFilePassword:\n    hun‸ter2\n    mode: disabled\n';
    expect(JSON.stringify(hover(below) ?? '')).not.toContain('hunter2');
  });

  it('shows the truth table as the file has it', () => {
    const text =
      'net:\n  tls:\n    mode: requireTLS\n    CA‸File: /ca.pem\n    allowConnectionsWithoutCertificates: true\n';
    const markdown = hover(text)?.markdown ?? '';
    expect(markdown).toContain('| without TLS | **no** |');
    expect(markdown).toContain('| TLS, no certificate | yes, logged as a warning |');
    expect(markdown).toContain('Access control is off');
  });

  it.each([
    [
      'certificateKeyFile',
      '/etc/ssl/below-with-chain.pem',
      '- **db1.example.net**, certificate, until 2028-01-01, 405 days left, for `db1.example.net`, `localhost`',
      '- **Intermediate CA**, CA certificate, until 2030-01-01, 1136 days left',
      '- **Private key**, ECDSA P-256',
    ],
    ['clusterFile', '/etc/ssl/expired.pem', 'until 2026-06-01, expired 174 days ago'],
    ['CRLFile', '/etc/ssl/revoked.pem', '- **Revocation list of Example CA**, 1 revoked certificate'],
    ['CAFile', '/etc/ssl/keystore.jks', 'It is a Java keystore'],
    ['CAFile', '/etc/ssl/many.pem', '- and 2 more'],
  ])('lists what is in the file of %s', (key, path, ...parts) => {
    const files = exampleFiles().set('/etc/ssl/many.pem', textFile(root.pem.repeat(7)));
    const { markdown = '' } = hover(nested(key, path, 'value'), { files }) ?? {};
    for (const part of parts) expect(markdown).toContain(part);
    expect(markdown).not.toContain(below.keyPem.slice(60, 100));
  });

  it('says what a setting needs and excludes', () => {
    const markdown = hover('security:\n  encryption‸KeyFile: /k\n')?.markdown;
    expect(markdown).toContain('Needs `security.enableEncryption`.');
    expect(markdown).toContain(
      'Not together with `security.kmip.serverName`, `security.kmip.keyIdentifier` and',
    );
  });

  it('says so where the server would not start', () => {
    expect(hover(nested('mode', 'requireTLS'))?.markdown).toContain('the server does not start');
  });

  it('says what the target version does not know', () => {
    expect(hover(nested('mode', 'requireTLS'), { version: '4.0' })?.markdown).toContain(
      '**net.tls.mode came with MongoDB 4.2; mongod 4.0 does not start with it.**',
    );
    expect(hover('storage:\n  journal:\n    ena‸bled: true\n')?.markdown).toMatch(
      /storage\.journal\.enabled was removed in MongoDB 6\.1/,
    );
  });

  it('leads from an older name to the present one', () => {
    const markdown = hover('net:\n  ssl:\n    PEM‸KeyFile: /a.pem\n')?.markdown;
    expect(markdown).toContain('**net.ssl.PEMKeyFile**');
    expect(markdown).toContain('An older name of `net.tls.certificateKeyFile`.');
    expect(markdown).toContain('deprecated since 4.2');
  });

  it.each(['po‸rt = 27017\n', 'db‸path = /data\n', 'net:\n  po‸rt: 27017\n'])(
    'calls no present name an older one: %j',
    (marked) => {
      expect(hover(marked)?.markdown).toContain('MongoDB manual');
      expect(hover(marked)?.markdown).not.toContain('An older name');
    },
  );

  it.each([
    ['net:\n  tls:\n    certificateKeyFilePassword: hun‸ter2\n'],
    ['security:\n  ldap:\n    bind:\n      query‸Password: hunter2\n'],
    ['sslPEMKeyPassword = hun‸ter2\n'],
  ])('never shows a secret: %j', (marked) => {
    const markdown = hover(marked)?.markdown ?? '';
    expect(markdown).toContain('secret');
    expect(markdown).not.toContain('hunter2');
  });

  it('explains sections, nested and dotted', () => {
    expect(hover('net:\n  t‸ls:\n    mode: disabled\n')).toMatchObject({ on: 'tls' });
    const dotted = hover('net.t‸ls.mode: disabled\n');
    expect(dotted).toMatchObject({ on: 'tls' });
    expect(dotted?.markdown).toContain('**net.tls**: section');
    expect(dotted?.markdown).toContain('`certificateKeyFile`');
    expect(hover('n‸et:\n')?.markdown).toContain('How the server is reached');
    expect(hover('net:\n  t‸ls:\n    mode: disabled\n', { version: '4.0' })?.markdown).toContain(
      'has no such section',
    );
  });

  it('explains server parameters and INI names', () => {
    expect(hover('setParameter:\n  tlsUse‸SystemCA: true\n')?.markdown).toContain(
      'server parameter, true or false',
    );
    expect(hover('setParameter = tlsUse‸SystemCA=true\n')?.markdown).toContain('server parameter');
    expect(hover('no‸auth = true\n')?.markdown).toContain('Stands for `security.authorization=disabled`.');
    expect(hover('setParameter:\n  tls‸Mode: requireTLS\n')?.markdown).toContain('Only for a running server');
  });

  it('names the distribution a setting comes from', () => {
    expect(hover('security:\n  relax‸PermChecks: true\n')?.markdown).toContain('Percona Server for MongoDB');
  });

  it('says where a file is', () => {
    const text = nested('CAFile', '/etc/ca.pem', 'value');
    const present = { state: 'present', location: '/here/ca.pem', bytes: new Uint8Array() } as const;
    expect(hover(text, { files: new Map([['/etc/ca.pem', present]]) })?.markdown).toContain('`/here/ca.pem`');
    expect(hover(text, { files: new Map([['/etc/ca.pem', { state: 'missing' }]]) })?.markdown).toContain(
      'may be right on the server',
    );
  });

  it.each(['‸', '# a com‸ment\n', 'unknown: va‸lue\n', 'net:\n  port: 1‸ \n'])(
    'has nothing or something to say at %j without failing',
    (marked) => {
      expect(() => hover(marked)).not.toThrow();
    },
  );

  it('counts the keys of a keyfile and never shows them', () => {
    const bytes = new TextEncoder().encode('- abcdefgh\n- 12345678901\n');
    const files = new Map([['/k', { state: 'present', location: '/k', bytes } as const]]);
    const markdown = hover('security:\n  keyFile: /‸k\n', { files })?.markdown ?? '';
    expect(markdown).toContain('It holds 2 keys of 8 and 11 characters.');
    expect(markdown).not.toContain('abcdefgh');
  });

  it('explains the settings of mongosqld, and hides its secrets', () => {
    const leg = hover('net:\n  ssl:\n    mo‸de: requireSSL\n', {}, 'mongosqld.conf')?.markdown;
    expect(leg).toContain('**net.ssl.mode**: setting of mongosqld');
    expect(leg).toContain('SQL clients');
    const uri = hover('mongodb:\n  net:\n    u‸ri: mongodb://u:hunter2@h\n', {}, 'mongosqld.conf')?.markdown;
    expect(uri).toContain('secret');
    expect(uri).not.toContain('hunter2');
  });
});

describe('hover in a keyfile', () => {
  it.each([
    ['abcd‸efgh\n', '8.0', 'The key: 8/1024 characters'],
    ['- abcdefgh\n- 1234‸5678901\n', '8.0', 'Key 2 of 2: 11/1024 characters'],
    ['abcd‸efgh\n', '4.0', 'The key: 8/1024 characters'],
  ])('tells of %j for %s', (marked, version, expected) => {
    const { text, offset } = atMark(marked);
    const found = hoverKeyFileAt(parseKeyFile(text), offset, facts({ version }).serverVersion);
    expect(found?.markdown).toContain(expected);
    expect(found?.markdown).not.toContain('efgh');
  });
});
