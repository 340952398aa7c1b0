import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../server/src/core/config/config.ts';
import { readTolerantly } from '../../../server/src/core/yaml/mongod/tolerant.ts';
import { lint } from '../../support/lint.ts';
import { editRandomly, randomNumbers } from '../../agree/random-edits.ts';
import { seeds } from '../../agree/seeds.ts';
import { facts } from '../../support/facts.ts';

function settingsOf(text: string): Record<string, string | undefined> {
  return Object.fromEntries(parseConfig(text).settings.map(({ path, text: value }) => [path, value]));
}

describe('parseConfig reads a file as mongod does', () => {
  it('takes a file for INI where its YAML is one text', () => {
    const config = parseConfig('# 2.4\nport = 1\n# more\nfork = true\n');
    expect(config).toMatchObject({ format: 'ini', root: null, problems: [], readTo: config.text.length });
    expect(config.textOf('net.port')).toBe('1');
    expect(config.textOf('processManagement.fork')).toBe('true');
  });

  it('has no settings below the end of the first document', () => {
    const text = '  net:\n    port: 1\nsecurity:\n  authorization: enabled\n';
    expect(settingsOf(text)).toEqual({ 'net.port': '1' });
    expect(parseConfig(text).readTo).toBe(text.indexOf('security'));
  });

  it('has the settings of a broken file too, and the reason of mongod as its only problem', () => {
    const text = 'net:\n  port: 1\n  bindIp: @x\nsecurity:\n  authorization: enabled\n';
    const config = parseConfig(text);
    expect(config.problems).toMatchObject([{ code: 'needs-quotes', span: [25, 27] }]);
    expect(config.textOf('security.authorization')).toBe('enabled');
    expect(config.readTo).toBe(text.length);
  });

  it('finds the setting below a line without a colon', () => {
    const config = parseConfig('net:\n  port 1\n  bindIp: a\n');
    const [setting] = config.settings;
    expect(setting).toMatchObject({ path: 'net.bindIp', text: 'a', keySpan: [16, 22] });
  });

  it('keeps the format of an INI file that YAML stops at', () => {
    const config = parseConfig('dbpath = /d\nlogpath = /l\nport: 1\n');
    expect(config.format).toBe('ini');
    expect(config.problems[0]?.code).toBe('ini-line');
    expect(config.textOf('storage.dbPath')).toBe('/d');
  });

  it('accepts what only mongod accepts', () => {
    expect(settingsOf('net:\n  port: 1]\n  bindIp\n')).toEqual({ 'net.port': '1]', 'net.bindIp': '' });
  });

  it('gives an empty file no root', () => {
    for (const text of ['', '# x\n', '~\n', '---\n...\n']) expect(parseConfig(text).root).toBeNull();
  });
});

describe('a YAML file with a line of the INI format at its head', () => {
  const text = 'httpinterface = true\r\n\r\n# log\r\nnet:\r\n  bindIp: 0.0.0.0\r\n';

  it('is read as YAML around that line', () => {
    const config = parseConfig(text);
    expect(config.format).toBe('yaml');
    expect(config.problems.map(({ code, span }) => [code, text.slice(...span)])).toEqual([
      ['taken-for-ini', 'httpinterface = true'],
    ]);
    expect(config.textOf('net.bindIp')).toBe('0.0.0.0');
    expect(lint(config, facts()).map(({ rule }) => rule)).toEqual([
      'ini-line-in-yaml',
      'open-without-authorization',
    ]);
  });

  it('is INI where most lines are', () => {
    expect(parseConfig('dbpath = /d\nport = 1\n# x\nnet: 1\n').format).toBe('ini');
  });
});

describe('the tolerant reader', () => {
  it('ends on texts that are nested or repeat themselves without end', () => {
    expect(readTolerantly('['.repeat(100_000)).whole).toBe(false);
    const bomb = ['a0: &a0 {x: 1, y: 1}'];
    for (let level = 1; level < 60; level++) {
      bomb.push(`a${level}: &a${level} {x: *a${level - 1}, y: *a${level - 1}}`);
    }
    expect(parseConfig(`${bomb.join('\n')}\nz: @\n`).settings.length).toBeLessThan(100_000);
    expect(parseConfig('a: &a {b: *a}\nz: @\n').settings.map(({ path }) => path)).toContain('a.b');
  });
});

describe('any text', () => {
  it('is parsed and judged without a throw, with findings inside it', () => {
    const check = (text: string): void => {
      const config = parseConfig(text);
      for (const finding of lint(config, facts())) {
        expect(finding.rule).not.toBe('internal-error');
        const [start, end] = finding.span;
        expect(start >= 0 && start <= end && end <= text.length, finding.rule).toBe(true);
      }
    };
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), check), { numRuns: 100 });
    const random = randomNumbers(11);
    for (let run = 0; run < 150; run++) check(editRandomly(seeds[run % seeds.length] ?? '', random, 3));
  });
});
