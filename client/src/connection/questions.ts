import { resolve } from 'node:path';
import { window, workspace, type QuickPickItem } from 'vscode';
import { askAll, askText, pickMany, pickOne, type Answer, type Frame } from '../quick-input.ts';
import type { PastConnection } from './history.ts';
import {
  connectionStringOf,
  parameter,
  readConnectionString,
  withPassword,
  type ConnectionStringParts,
} from './uri.ts';

/** What is known before the first question. */
export interface Offers {
  /** Built from the configuration in the editor, whose name is `from`. */
  readonly suggested?: PastConnection & { readonly from: string };
  readonly past: readonly PastConnection[];
}

/** The answers so far. */
interface Draft {
  uri: string;
  /** Options that came with the chosen connection: later questions start from them. */
  offered: Readonly<Record<string, string>>;
  password: string;
  switches?: readonly string[];
  readonly files: Map<string, string>;
}

type Question = (frame: Frame, draft: Draft, offers: Offers) => Promise<Answer<unknown>>;

/** Asks for a connection, one question after the other, with a way back. Undefined where the user leaves. */
export async function askForConnection(offers: Offers): Promise<PastConnection | undefined> {
  const draft: Draft = { uri: '', offered: {}, password: '', files: new Map() };
  const isAnswered = await askAll('Test Connection', () =>
    questionsFor(draft).map((question) => (frame: Frame) => question(frame, draft, offers)),
  );
  return isAnswered ? finished(draft) : undefined;
}

function questionsFor(draft: Draft): Question[] {
  const parts = readConnectionString(draft.uri);
  const needsPassword = parts?.user !== undefined && !parts.hasPassword;
  const needsFiles = draft.switches?.includes('tls') ?? true;
  return [
    askConnectionString,
    ...(needsPassword ? [askPassword] : []),
    askSwitches,
    ...(needsFiles ? [askFile(caFile), askFile(certificateKeyFile)] : []),
  ];
}

function finished({ uri, password, switches = [], files }: Draft): PastConnection {
  const useTls = switches.includes('tls');
  const parts = readConnectionString(uri);
  const options: Record<string, string> = { tls: String(useTls) };
  for (const { name } of choices.slice(1)) {
    // a switch that is set in the connection string can be turned off here
    if (switches.includes(name)) options[name] = 'true';
    else if (useTls && parts && parameter(parts, name) !== undefined) options[name] = 'false';
  }
  if (useTls) for (const [name, path] of files) options[name] = path;
  return { uri: password === '' ? uri : withPassword(uri, password), options };
}

interface ConnectionItem extends QuickPickItem {
  readonly connection: PastConnection;
}

async function askConnectionString(frame: Frame, draft: Draft, { suggested, past }: Offers) {
  const items: ConnectionItem[] = [];
  if (suggested)
    items.push({ label: suggested.uri, description: `from ${suggested.from}`, connection: suggested });
  for (const connection of past)
    items.push({ label: connection.uri, description: 'used before', connection });
  const answer = await pickOne(frame, {
    items,
    placeholder: 'Connection string: mongodb://db1.example.net:27017/ (without a password)',
    hint: 'Write mongodb://HOST:PORT/, mongodb+srv://HOST/ or HOST:PORT',
    fromText: (text) => {
      const uri = connectionStringOf(text);
      return uri === undefined
        ? undefined
        : { label: uri, alwaysShow: true, connection: { uri, options: {} } };
    },
  });
  if (typeof answer !== 'string') {
    const { uri, options } = answer.value.connection;
    Object.assign(draft, { uri, offered: options, switches: undefined });
    draft.files.clear();
  }
  return answer;
}

async function askPassword(frame: Frame, draft: Draft) {
  const user = readConnectionString(draft.uri)?.user ?? '';
  const prompt = `Password of ${decoded(user)}. It is used once and not kept. Leave it empty for none.`;
  const answer = await askText(frame, { prompt, secret: true });
  if (typeof answer !== 'string') draft.password = answer.value;
  return answer;
}

