import { describe, expect, it } from 'vitest';
import { parseText } from '../../../server/src/core/documents/document.ts';
import { lint } from '../../support/lint.ts';
import { defineRule, type Rule, type RuleMeta } from '../../../server/src/core/linting/rule.ts';
import { facts } from '../../support/facts.ts';

const meta: RuleMeta = { severity: 'warning', summary: 'A', citation: 'B' };
const everywhere = (changes: Partial<RuleMeta> = {}): Rule<'config'> =>
  defineRule('config', { ...meta, ...changes }, function* (config) {
    for (const setting of config.settings) yield { span: setting.keySpan, message: setting.path };
  });
const rules = (entries: Record<string, Rule<'config'>>) =>
  new Map(Object.entries(entries)) as ReadonlyMap<string, Rule>;
const document = parseText('config', 'net:\n  port: 1\nsecurity: {keyFile: /k}\n');

describe('lint', () => {
  it('sorts by position and gives each finding its id and severity', () => {
    const found = lint(
      document,
      facts(),
      {},
      rules({ second: everywhere(), first: everywhere({ severity: 'error' }) }),
    );
    expect(found.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      ['first', 'error', 'net.port'],
      ['second', 'warning', 'net.port'],
      ['first', 'error', 'security.keyFile'],
      ['second', 'warning', 'security.keyFile'],
    ]);
  });

  it('contains a rule that throws, keeps what it had found, and runs the others', () => {
    const broken = defineRule('config', meta, function* (config) {
      yield { span: [0, 1], message: 'before' };
      throw new Error(`cannot read ${config.kind}`);
    });
    const found = lint(document, facts(), {}, rules({ broken, sound: everywhere() }));
    expect(found.map(({ rule }) => rule)).toEqual(['internal-error', 'broken', 'sound', 'sound']);
    expect(found[0]?.message).toContain('broken');
    expect(found[0]?.severity).toBe('info');
  });

  it.each([
    ['4.0.28', { since: '4.2' }, false],
    ['4.2.0', { since: '4.2' }, true],
    ['8.0.10', { until: '4.2' }, false],
    ['4.0.28', { until: '4.2' }, true],
    ['5.0.24', { since: ['4.4.29', '5.0.25', '6.0.14', '7.0.6', '8.0'] }, false],
    ['5.0.25', { since: ['4.4.29', '5.0.25', '6.0.14', '7.0.6', '8.0'] }, true],
    ['6.0.13', { since: ['4.4.29', '5.0.25', '6.0.14', '7.0.6', '8.0'] }, false],
    ['7.0.5', { since: ['4.4.29', '5.0.25', '6.0.14', '7.0.6', '8.0'] }, false],
    ['7.0', { since: ['4.4.29', '5.0.25', '6.0.14', '7.0.6', '8.0'] }, true],
    ['8.2.1', { since: ['4.4.29', '5.0.25', '6.0.14', '7.0.6', '8.0'] }, true],
    ['4.2.25', { since: ['4.4.29', '5.0.25', '6.0.14', '7.0.6', '8.0'] }, false],
  ] as const)('for server %s and %j the rule runs: %s', (version, bounds, runs) => {
    const found = lint(document, facts({ version }), {}, rules({ bounded: everywhere(bounds) }));
    expect(found.length > 0).toBe(runs);
  });

  it('runs a rule for its programs and formats only', () => {
    const ini = parseText('config', 'port = 1\n', { fileName: 'mongos.conf' });
    const yamlOnly = rules({ a: everywhere({ formats: ['yaml'] }) });
    const mongodOnly = rules({ a: everywhere({ programs: ['mongod'] }) });
    expect(lint(ini, facts(), {}, yamlOnly)).toEqual([]);
    expect(lint(ini, facts(), {}, mongodOnly)).toEqual([]);
    expect(lint(document, facts(), {}, mongodOnly)).not.toEqual([]);
    const sqld = parseText('config', 'net:\n  port: 1\n', { fileName: 'mongosqld.conf' });
    expect(lint(sqld, facts(), {}, rules({ a: everywhere() }))).toEqual([]);
  });

  it('obeys levels, "off" included', () => {
    const both = rules({ a: everywhere(), b: everywhere() });
    const found = lint(document, facts(), { levels: { a: 'off', b: 'error' } }, both);
    expect(new Set(found.map(({ rule, severity }) => `${rule} ${severity}`))).toEqual(new Set(['b error']));
  });

  it('is silenced by comments for the next line or the whole file, for the rules they name', () => {
    const text =
      'net:\n  # mongodb-tls-disable-next-line a, b\n  port: 1\n  bindIp: x\n# mongodb-tls-disable c\n';
    const all = rules({ a: everywhere(), c: everywhere() });
    const found = lint(parseText('config', text), facts(), {}, all);
    expect(found.map(({ rule, message }) => `${rule} ${message}`)).toEqual(['a net.bindIp']);
  });
});
