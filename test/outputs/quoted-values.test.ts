// What a message quotes: no more than the line that it stands on, at most 80 characters of a value, and never a secret.
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../server/src/core/catalogue/catalogue.ts';
import { gatewaySettings } from '../../server/src/core/catalogue/mongosqld.ts';
import { parseText } from '../../server/src/core/documents/document.ts';
import type { FileDocument } from '../../server/src/core/embedded/host-file.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import type { Finding } from '../../server/src/core/findings/finding.ts';
import { isSecret } from '../../server/src/core/config/secret.ts';
import type { Program } from '../../server/src/core/server/server-kind.ts';
import { lineAt } from '../../server/src/core/text/span.ts';
import { outlineOf, type OutlineEntry } from '../../server/src/core/editing/outline.ts';
import { facts } from '../support/facts.ts';
import { lint } from '../support/lint.ts';

const canary = 'K4n4ryBird';
const long = 'x'.repeat(300);

function stringsOf({ message, fix, alternatives = [], related = [], command }: Finding): string[] {
  const titles = [fix, ...alternatives].flatMap((each) => each?.title ?? []);
  return [message, ...titles, ...related.map((each) => each.message), command?.text ?? ''];
}

/** What findings say that they must not: the canary, or too much of a long value. */
function faultsOf(document: FileDocument, version?: string): string[] {
  const about = facts({ ...(version === undefined ? {} : { version }), edition: 'enterprise' });
  return lint(document, about, { keepConsequences: true }).flatMap((finding) =>
    stringsOf(finding)
      .filter((text) => (text.includes(canary) && !isItsOwnLine(document, finding)) || /x{81}/.test(text))
      .map((text) => `${finding.rule}: ${text.slice(0, 150)}`),
  );
}

/** Whether the canary is what a finding is about, and no secret. */
function isItsOwnLine({ text }: FileDocument, { span }: Finding): boolean {
  const [start, end] = lineAt(text, span[0]);
  return (
    !/passw|secret|\buri\b/i.test(text.split(canary, 1)[0] ?? '') && text.slice(start, end).includes(canary)
  );
}

const named = [
  ...catalogue.settings.flatMap((option) => [option, ...(option.aliases ?? [])].map(({ path }) => path)),
  ...catalogue.parameters.map(({ name }) => `setParameter.${name}`),
  'net.tls.mod',
  'net.tls.certifcateKeyFile',
  'nonsense',
  'storage.security.nonsense',
];
const [first = '', ...rest] = gatewaySettings.map(({ path }) => path);
const programs: readonly (readonly [Program, readonly string[]])[] = [
  ['mongod', named],
  ['mongos', named],
  ['mongosqld', [first, ...rest]],
];

/** YAML values, the canary on a line of its own. */
const manyLines: Readonly<Record<string, string>> = {
  'quote left open': `"word\ncertificateKeyFilePassword: ${canary}\n`,
  'single quote left open': `'word\ncertificateKeyFilePassword: ${canary}\n`,
  'quoted over two lines': `"word\n  ${canary}"\n`,
  'quoted list of words over two lines': `"word, word,\n  ${canary}, word"\n`,
  'plain over two lines': `word\n  ${canary}\n`,
  'plain number over two lines': `12\n  ${canary}\n`,
  literal: `|\n  ${canary}\n`,
  folded: `>-\n  word\n  ${canary}\n`,
  list: `\n  - word\n  - ${canary}\n`,
  'flow list': `[word,\n  ${canary}]\n`,
  'next line': `\n${canary}\n`,
};

const oneLine: Readonly<Record<string, string>> = {
  plain: long,
  quoted: `"${long}"`,
  words: `word, ${long}`,
  words_: `word,${long}=,1`,
  number: `1${long}`,
  list: `[${long}]`,
  map: `{${long}: 1}`,
  'typographic quotes': `“${long}”`,
  comment: `${long}#old`,
  comma: `${long},`,
  directive: `{__exec: "${long}", type: "${long}", trim: "${long}"}`,
};