interface SwitchItem extends QuickPickItem {
  readonly name: string;
}

const choices: readonly SwitchItem[] = [
  { name: 'tls', label: 'Use TLS', description: 'tls' },
  {
    name: 'tlsAllowInvalidCertificates',
    label: 'Accept any certificate',
    description: 'tlsAllowInvalidCertificates',
    detail: 'To see what else is wrong. Anybody could pose as the server.',
  },
  {
    name: 'tlsAllowInvalidHostnames',
    label: 'Accept any host name',
    description: 'tlsAllowInvalidHostnames',
    detail: 'The certificate is checked, but not for which host it was made.',
  },
];

async function askSwitches(frame: Frame, draft: Draft) {
  const parts = readConnectionString(draft.uri);
  const isOn = ({ name }: SwitchItem): boolean => {
    if (draft.switches) return draft.switches.includes(name);
    const written = draft.offered[name] ?? (parts && writtenSwitch(parts, name));
    return name === 'tls' ? written !== 'false' : written === 'true';
  };
  const placeholder = 'What the connection may do';
  const answer = await pickMany(frame, { items: choices, placeholder, selected: choices.filter(isOn) });
  if (typeof answer !== 'string') draft.switches = answer.value.map(({ name }) => name);
  return answer;
}

function writtenSwitch(parts: ConnectionStringParts, name: string): string | undefined {
  return parameter(parts, name) ?? (name === 'tls' ? parameter(parts, 'ssl') : undefined);
}

interface FileQuestion {
  readonly option: string;
  readonly placeholder: string;
  readonly none: string;
  readonly dialog: string;
}

const caFile: FileQuestion = {
  option: 'tlsCAFile',
  placeholder: 'Certificate authorities to trust (tlsCAFile)',
  none: 'Those of the system',
  dialog: 'Certificate Authorities to Trust',
};

const certificateKeyFile: FileQuestion = {
  option: 'tlsCertificateKeyFile',
  placeholder: 'Certificate of the client with its private key (tlsCertificateKeyFile)',
  none: 'None',
  dialog: 'Certificate of the Client with Its Private Key',
};

interface FileItem extends QuickPickItem {
  readonly path?: string;
  readonly browse?: true;
}

function askFile({ option, placeholder, none, dialog }: FileQuestion): Question {
  return async (frame, draft) => {
    const parts = readConnectionString(draft.uri);
    const written = parts && parameter(parts, option);
    const offered = draft.files.get(option) ?? draft.offered[option];
    const items: FileItem[] = [
      ...(offered === undefined ? [] : [{ label: offered, path: offered }]),
      written === undefined
        ? { label: none }
        : { label: decoded(written), description: 'from the connection string' },
      { label: '$(folder-opened) Choose a File…', browse: true },
    ];
    const answer = await pickOne(frame, {
      items,
      placeholder,
      fromText: (text) => (/[\\/.]/.test(text) ? { label: text, alwaysShow: true, path: text } : undefined),
    });
    if (typeof answer === 'string') return answer;
    const path = answer.value.browse ? await browse(dialog) : answer.value.path;
    if (path !== undefined) draft.files.set(option, inWorkspace(path));
    else if (answer.value.browse) return 'cancelled';
    else draft.files.delete(option);
    return answer;
  };
}

async function browse(title: string): Promise<string | undefined> {
  const filters = { 'PEM files': ['pem', 'crt', 'cer', 'key'], 'All files': ['*'] };
  const chosen = await window.showOpenDialog({ title, openLabel: 'Choose', filters });
  return chosen?.[0]?.fsPath;
}

/** A relative path as one of the first folder of the workspace. */
function inWorkspace(path: string): string {
  const [folder] = workspace.workspaceFolders ?? [];
  return folder ? resolve(folder.uri.fsPath, path) : path;
}

/** Percent signs undone, or the text itself where they are not right. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
