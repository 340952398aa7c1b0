import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodeActionRequest, type CodeAction, type Range } from 'vscode-languageserver/node';
import { defineRule } from '../../server/src/core/linting/rule.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { ruleMap } from '../support/rule-map.ts';

/** Each `bad` should be `good`, safely; each `odd` may be `even`, by hand; `sad` has two ways out. */
const rules = ruleMap({
  'not-good': defineRule(
    'config',
    { severity: 'error', summary: 'No bad', citation: 'test' },
    function* (config) {
      for (const { index } of config.text.matchAll(/\bbad\b/g)) {
        const span = [index, index + 3] as const;
        yield {
          span,
          message: 'bad',
          fix: { title: 'Make it good', safe: true, edits: [{ span, text: 'good' }] },
        };
      }
    },
  ),
  'not-even': defineRule(
    'config',
    { severity: 'info', summary: 'No odd', citation: 'test' },
    function* (config) {
      for (const { index } of config.text.matchAll(/\bodd\b/g)) {
        const span = [index, index + 3] as const;
        const even = { title: 'Make it even', safe: false, edits: [{ span, text: 'even' }] };
        const good = { title: 'Make it good', safe: true, edits: [{ span, text: 'good' }] };
        yield { span, message: 'odd', fix: even, alternatives: [good] };
      }
    },
  ),
  'not-first': defineRule(
    'config',
    { severity: 'info', summary: 'No late', citation: 'test' },
    function* (config) {
      for (const { index } of config.text.matchAll(/\blate\b/g)) {
        const span = [index, index + 4] as const;
        const insertion = { span: [index, index] as const, text: 'early' };
        const fix = { title: 'Make it early', safe: false, edits: [{ span, text: '' }, insertion] };
        yield { span, message: 'late', fix };
      }
    },
  ),
});

let client: LspClient;
beforeEach(async () => {
  client = await LspClient.start({ host: new MemoryHost(), rules });
});
afterEach(() => client.stop());

async function actions(uri: string, only?: string[], range?: Range): Promise<CodeAction[]> {
  const diagnostics = await client.diagnostics(uri);
  const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  const found = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: range ?? whole,
    context: { diagnostics, ...(only ? { only } : {}) },
  });
  return (found ?? []).filter((action): action is CodeAction => 'kind' in action);
}

async function apply(uri: string, title: string, only?: string[]): Promise<string> {
  const action = (await actions(uri, only)).find((candidate) => candidate.title === title);
  if (!action?.edit) throw new Error(`no action ${title}`);
  await client.apply(action.edit);
  return client.document(uri).getText();
}

describe('quick fixes', () => {
  it('gives insertions before a removal at the same place, as the protocol wants', async () => {
    const uri = await client.open('/work/mongod.conf', 'late: 1\n');
    expect(await apply(uri, 'Make it early')).toBe('early: 1\n');
  });

  it('mend a finding, which is gone afterwards', async () => {
    const uri = await client.open('/work/mongod.conf', 'a: bad\n');
    expect(await apply(uri, 'Make it good')).toBe('a: good\n');
    expect(await client.rulesIn(uri)).toEqual([]);
  });

  it('are preferred where they are safe, and name their diagnostic', async () => {
    const uri = await client.open('/work/mongod.conf', 'a: bad\nb: odd\n');
    const found = (await actions(uri, ['quickfix'])).filter(({ title }) => title.startsWith('Make'));
    expect(
      found.map(({ title, isPreferred, diagnostics }) => [title, isPreferred, diagnostics?.[0]?.code]),
    ).toEqual([
      ['Make it good', true, 'not-good'],
      ['Make it even', undefined, 'not-even'],
      ['Make it good', undefined, 'not-even'],
    ]);
  });

  it('are those of the place asked for', async () => {
    const uri = await client.open('/work/mongod.conf', 'a: bad\nb: odd\n');
    const second = { start: { line: 1, character: 4 }, end: { line: 1, character: 4 } };
    const titles = (await actions(uri, undefined, second)).map(({ title }) => title);
    expect(titles).toEqual([
      'Make it even',
      'Make it good',
      'Silence not-even for this line',
      'Silence not-even for this file',
    ]);
  });

  it('belong to one version: an edit of an older one is refused', async () => {
    const uri = await client.open('/work/mongod.conf', 'a: bad\n');
    const [action] = await actions(uri);
    await client.change(uri, '# new\na: bad\n');
    await expect(client.apply(action?.edit ?? {})).rejects.toThrow('refused');
    expect(await apply(uri, 'Make it good')).toBe('# new\na: good\n');
  });
});