describe.each(programs)('no message quotes more of a value than its line, of %s', (program, paths) => {
  it.each(Object.entries(manyLines))('%s', { timeout: 120_000 }, (_, value) => {
    // the rules for mongos are those for mongod
    const own = program === 'mongos' ? paths.filter((path) => /^(?:net|sharding)/.test(path)) : paths;
    const found = own.flatMap((path) =>
      faultsOf(parseText('config', `${path}: ${value}`, { program })).map((fault) => `${path} ${fault}`),
    );
    expect([...new Set(found)].slice(0, Number(process.env.SHOW ?? 20))).toEqual([]);
  });

  it.each(Object.entries(oneLine))('nor more than 80 characters: %s', { timeout: 120_000 }, (_, value) => {
    const lines = paths.map((path) => `${path}: ${value}\n`);
    const found = ['3.6', '8.0'].flatMap((version) =>
      faultsOf(parseText('config', lines.join(''), { program }), version),
    );
    expect([...new Set(found)].slice(0, Number(process.env.SHOW ?? 20))).toEqual([]);
  });
});

describe('nor of other formats', () => {
  it('INI', { timeout: 120_000 }, () => {
    const names = [
      ...catalogue.settings.flatMap((option) =>
        [option, ...(option.aliases ?? [])].flatMap(({ ini }) => ini ?? []),
      ),
      ...catalogue.iniOnly.map(({ name }) => name),
      'setParameter',
      'nonsense',
      long,
    ];
    const values = [long, `${long},`, `“${long}”`, `${long}=1`, `1${long}`, `tlsMode=${long}`];
    const lines = names.flatMap((name) => values.map((value) => `${name} = ${value}\n`));
    const found = faultsOf(parseText('config', lines.join(''), { program: 'mongod' }));
    expect([...new Set(found)].slice(0, Number(process.env.SHOW ?? 20))).toEqual([]);
  });

  it('flags', { timeout: 120_000 }, () => {
    const flags = [
      ...catalogue.settings.flatMap((option) =>
        [option, ...(option.aliases ?? [])].flatMap(({ cli }) => cli ?? []),
      ),
      '--tlsNonsense',
      `--tls${long}`,
    ];
    const found = flags.flatMap((flag) =>
      ['mongod', 'mongos', 'mongosh'].flatMap((program) =>
        faultsOf(parseText('host', `${program} --port 1 ${flag} ${long}\n`)),
      ),
    );
    expect([...new Set(found)].slice(0, Number(process.env.SHOW ?? 20))).toEqual([]);
  });

  it('names', () => {
    const texts = [
      `${long}: 1\n`,
      `net:\n  ${long}: 1\n`,
      `net:\n  ${long}:\n    tls: 1\n`,
      `setParameter:\n  ${long}: 1\n`,
      `${long}\n`,
      `net:\n  ${long}\n`,
      `net:\n  ${long}:\n`,
      `security:\n  ${long}: a\n  ${long}: b\n`,
    ];
    const found = texts.flatMap((text) => faultsOf(parseText('config', text, { program: 'mongod' })));
    expect([...new Set(found)].slice(0, Number(process.env.SHOW ?? 20))).toEqual([]);
  });
});

describe('the outline', () => {
  const detailsOf = (entries: readonly OutlineEntry[]): string[] =>
    entries.flatMap((entry) => [entry.detail, ...detailsOf(entry.children)]);

  it.each([
    'certificateKeyFilePasword',
    'certifcateKeyFilePassword',
    'certificateKeyFilePaswort',
    'PEMKeyPasword',
    'clusterpasswd',
    'pasword',
    'password',
    'queryPassord',
    'uri',
    'passphrase',
  ])('does not show the value of %s', (name) => {
    for (const text of [
      `net:\n  tls:\n    ${name}: ${canary}\n`,
      `${name}: "${canary}"\n`,
      `${name} = ${canary}\n`,
    ])
      expect(detailsOf(outlineOf(parseConfig(text))).join(' ')).not.toContain(canary);
  });

  it.each(['path', 'mode: requireTLS #', 'certificateKeyFile', 'clusterFile', 'port', 'user'])(
    'shows that of %s',
    (name) => {
      expect(detailsOf(outlineOf(parseConfig(`net.${name}: shown\n`))).join(' ')).not.toBe('');
    },
  );

  it.each(Object.entries(manyLines).filter(([form]) => form !== 'next line'))(
    'shows the first line of a value alone: %s',
    (_, value) => {
      const entries = outlineOf(parseConfig(`net.tls.mode: ${value}`));
      expect(detailsOf(entries).join(' ')).not.toContain(canary);
    },
  );
});

