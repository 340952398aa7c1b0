import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const key = '[A-Za-z0-9+/]{1024}';

/** Making certificates and keys. */
export const making = {
  title: 'Making certificates and keys',
  steps: {
    'test certificates are made with what is offered, and the configuration is opened': async ({
      bench,
      shoot,
      workspace,
    }) => {
      await bench.run('MongoDB TLS: Generate Test Certificates');
      await bench.accept('Where to write the files');
      for (const question of [
        'db1.example.net,10.0.0.1',
        'alice,bob',
        'sql.example.net',
        'Kind of the private',
      ])
        await bench.accept(question);
      await bench.page.locator('.tab', { hasText: 'mongod.conf' }).waitFor();
      await bench.line('For testing only').waitFor();
      await bench.saved(path.join(workspace, 'test-certificates/localhost.pem'), /BEGIN PRIVATE KEY/);
      await shoot('13-test-certificates');
    },
    'the keyfiles of all members are rotated together, after a look at what each becomes': async ({
      bench,
      shoot,
      workspace,
    }) => {
      const members = writeKeyfiles(workspace, 'first', ['my secret key', '- mysecretkey']);
      await bench.open('first/first-1.keyfile');
      await bench.page.locator('.codelens-decoration', { hasText: '11/1024 characters' }).waitFor();
      await bench.page
        .locator('.codelens-decoration', { hasText: 'Rotate keyfile' })
        .getByText('Rotate')
        .click();
      await bench.answer('The next step for 2 keyfiles');
      // one line in each file, and none of the keys
      await bench.line('# new; 1024 characters; accepted').waitFor();
      await bench.page.locator('.notification-toast', { hasText: 'Nothing is written yet' }).waitFor();
      await shoot('14-rotation-review');
      const shown = await bench.page.locator('.monaco-editor .view-line').allInnerTexts();
      if (/my.?secret/.test(shown.join('\n'))) throw new Error('The review shows a key');
      await bench.page.getByRole('button', { name: 'Write 2 keyfiles' }).click();
      await bench.inPage('Restart the members one at a time');
      for (const file of members) await bench.saved(file, new RegExp(`- "?mysecretkey"?\n- "${key}"\n$`));
      await shoot('15-rotated');
    },
    'the next step of a rotation is taken with the button of the review': async ({ bench, workspace }) => {
      const oldAndNew = `- anoldkey\n- ${'n'.repeat(1024)}`;
      const members = writeKeyfiles(workspace, 'second', [oldAndNew, oldAndNew]);
      await bench.open('second/second-2.keyfile');
      await bench.run('MongoDB TLS: Rotate Keyfile');
      await bench.answer('The next step for 2 keyfiles');
      // the notification goes away by itself, the button of the review stays
      await bench.page.locator('.editor-actions .action-label[aria-label^="Write the Files"]').click();
      await bench.inPage('Restart the members one at a time');
      for (const file of members) await bench.saved(file, new RegExp(`- "?n{1024}"?\n- "?anoldkey"?\n$`));
    },
  },
};

/** Writes the keyfiles of two members into a folder of their own; gives their paths. */
function writeKeyfiles(workspace, name, texts) {
  const folder = path.join(workspace, name);
  mkdirSync(folder);
  return texts.map((text, index) => {
    const file = path.join(folder, `${name}-${index + 1}.keyfile`);
    writeFileSync(file, `${text}\n`, { mode: 0o400 });
    return file;
  });
}