describe('fix all', () => {
  const kind = 'source.fixAll.mongodbTls';

  it('makes all safe fixes and no other', async () => {
    const uri = await client.open('/work/mongod.conf', 'a: bad\nb: odd\nc: bad\n');
    expect(await apply(uri, 'Apply all safe MongoDB TLS fixes', [kind])).toBe('a: good\nb: odd\nc: good\n');
  });

  it('is offered for the kinds above it, and only where asked for', async () => {
    const uri = await client.open('/work/mongod.conf', 'a: bad\n');
    expect(await actions(uri, ['source.fixAll'])).toMatchObject([{ kind }]);
    expect(await actions(uri, ['source.organizeImports'])).toEqual([]);
    expect((await actions(uri)).map((action) => action.kind)).not.toContain(kind);
  });

  it('has nothing to offer where nothing is safe', async () => {
    const uri = await client.open('/work/mongod.conf', 'a: odd\n');
    expect(await actions(uri, [kind])).toEqual([]);
  });
});

describe('silencing', () => {
  it.each([
    [
      'for this line',
      'net:\r\n  a: bad\r\n',
      'net:\r\n  # mongodb-tls-disable-next-line not-good\r\n  a: bad\r\n',
    ],
    ['for this line', '\uFEFFa: bad\n', '\uFEFF# mongodb-tls-disable-next-line not-good\na: bad\n'],
    ['for this file', '\uFEFFa: bad\n', '\uFEFF# mongodb-tls-disable not-good\na: bad\n'],
    [
      'for this line',
      '# mongodb-tls-disable-next-line other\na: bad\n',
      '# mongodb-tls-disable-next-line other, not-good\na: bad\n',
    ],
  ])('%s puts a comment into %j', async (where, before, after) => {
    const uri = await client.open('/work/mongod.conf', before);
    expect(await apply(uri, `Silence not-good ${where}`)).toBe(after);
    expect(await client.rulesIn(uri)).toEqual([]);
  });

  it('puts no comment into a text of several lines', async () => {
    const uri = await client.open('/work/mongod.conf', 'a: |\n  one\n  bad\n');
    expect((await actions(uri)).map(({ title }) => title)).not.toContain('Silence not-good for this line');
    expect(await apply(uri, 'Silence not-good for this file')).toBe(
      '# mongodb-tls-disable not-good\na: |\n  one\n  bad\n',
    );
  });
});

describe('rewriting the whole file', () => {
  const kinds = async (uri: string) => (await actions(uri, ['refactor.rewrite'])).map(({ kind }) => kind);

  it('migrates ssl names', async () => {
    const uri = await client.open('/work/mongod.conf', 'net:\n  ssl:\n    mode: requireSSL\n');
    expect(await kinds(uri)).toEqual(['refactor.rewrite.mongodbTls.migrateToTls']);
    const title = 'Migrate net.ssl to net.tls in the whole file';
    expect(await apply(uri, title)).toBe('net:\n  tls:\n    mode: requireTLS\n');
    expect(await kinds(uri)).toEqual([]);
  });

  it('converts INI to YAML', async () => {
    const uri = await client.open('/work/mongod.conf', '# why\nport = 27018\n');
    expect(await kinds(uri)).toEqual(['refactor.rewrite.mongodbTls.convertToYaml']);
    const text = await apply(uri, 'Convert the whole file to YAML');
    expect(text).toContain('# why');
    expect(text).toMatch(/net:\n\s+(#.*\n\s+)?port: 27018/);
  });
});