describe('a secret', () => {
  const secrets = [...named, first, ...rest].filter(isSecret);
  /** The canary beside the name, in every form. */
  const forms: Readonly<Record<string, (name: string) => string>> = {
    plain: (name) => `${name}: ${canary}\n`,
    'double quotes': (name) => `${name}: "${canary}"\n`,
    'single quotes': (name) => `${name}: '${canary}'\n`,
    'quote left open': (name) => `${name}: "${canary}\n`,
    'quote not opened': (name) => `${name}: ${canary}"\n`,
    'typographic quotes': (name) => `${name}: “${canary}”\n`,
    list: (name) => `${name}: ["${canary}"]\n`,
    'list of lines': (name) => `${name}:\n- ${canary}\n`,
    map: (name) => `${name}: {value: ${canary}}\n`,
    'next line': (name) => `${name}:\n${canary}\n`,
    'a line further in': (name) => `${name}:\n  ${canary}\n`,
    literal: (name) => `${name}: |\n  ${canary}\n`,
    folded: (name) => `${name}: >\n  ${canary}\n  ${canary}\n`,
    'no space': (name) => `${name}:${canary}\n`,
    'no colon': (name) => `${name} ${canary}\n`,
    equals: (name) => `${name}=${canary}\n`,
    'tab before it': (name) => `${name}:\t${canary}\n`,
    comma: (name) => `${name}: ${canary},\n`,
    twice: (name) => `${name}: ${canary}\n${name}: ${canary}2\n`,
    misspelt: (name) => `${name.replace(/ss/, 's')}: ${canary}\n`,
    'wrong case': (name) => `${name.toLowerCase()}: ${canary}\n`,
    'bad escape': (name) => `${name}: "${canary}\\q"\n`,
  };

  it.each(Object.entries(forms))('stands in no message: %s', { timeout: 120_000 }, (_, form) => {
    const found = secrets.flatMap((path) => {
      const at = path.lastIndexOf('.');
      const nested = path
        .slice(0, at)
        .split('.')
        .map((key, depth) => `${'  '.repeat(depth)}${key}:\n`)
        .join('');
      const indent = '  '.repeat(path.split('.').length - 1);
      const lines = form(path.slice(at + 1))
        .replace(/^/gm, indent)
        .trimEnd();
      const program: Program = named.includes(path) ? 'mongod' : 'mongosqld';
      return [form(path), `${nested}${lines}\n`].flatMap((text) =>
        faultsOf(parseText('config', text, { program })).map((fault) => `${path} ${fault}`),
      );
    });
    expect([...new Set(found)].slice(0, Number(process.env.SHOW ?? 20))).toEqual([]);
  });
});

describe('what is no secret', () => {
  const messages = (text: string, fileName = 'mongod.conf'): string[] =>
    lint(parseText('config', text, { fileName }), facts({ version: '7.0' })).map(({ message }) => message);

  it('is shown behind a secret that was left out', () => {
    expect(messages('sslPEMKeyPassword =\njournal = true\n').join('\n')).toContain('journal was removed');
    const yaml = (value: string) =>
      `net:\n  tls:\n    mode: requireTLS\n    certificateKeyFilePassword:\n${value}`;
    const shown = messages(yaml('    CAFile: relative.pem\n    mode: allowTLSX\n'));
    expect(shown.join('\n')).not.toContain('…');
    expect(shown.join('\n')).toContain('allowTLSX');
  });

  it('is shown where a comment speaks of a password', () => {
    const text = 'systemLog:\n  destination: sofar # without a password sofar\n';
    expect(messages(text).join('\n')).toContain('"sofar"');
    const told = 'systemLog:\n  destination: sofar # password: sofar\n';
    expect(messages(told).join('\n')).not.toContain('"sofar"');
  });
});
