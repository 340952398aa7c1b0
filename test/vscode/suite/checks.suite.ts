import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'mocha';
import {
  CodeActionKind,
  commands,
  DiagnosticSeverity,
  Range,
  type CodeAction,
  type CodeLens,
  type DocumentLink,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import { closeAll, diagnostics, fileOf, isDeprecation, show, writeFile } from './support.ts';

async function actions(
  uri: ReturnType<typeof fileOf>,
  range: Range,
  kind: CodeActionKind,
): Promise<CodeAction[]> {
  return await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
  );
}

async function apply(edit: WorkspaceEdit | undefined): Promise<void> {
  assert.ok(edit, 'the action has an edit');
  assert.ok(await workspace.applyEdit(edit));
}

describe('checks', () => {
  afterEach(closeAll);

  it('find the old names in the sample, struck through, with a page for each rule', async () => {
    const { uri } = await show(fileOf('mongod.conf'));
    const found = await diagnostics(uri, (all) => all.some(isDeprecation));
    const [first] = found.filter(isDeprecation);
    assert.ok(first && typeof first.code === 'object');
    assert.match(String(first.code.target), /^https:\/\/.*\.md$/);
  });

  it('mend them with a quick fix', async () => {
    const document = await show(fileOf('mongod.conf'));
    const [first] = (await diagnostics(document.uri, (all) => all.some(isDeprecation))).filter(isDeprecation);
    assert.ok(first);
    const fixes = await actions(document.uri, first.range, CodeActionKind.QuickFix);
    const fix = fixes.find(({ edit, title }) => edit && title.includes('net.tls'));
    assert.ok(fix, `offered: ${fixes.map(({ title }) => title).join('; ')}`);
    await apply(fix.edit);
    await diagnostics(document.uri, (all) => !all.some(isDeprecation));
    assert.match(document.getText(), /\n {2}tls:\n {4}mode: requireTLS\n/);
  });

  it('mend the whole file with source.fixAll.mongodbTls', async () => {
    const document = await show(fileOf('mongod.conf'));
    await diagnostics(document.uri, (all) => all.some(isDeprecation));
    const kind = CodeActionKind.SourceFixAll.append('mongodbTls');
    const whole = new Range(0, 0, document.lineCount, 0);
    const [fixAll] = await actions(document.uri, whole, kind);
    await apply(fixAll?.edit);
    await diagnostics(document.uri, (all) => !all.some(isDeprecation));
    assert.doesNotMatch(document.getText(), /^\s*ssl:|requireSSL/m);
  });

  it('underline the character of a keyfile that no key may have', async () => {
    const document = await show(fileOf('mongodb-keyfile'));
    const found = await diagnostics(document.uri, (all) => all.length > 0);
    assert.deepEqual(
      found
        .filter(({ severity }) => severity === DiagnosticSeverity.Error)
        .map(({ range }) => document.getText(range)),
      ['!'],
    );
  });

  it('mend a command line in a file of another extension, which keeps all else of it', async () => {
    const uri = await writeFile(
      'deploy/compose.yaml',
      'services:\n  db:\n    image: mongo:7.0\n    command: --sslMode requireSSL --sslPEMKeyFile /m.pem --sslCAFile /ca.pem\n',
    );
    const document = await show(uri);
    assert.notEqual(document.languageId, 'mongod-conf');
    const isOld = ({ message }: { message: string }): boolean => message.includes('is deprecated since');
    const [first] = (await diagnostics(uri, (all) => all.filter(isOld).length === 3)).filter(isOld);
    assert.ok(first);
    const fixes = await actions(uri, first.range, CodeActionKind.QuickFix);
    const fix = fixes.find(({ edit, title }) => edit && title.includes('to tls'));
    await apply(fix?.edit);
    await diagnostics(uri, (all) => !all.some(isOld));
    assert.match(document.getText(), /--tlsMode requireTLS --tlsCertificateKeyFile \/m.pem --tlsCAFile/);
    const symbols = await commands.executeCommand('vscode.executeDocumentSymbolProvider', uri);
    assert.ok(!Array.isArray(symbols) || symbols.length === 0);
  });

  it('tell above a service what its server becomes, and open its settings', async () => {
    const uri = await writeFile(
      'deploy/lens.yaml',
      'services:\n  db:\n    image: mongo:7.0.14\n    command: mongod --tlsMode requireTLS --tlsCertificateKeyFile /a.pem --tlsCAFile /c.pem --keyFile /k\n',
    );
    await show(uri);
    let lens: CodeLens | undefined;
    while (!lens) {
      const found = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);
      lens = found.find(({ command }) => command?.command === 'mongodbTls.showEffectiveSettings');
      if (!lens) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(lens.command?.title, 'mongod 7.0.14 · requireTLS · keyFile');
    assert.equal(lens.range.start.line, 3);
    const { command, arguments: places = [] } = lens.command as { command: string; arguments?: unknown[] };
    await commands.executeCommand(command, ...places);
    const view = workspace.textDocuments.find(({ uri: { scheme } }) => scheme === 'mongodb-tls-settings');
    assert.match(view?.getText() ?? '', /^# What mongod of MongoDB 7\.0\.14 [^]*mode: requireTLS/);
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', view?.uri);
    assert.equal(links[0]?.target?.toString(), uri.with({ fragment: 'L4' }).toString());
  });
});
