import { Uri, window, workspace, type QuickPickItem } from 'vscode';
import { requests, type TestCertificatesParams } from '../../../server/src/protocol.ts';
import { askAll, askText, pickOne, type Answer, type Frame, type Question } from '../quick-input.ts';
import { filesReport } from '../make-reports.ts';
import type { Command } from './command.ts';

const title = 'Generate Test Certificates';

/** The answers so far, as typed. */
interface Draft {
  folder: string;
  servers: string;
  clients: string;
  mongosqld: string;
  key: TestCertificatesParams['key'];
}

/** Asks what to make, has the server write the files, lists them, and opens the configuration that uses them. */
export const generateTestCertificates: Command = {
  id: 'mongodbTls.generateTestCertificates',
  needsTrust: true,
  execute: async ({ server, reports }) => {
    const draft: Draft = {
      folder: '',
      servers: 'localhost,127.0.0.1,::1',
      clients: 'client',
      mongosqld: '',
      key: 'rsa',
    };
    if (!(await askAll(title, () => questionsFor(draft)))) return;
    const { folder, mongosqld, key } = draft;
    const result = await server.request(requests.generateTestCertificates, {
      folder,
      servers: listOf(draft.servers, ';'),
      clients: listOf(draft.clients, ','),
      ...(mongosqld.trim() === '' ? {} : { mongosqld }),
      key,
    });
    if (result.files.length === 0) throw new Error(result.message);
    const paths = result.files.map((uri) => Uri.parse(uri).fsPath);
    await reports.show('Test Certificates', filesReport('Test Certificates', result.message, paths));
    if (result.open !== undefined) await window.showTextDocument(Uri.parse(result.open), { preview: false });
  },
};

function questionsFor(draft: Draft): Question[] {
  const text =
    (name: 'servers' | 'clients' | 'mongosqld', prompt: string, placeholder: string): Question =>
    async (frame) => {
      const answer = await askText(frame, { prompt, placeholder, value: draft[name] });
      if (typeof answer !== 'string') draft[name] = answer.value;
      return answer;
    };
  return [
    (frame) => askFolder(frame, draft),
    text(
      'servers',
      'Host names and addresses of the server, with commas between. A semicolon begins the next member of the replica set.',
      'db1.example.net,10.0.0.1;db2.example.net',
    ),
    text('clients', 'Names of clients, with commas between. Leave it empty for none.', 'alice,bob'),
    text(
      'mongosqld',
      'Host names and addresses of mongosqld, with commas between. Leave it empty for none.',
      'sql.example.net',
    ),
    (frame) => askKey(frame, draft),
  ];
}

interface FolderItem extends QuickPickItem {
  readonly uri?: Uri;
}

async function askFolder(frame: Frame, draft: Draft): Promise<Answer<unknown>> {
  const name = 'test-certificates';
  const items: FolderItem[] = (workspace.workspaceFolders ?? []).map((folder) => ({
    label: name,
    description: `new folder in ${folder.name}`,
    uri: Uri.joinPath(folder.uri, name),
  }));
  const answer = await pickOne(frame, {
    items: [...items, { label: '$(folder-opened) Choose a Folder…' }],
    placeholder: 'Where to write the files. Nothing that is there is written over.',
  });
  if (typeof answer === 'string') return answer;
  const uri = answer.value.uri ?? (await browse());
  if (!uri) return 'cancelled';
  draft.folder = uri.toString();
  return answer;
}

async function browse(): Promise<Uri | undefined> {
  const options = { title, openLabel: 'Choose', canSelectFiles: false, canSelectFolders: true };
  return (await window.showOpenDialog(options))?.[0];
}

interface KeyItem extends QuickPickItem {
  readonly key: TestCertificatesParams['key'];
}

const keys: readonly KeyItem[] = [
  { key: 'rsa', label: 'RSA', description: '2048 bits; every client takes it' },
  { key: 'p256', label: 'P-256', description: 'elliptic curve; smaller and faster' },
];

async function askKey(frame: Frame, draft: Draft): Promise<Answer<unknown>> {
  const answer = await pickOne(frame, { items: keys, placeholder: 'Kind of the private keys' });
  if (typeof answer !== 'string') draft.key = answer.value.key;
  return answer;
}

/** The parts of a list that are not empty. */
function listOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
