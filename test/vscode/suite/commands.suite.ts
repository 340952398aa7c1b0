import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'mocha';
import { commands, extensions, Position, TabInputWebview, window, workspace, WorkspaceEdit } from 'vscode';
import manifest from '../../../package.json';
import { closeAll, diagnostics, extensionId, fileOf, isDeprecation, show, until } from './support.ts';

describe('commands', () => {
  afterEach(closeAll);

  it('of package.json are all registered', async () => {
    await extensions.getExtension(extensionId)?.activate();
    const registered = new Set(await commands.getCommands(true));
    const missing = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });

  it('migrate the file in the editor', async () => {
    const document = await show(fileOf('mongod.conf'));
    await diagnostics(document.uri, (all) => all.some(isDeprecation));
    await commands.executeCommand('mongodbTls.migrateToTls');
    assert.match(
      document.getText(),
      /certificateKeyFile: \/etc\/mongodb\/server\.pem # certificate and private key\n/,
    );
    assert.doesNotMatch(document.getText(), /^\s*ssl:|requireSSL/m);
  });

  it('inspect a PEM file, in one page however often it is asked', async () => {
    const pages = () =>
      window.tabGroups.all.flatMap(({ tabs }) =>
        tabs.filter(
          ({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('mongodbTls.inspect'),
        ),
      );
    await commands.executeCommand('mongodbTls.inspectPem', fileOf('certs/server.pem'));
    await commands.executeCommand('mongodbTls.inspectPem', fileOf('certs/server.pem'));
    const [page, ...others] = await until(window.tabGroups.onDidChangeTabs, () =>
      pages().length > 0 ? pages() : undefined,
    );
    assert.equal(page?.label, 'Inspect server.pem');
    assert.equal(others.length, 0);
  });

  it('generate a keyfile where they are told to, and open nothing', async () => {
    const uri = fileOf('made/rs0.keyfile');
    await commands.executeCommand('mongodbTls.generateKeyfile', uri);
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    assert.match(text.replaceAll('\n', ''), /^[A-Za-z0-9+/]{1024}$/);
    assert.deepEqual(
      window.tabGroups.all.flatMap(({ tabs }) => tabs),
      [],
    );
  });

  it('show the effective settings beside the file, which follow it', async () => {
    const document = await show(fileOf('mongod.conf'));
    await diagnostics(document.uri, (all) => all.some(isDeprecation));
    await commands.executeCommand('mongodbTls.showEffectiveSettings');
    const view = workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'mongodb-tls-settings' && uri.path.endsWith('of mongod.conf'),
    );
    assert.match(view?.getText() ?? '', /^ {2}port: 27017 +# line 12$/m);
    assert.equal(view?.languageId, 'mongodb-effective-settings');
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), '# one more line\n');
    await workspace.applyEdit(edit);
    await until(workspace.onDidChangeTextDocument, () =>
      /^ {2}port: 27017 +# line 13$/m.test(view.getText()) ? true : undefined,
    );
  });

  it('restart the language server, which goes on checking', async () => {
    const document = await show(fileOf('mongod.conf'));
    await diagnostics(document.uri, (all) => all.some(isDeprecation));
    await commands.executeCommand('mongodbTls.restartServer');
    await diagnostics(document.uri, (all) => all.some(isDeprecation));
  });

  it('show the log', async () => {
    await commands.executeCommand('mongodbTls.showLog');
  });
});
