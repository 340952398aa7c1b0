import { afterEach, describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { requests, type MigrateWorkspaceResult, type WorkspaceMigration } from '../../server/src/protocol.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

const old = 'net:\n  ssl:\n    mode: requireSSL # mine\n    PEMKeyFile: /a.pem\n';
const present = 'net:\n  tls:\n    mode: requireTLS # mine\n    certificateKeyFile: /a.pem\n';
const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '    ');

let client: LspClient;
afterEach(() => client.stop());

async function migrate(
  files: Record<string, string>,
  { unsaved = [], configuration = {} }: { unsaved?: string[]; configuration?: unknown } = {},
): Promise<WorkspaceMigration & { texts: Record<string, string> }> {
  client = await LspClient.start({ host: new MemoryHost(files) }, { folders: ['/work'], configuration });
  const answer = await client.connection.sendRequest<MigrateWorkspaceResult>(requests.migrateWorkspace, {
    unsaved: unsaved.map((path) => `file://${path}`),
  });
  if ('error' in answer) throw new Error(answer.error);
  const texts = answer.files.map(({ uri, edits }) => {
    const path = uri.replace('file://', '');
    const document = TextDocument.create(uri, '', 0, files[path] ?? '');
    return [path, TextDocument.applyEdits(document, [...edits])];
  });
  return { ...answer, texts: Object.fromEntries(texts) as Record<string, string> };
}

describe('the migration of a workspace', () => {
  it('renames what is in configurations, inside other files and on command lines', async () => {
    const configMap = (text: string) => `kind: ConfigMap\ndata:\n  mongod.conf: |\n${indented(text)}`;
    const unit = (flags: string) => `[Service]\nExecStart=/usr/bin/mongod ${flags}\n`;
    const { texts, files, skipped } = await migrate({
      '/work/a/mongod.conf': old,
      '/work/k8s/cm.yaml': configMap(old),
      '/work/mongod.service': unit('--sslMode requireSSL --sslPEMKeyFile /a.pem'),
      '/work/present.conf': present,
      '/work/web.yaml': 'ssl: on\n',
      '/work/README.md': `\`\`\`yaml\n${old}\`\`\`\n`,
      '/work/mongosqld.conf': 'mongodb:\n  net:\n    ssl:\n      enabled: true\n',
    });
    expect(texts).toEqual({
      '/work/a/mongod.conf': present,
      '/work/k8s/cm.yaml': configMap(present),
      '/work/mongod.service': unit('--tlsMode requireTLS --tlsCertificateKeyFile /a.pem'),
    });
    expect(files.flatMap(({ notes }) => notes)).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it('tells which files stay as they are, and why', async () => {
    const { texts, skipped } = await migrate(
      {
        '/work/a/mongod.conf': old,
        '/work/b/mongod.conf': `# mongodb-tls: version=4.0.28\n${old}`,
        '/work/c/mongod.conf': old,
        '/work/compose.yaml':
          'services:\n  a:\n    image: mongo:3.6\n    command: mongod --sslMode requireSSL\n',
        '/work/d/mongod.conf': `${old}  tls:\n    mode: requireTLS\n`,
        '/work/e/mongod.conf': '# mongodb-tls: version=3.6.0\nnet:\n  port: 1\n',
        '/work/run.sh': 'mongod --sslMode $MODE\n',
      },
      { unsaved: ['/work/c/mongod.conf', '/work/e/mongod.conf'] },
    );
    expect(Object.keys(texts)).toEqual(['/work/a/mongod.conf']);
    expect(skipped.map(({ uri, reason }) => [uri.replace('file:///work/', ''), reason])).toEqual([
      ['b/mongod.conf', expect.stringContaining('MongoDB 4.0.28 knows only the ssl names')],
      ['c/mongod.conf', 'It has changes that are not saved.'],
      ['compose.yaml', expect.stringContaining('MongoDB 3.6')],
      ['d/mongod.conf', expect.stringContaining('net.tls.mode is set more than once')],
      ['run.sh', expect.stringContaining('the mode is filled in')],
    ]);
  });

  it('says what to check by hand, and leaves out what the settings leave out', async () => {
    const text = 'net:\n  ssl:\n    mode: ${MODE}\n    CAFile: /ca.pem\n';
    const { files } = await migrate(
      { '/work/mongod.conf': text, '/work/vendor/mongod.conf': old },
      { configuration: { exclude: ['vendor'] } },
    );
    expect(files.map(({ uri, notes }) => [uri, notes.length])).toEqual([['file:///work/mongod.conf', 1]]);
    expect(files[0]?.notes[0]).toContain('check by hand');
  });
});
